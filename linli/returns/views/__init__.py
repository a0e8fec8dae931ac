"""Pages of superiors' forms: the list, one form, its places, a day of it."""
