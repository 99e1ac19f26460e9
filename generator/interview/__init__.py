"""Questions to a person at a terminal, one after the other, each with help and with what is likely."""
