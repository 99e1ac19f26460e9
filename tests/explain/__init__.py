"""Tests of what explains itself."""
