"""What differs between two states of a register: record by record in sentences, and number by number."""
