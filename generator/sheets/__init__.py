"""Spreadsheets: templates and exports to fill in, and tables of any usual shape read into records."""
