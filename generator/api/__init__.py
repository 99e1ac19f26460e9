"""The static API: every page of things, lists and numbers once more as a JSON document."""
