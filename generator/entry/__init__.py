"""What people write by hand, read into the values of records."""
