"""A register brought to the installed program: its records' form, and the files that the program wrote."""
