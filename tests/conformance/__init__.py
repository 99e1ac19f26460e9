"""The form judges, writes and reads as the Python program does."""
