"""From checked values to the register: typed, linked, seen on one date."""
