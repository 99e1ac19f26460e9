"""From pages to a published site: theme shells, rendering, and the switch at the end."""
