"""A wholly invented register, made up the same way on every machine."""
