"""Charts: numbers and dates turned into shapes. Pure geometry; ``svg`` writes what the others draw."""
