"""From values to findings: the schema and the rules beyond it."""
