"""What stands against ringing a family, and what a way of becoming known stands for."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from linli.people.rules.calls import Way, objections
from linli.people.rules.sources import SourceKind, source_kind

NOW = datetime.fromisoformat("2020-01-27T09:00:00+08:00")
ME, HER = UUID(int=1), UUID(int=2)


@pytest.mark.parametrize(
    ("way", "after_s", "caller", "expected"),
    [
        ("CALL", -1, None, {"TOO_EARLY"}),
        ("CALL", 0, None, set()),
        ("VISIT", -1, None, {"TOO_EARLY"}),
        ("MESSAGE", -1, HER, set()),
        ("CALL", 0, HER, {"OTHER_CALLER"}),
        ("CALL", 0, ME, set()),
        ("VISIT", -1, HER, {"TOO_EARLY", "OTHER_CALLER"}),
    ],
)
def test_what_stands_against_a_contact(
    way: str, after_s: int, caller: UUID | None, expected: set[str]
) -> None:
    at = NOW + timedelta(seconds=after_s)
    assert objections(way=Way(way), at=at, by=ME, caller=caller, not_before=NOW) == expected


def test_no_wish_is_no_objection() -> None:
    assert objections(way=Way.CALL, at=NOW, by=ME, caller=None, not_before=None) == frozenset()


@pytest.mark.parametrize(
    ("known_by", "kind"), [("DESK", "WORKER"), ("REPLAY", "UPPER_LIST"), *((k, k) for k in SourceKind)]
)
def test_every_way_of_becoming_known_has_a_source(known_by: str, kind: str) -> None:
    assert source_kind(known_by=known_by) == kind


def test_an_unknown_way_is_refused() -> None:
    with pytest.raises(ValueError, match="RUMOUR"):
        source_kind(known_by="RUMOUR")
