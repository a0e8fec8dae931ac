"""Pages of the roster import: the file, its columns, what became of its rows."""
