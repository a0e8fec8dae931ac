"""The rows behind a figure of a community's report: shown in that community only."""

from datetime import datetime

from linli.figures.registers import RowBehind
from linli.reports.registers import KEYS_WITH_ROWS, REGISTER_OF


def rows_behind(*, community: str, key: str, from_: datetime, until: datetime) -> list[RowBehind]:
    """Return one row for each unit that a figure counts, as its register tells. Raises KeyError where it has none."""
    if key not in KEYS_WITH_ROWS:
        raise KeyError(key)
    return REGISTER_OF[key].behind(key=key, community=community, from_=from_, until=until)
