"""How old somebody is."""

from datetime import date


def age_on(born_on: date | None, on: date) -> int | None:
    """Return whole years; None where the birthday is unknown."""
    if born_on is None:
        return None
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))
