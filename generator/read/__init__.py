"""From bytes to values with positions: the strict YAML subset of the records."""
