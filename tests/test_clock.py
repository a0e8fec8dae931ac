"""What counts as the future."""

from datetime import UTC, datetime, timedelta

import pytest

from linli.clock import is_in_future


@pytest.mark.parametrize(("seconds", "future"), [(0, False), (600, False), (601, True), (-36000, False)])
def test_clocks_may_run_ten_minutes_ahead(seconds: int, *, future: bool) -> None:
    now = datetime(2020, 1, 27, 8, tzinfo=UTC)
    assert is_in_future(at=now + timedelta(seconds=seconds), now=now) is future
