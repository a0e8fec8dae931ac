"""Paper from data: a layout of Typst, the fonts that come with Linli, one process for each file (PDF)."""
