"""What a phone brings to observation: checks, arrivals, changed cards of households."""
