"""Pages of screening: how far it is, the doors of a grid, and the base."""
