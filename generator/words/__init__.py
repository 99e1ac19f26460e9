"""Words: what things are called and how numbers are defined, in the message ids of the catalogue."""
