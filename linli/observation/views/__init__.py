"""Pages of observation: the day, a check, alerts, ends, grids, arrivals."""
