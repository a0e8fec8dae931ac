"""What rosters were called before: the name under which scripts beside the product still read their rows."""
