"""Pages of cases: what a doctor found, what was told by mistake, a death in hospital, a case at home."""
