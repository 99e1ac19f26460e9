"""The story of a register: what happened to each of its records, told from git for the public."""
