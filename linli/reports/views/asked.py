"""What the address of a report's page asks for beside its area and day: as of when, in which order, which picture."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final
from urllib.parse import urlencode

from django.http import HttpRequest

from linli.clock import SHANGHAI
from linli.reports.rules.units import SORTED_BY, Order


class Picture(StrEnum):
    """What the picture of the areas below tells."""

    REPORTED = "reported"
    FEVER = "fever"


# As the field of the page writes a moment, in Shanghai time.
_MOMENT: Final = "%Y-%m-%dT%H:%M:%S"


@dataclass(frozen=True)
class Asked:
    """at: the moment that is asked for, None for now. is_refused: what was asked is no moment, or is still to come.

    by: one of `SORTED_BY`, '' for the order of codes.
    """

    at: datetime | None
    is_refused: bool
    by: str
    order: Order
    picture: Picture

    @property
    def walking(self) -> str:
        """The query that every link keeps: the moment."""
        return _query(self._moment)

    @property
    def whole(self) -> str:
        """The query of this very page, so that a file or a text has its rows in the same order."""
        return _query({**self._moment, **self._order, **self._picture})

    @property
    def unsorted(self) -> dict[str, str]:
        """What a link that sorts keeps."""
        return {**self._moment, **self._picture}

    def drawing(self, picture: Picture) -> str:
        """Return the query of this page with another picture."""
        return _query({**self._moment, **self._order, "picture": picture.value})

    def sorting(self, by: str) -> str:
        """Return the query that sorts by a column, the largest first; the smallest first where it is sorted so already."""
        is_falling = self.by == by and self.order is Order.FALLING
        order = Order.RISING if is_falling else Order.FALLING
        return _query({**self.unsorted, "sort": by, "order": order.value} if by else self.unsorted)

    @property
    def _moment(self) -> dict[str, str]:
        return {"as_of": f"{self.at.astimezone(SHANGHAI):{_MOMENT}}"} if self.at else {}

    @property
    def _order(self) -> dict[str, str]:
        return {"sort": self.by, "order": self.order.value} if self.by else {}

    @property
    def _picture(self) -> dict[str, str]:
        return {} if self.picture is Picture.REPORTED else {"picture": self.picture.value}


def asked_in(*, request: HttpRequest, now: datetime) -> Asked:
    """Return what a request asks for; an order or picture that does not exist is none."""
    words, by = request.GET.get("as_of", ""), request.GET.get("sort", "")
    at = _moment(words)
    return Asked(
        at=at if at and at <= now else None,
        is_refused=bool(words) and (at is None or at > now),
        by=by if by in SORTED_BY else "",
        order=Order.RISING if request.GET.get("order") == Order.RISING else Order.FALLING,
        picture=Picture.FEVER if request.GET.get("picture") == Picture.FEVER else Picture.REPORTED,
    )


def _moment(text: str) -> datetime | None:
    """Return a moment as a field of the page tells it, Shanghai time; None for anything else."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)
    except ValueError:
        return None


def _query(told: dict[str, str]) -> str:
    return f"?{urlencode(told)}" if told else ""
