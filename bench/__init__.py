"""Speed of the build beside Hugo and MkDocs with Material, on the same synthetic register in one run."""
