"""The agenda told to people and programs, one form a module."""
