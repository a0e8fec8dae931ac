"""Pages of observation: a check, what a doctor finds, decisions, ends."""
