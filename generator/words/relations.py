"""What one agreement does to another."""

RELATION_NAMES = {
    ("implements", False): "Implements",
    ("implements", True): "Implemented by",
    ("extends", False): "Extends",
    ("extends", True): "Extended by",
    ("renews", False): "Renews",
    ("renews", True): "Renewed by",
    ("amends", False): "Amends",
    ("amends", True): "Amended by",
    ("replaces", False): "Replaces",
    ("replaces", True): "Replaced by",
    ("follows", False): "Follows",
    ("follows", True): "Followed by",
}

BONDS = {
    "implements": "Implements number %(number)s",
    "extends": "Extends number %(number)s",
    "renews": "Renews number %(number)s",
    "amends": "Amends number %(number)s",
    "replaces": "Replaces number %(number)s",
    "follows": "Follows number %(number)s",
}
"""What a member of a family does to another, which the family gives a number."""
