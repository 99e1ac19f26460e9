"""What must vanish from a register's history, such as personal data: found in any spelling, and taken out."""
