"""A day's report as a file that leaves Linli: Excel, CSV, a sheet to print. Counts only."""
