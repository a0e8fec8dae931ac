"""Words of staff for templates."""
