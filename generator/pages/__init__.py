"""What pages exist, at which address, and what each is given to show."""
