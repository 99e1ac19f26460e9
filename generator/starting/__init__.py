"""A new government's register: what is asked of it, and every file that comes of the answers."""
