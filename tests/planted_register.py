"""A register that a new app would declare, for tests/planted_walk.py: venues found open, none of them a person."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final, NamedTuple

from linli.figures.registers import Indicator, Register, RowBehind, Section, When

KEY: Final = "venues_found_open"


class Visit(NamedTuple):
    """A venue that was found open, and when."""

    venue: str
    address: str
    community: str
    at: datetime


# The rows of the register.
VISITS: Final[list[Visit]] = []


def _in(community: str, from_: datetime, until: datetime) -> list[Visit]:
    return [visit for visit in VISITS if visit.community == community and from_ <= visit.at < until]


def _counted(*, community: str, from_: datetime, until: datetime) -> dict[str, int]:
    return {KEY: len(_in(community, from_, until))}


def _lines(*, community: str, from_: datetime, until: datetime) -> Iterator[str]:
    return (f"venue {visit.venue} {visit.at.isoformat()}" for visit in _in(community, from_, until))


def _behind(*, key: str, community: str, from_: datetime, until: datetime) -> list[RowBehind]:
    return [
        RowBehind(visit.venue, visit.address, visit.at, f"/venues/{number}/")
        for number, visit in enumerate(_in(community, from_, until))
    ]


REGISTER: Final = Register(
    name="venues",
    indicators=(
        Indicator(
            key=KEY,
            name="仍在营业的场所",
            section=Section("venues", "场所管理"),
            unit="处次",
            sentence="时段内检查时仍在营业的场所。",
            when=When.DURING,
            rows="场所检查",
            adds_up=True,
            may_not_apply=True,
            asks_when_lower=True,
            asked_by=(("场所", "营业"), ("棋牌室",)),
        ),
    ),
    count=_counted,
    lines={"venue": _lines},
    behind=_behind,
)
