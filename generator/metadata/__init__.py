"""What the register's files and pages say of themselves to programs."""
