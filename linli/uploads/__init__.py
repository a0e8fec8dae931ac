"""The one gate for files that come in: what a file is, and whether it may be opened at all."""
