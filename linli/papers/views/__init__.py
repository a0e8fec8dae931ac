"""Pages of papers: of one observation, of many, their texts, and the one that a QR code leads to."""
