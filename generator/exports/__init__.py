"""Open data: the register as tables and JSON."""
