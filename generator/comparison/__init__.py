"""The comparison of two states of a register: each read, checked and counted, the older one kept."""
