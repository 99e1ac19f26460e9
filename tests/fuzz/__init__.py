"""Random input for all that reads what others wrote: the laws, and a guided search for what breaks them."""
