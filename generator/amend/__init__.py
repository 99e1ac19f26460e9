"""Changes of a record that stands: new lines in its text, everything else byte for byte as it was."""
