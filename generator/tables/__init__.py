"""The register as flat tables: typed columns that say what they mean, and rows."""
