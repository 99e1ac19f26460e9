"""Tests of what is written back into records."""
