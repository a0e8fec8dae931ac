"""What a roster says, decided without tables: which column is what, and what each row becomes."""
