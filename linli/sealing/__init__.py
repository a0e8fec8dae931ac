"""What nobody reads without a key: numbers, notes and files sealed at rest, under a ring of keys."""
