"""git: what a repository tells of a register now and in its past; nothing in it is ever changed."""
