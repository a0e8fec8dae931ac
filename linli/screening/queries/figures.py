"""What the figures of screening count in a community's window, and the rows behind them."""

from datetime import datetime
from typing import Any

from django.db.models import Count, QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext as _

from linli.areas.queries import names_of as area_names
from linli.figures.registers import RowBehind
from linli.people.models import Household
from linli.screening.models import TypedAnswers
from linli.screening.queries.asked import Window, asked_in_round, asked_moments, doors_behind
from linli.screening.queries.typed import Row, Typed, typed_in, typed_rows
from linli.screening.rules import Progress, progress, together

_SEEN, _LISTED = "seen", "listed"


def counted(*, community: str, from_: datetime, until: datetime) -> dict[str, int | None]:
    """Count a community's window [from_, until) by figure; one statement. None: nobody counted the doors."""
    window = Window(community=community, from_=from_, until=until)
    typed_first, *others = typed_rows(communities=[community], until=until)
    rows = list(typed_first.union(*others, _seen(window), _listed(window), all=True))
    typed = typed_in(rows=rows, communities=[community])[community]
    doors = sum(n or 0 for kind, _c, _area, n, *_ in rows if kind == _SEEN)
    listed = {area: (n or 0, asked) for kind, _c, area, n, asked, *_ in rows if kind == _LISTED}
    by_hand = sum(typed.answered_between(from_=from_, until=until).values())
    whole = _in_round(listed, typed, until)
    return {
        "households_seen": doors + by_hand,
        "households_typed": by_hand,
        "doors_known": whole.known,
        "doors_asked": None if whole.known is None else whole.answered,
    }


def _seen(window: Window) -> QuerySet[Any, Row]:
    """Return a row with how many doors were asked in the window."""
    at, place = Value(window["until"]), Value(window["community"])
    rows = doors_behind(**window).order_by().values(kind=Value(_SEEN)).annotate(n=Count("pk"))
    return rows.values_list("kind", place, place, "n", Value(0), Value(0), at, at)


def _listed(window: Window) -> QuerySet[Any, Row]:
    """Return a row for each area with how many doors are listed, and how many of them were asked in the round."""
    community, until = window["community"], window["until"]
    asked = asked_in_round(communities=[community], until=until)
    rows = (
        Household.objects.filter(community=community, listed_at__lt=until)
        .values("community", "area")
        .annotate(n=Count("pk"), asked=Count("pk", filter=asked))
    )
    return rows.values_list(
        Value(_LISTED), "community", "area", "n", "asked", Value(0), Value(until), Value(until)
    )


def _in_round(listed: dict[str, tuple[int, int]], typed: Typed, until: datetime) -> Progress:
    """Return how many doors there are at a moment, and how many of them were asked since the round began."""
    by_hand = typed.answered_between(from_=typed.began_at, until=until) if typed.began_at else {}
    return together(
        grids=[
            progress(
                listed=listed.get(area, (0, 0))[0],
                listed_answered=listed.get(area, (0, 0))[1],
                counted=typed.counted.get(area),
                typed_answered=by_hand.get(area, 0),
            )
            for area in {*listed, *typed.counted}
        ]
    )


def typed_behind(*, community: str, from_: datetime, until: datetime) -> list[TypedAnswers]:
    """Return what was typed of the window's days, by area and day, each as it stands."""
    rows = TypedAnswers.objects.filter(community=community, of_at__gte=from_, of_at__lt=until)
    newest = {(row.area, row.on): row for row in rows.order_by("at", "pk")}
    return [newest[key] for key in sorted(newest) if newest[key].asked is not None]


def doors_behind_figure(*, key: str, community: str, from_: datetime, until: datetime) -> list[RowBehind]:
    """Return a row for each door that was asked, and one for each number that was typed, with its name."""
    typed = typed_behind(community=community, from_=from_, until=until)
    by_hand = _typed_rows(typed)
    if key == "households_typed":
        return by_hand
    if key != "households_seen":
        raise KeyError(key)
    moments = asked_moments(Window(community=community, from_=from_, until=until))
    doors = doors_behind(community=community, from_=from_, until=until)
    return [*(_door_row(door, community, moments[door.pk]) for door in doors), *by_hand]


def _door_row(door: Household, community: str, at: datetime) -> RowBehind:
    if door.community != community:
        return RowBehind(_("已迁往其他社区的户"), "", at, "", is_away=True)
    return RowBehind(door.address or "—", "", at, reverse("desk:household", args=[door.pk]))


def _typed_rows(typed: list[TypedAnswers]) -> list[RowBehind]:
    names = area_names(codes={row.area for row in typed})
    return [
        RowBehind(
            _("人工填写：排查 %(n)s 户（%(by)s）")
            % {"n": (row.asked or 0) - row.nobody_home, "by": row.by_name},
            names.get(row.area, ""),
            row.at,
            reverse("screening:grid", args=[row.area]),
        )
        for row in typed
    ]
