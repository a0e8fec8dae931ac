"""What the figures of screening count in a community's window, and the rows behind them."""

from datetime import datetime
from typing import Final

from django.db.models import Count, Value
from django.urls import reverse
from django.utils.translation import gettext as _

from linli.areas.queries import names_of as area_names
from linli.figures.registers import RowBehind
from linli.people.models import Household
from linli.screening.models import TypedAnswers
from linli.screening.queries.asked import Window, asked_moments, asked_within, doors_behind
from linli.screening.queries.typed import Typed, typed_of
from linli.screening.rules import Progress, progress, together

_SEEN: Final = "seen"  # no code of an area


def counted(*, community: str, from_: datetime, until: datetime) -> dict[str, int | None]:
    """Count a community's window [from_, until) by figure; two statements. None: nobody counted the doors."""
    typed = typed_of(communities=[community], until=until)[community]
    window = Window(community=community, from_=from_, until=until)
    by_hand = sum(typed.answered_between(from_=from_, until=until).values())
    doors, listed = _doors(window, typed)
    whole = _in_round(listed, typed, until)
    return {
        "households_seen": doors + by_hand,
        "households_typed": by_hand,
        "doors_known": whole.known,
        "doors_asked": None if whole.known is None else whole.answered,
    }


def _doors(window: Window, typed: Typed) -> tuple[int, dict[str, tuple[int, int]]]:
    """Return how many doors were asked in a window, and by area how many are listed and asked in the round; one statement."""
    seen = doors_behind(**window).order_by().values_list(Value(_SEEN)).annotate(n=Count("pk"), asked=Value(0))
    began_at = typed.began_at or window["until"]
    in_round = Window(community=window["community"], from_=began_at, until=window["until"])
    there = Household.objects.filter(community=window["community"], listed_at__lt=window["until"])
    listed = there.values_list("area").annotate(
        n=Count("pk"), asked=Count("pk", filter=asked_within(in_round))
    )
    rows = {area: (n, asked) for area, n, asked in listed.union(seen, all=True)}
    return rows.pop(_SEEN, (0, 0))[0], rows


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
    return [newest[key] for key in sorted(newest)]


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
            _("人工填写：问到 %(n)s 户（%(by)s）") % {"n": row.asked - row.nobody_home, "by": row.by_name},
            names.get(row.area, ""),
            row.at,
            reverse("screening:grid", args=[row.area]),
        )
        for row in typed
    ]
