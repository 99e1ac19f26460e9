"""Explanations for a reader without a network: a rule, a field, a record."""
