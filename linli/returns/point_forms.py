"""Shapes of what is said about a layout: what each place holds, and of which area a row tells."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from linli.reports.registers import TOTALS
from linli.returns.commands import Pointed
from linli.returns.labels import DAYS, choices, holds_words
from linli.returns.rules import ALL_ROWS, COUNTED, Column, Holds, Spot, place_spots
from linli.returns.rules.headers import day_asked
from linli.returns.rules.layout import Place
from linli.returns.rules.suggestions import Suggestion, asks_nothing
from linli.returns.rules.units import ITEM, SKIPPED, UnitRow
from linli.returns.suggested import suggested, surely

# What is chosen for a place that stays as it came.
LEAVE: Final = "LEAVE"
_SELECT: Final = {"class": "form-select"}


class Stand(StrEnum):
    """How a place stands before anybody looked at it."""

    OPEN = "OPEN"  # somebody must say
    SURE = "SURE"  # proposed; somebody must look
    KNOWN = "KNOWN"  # as in the layout before
    LEFT = "LEFT"  # left as it is, until somebody says otherwise


@dataclass(frozen=True)
class Row:
    """A place on the page, with its fields. looked: of a proposed one only."""

    place: Place
    stand: Stand
    holds: forms.BoundField
    day: forms.BoundField
    reason: forms.BoundField
    looked: forms.BoundField | None

    @property
    def cells(self) -> tuple[Spot, ...]:
        """The cells of the place, without a row of totals."""
        return place_spots(spots=self.place.spots)

    @property
    def asks_day(self) -> bool:
        """Whether the place holds a figure, or may: then of which day stands right beneath."""
        proposed = str(self.holds.initial or "")
        return self.stand is Stand.OPEN or bool(_figure(proposed)) or bool(self.day.errors)

    @property
    def has_total(self) -> bool:
        """Whether a row of totals adds them up."""
        return any(spot.area == ALL_ROWS for spot in self.place.spots)


class PointForm(forms.Form):
    """What each place of a layout holds and of which day, with a reason where it is typed in."""

    looked_all = forms.BooleanField(label=_("这些我都看过，没错"), required=False)

    def __init__(
        self,
        *args: Any,
        places: Sequence[Place],
        known: Mapping[str, Column],
        left_before: Collection[str],
        hidden: Collection[str],
        **kwargs: Any,
    ) -> None:
        """Make the fields of each place.

        known: what the layout before said, by path. left_before: paths that it left as they are. hidden: names of sheets.
        """
        super().__init__(*args, **kwargs)
        self.places = places
        self.stands = [_stand(place, known, left_before, hidden) for place in places]
        for number, (place, stand) in enumerate(zip(places, self.stands, strict=True)):
            self._ask(number, place, stand, known.get(place.path))

    def _ask(self, number: int, place: Place, stand: Stand, before: Column | None) -> None:
        likely = suggested(path=place.path)
        said = Suggestion(before.holds, before.key) if before else None
        proposed = said or (likely[0] if stand is Stand.SURE else None)
        day = proposed.holds if proposed and proposed.holds in COUNTED else day_asked(path=place.path)
        asks_day = [] if day else [("", gettext("请选哪一天"))]
        self.fields[f"holds_{number}"] = forms.ChoiceField(
            label=place.path,
            required=False,
            choices=_offered(likely),
            initial=LEAVE if stand in (Stand.LEFT, Stand.KNOWN) and not said else _value(proposed),
            widget=forms.Select(attrs=_SELECT),
        )
        self.fields[f"day_{number}"] = forms.ChoiceField(
            label=gettext("%(place)s：哪一天的数") % {"place": place.path},
            required=False,
            choices=[*asks_day, *((str(one), words) for one, words in DAYS.items())],
            initial=str(day) if day else "",
            widget=forms.Select(attrs=_SELECT),
        )
        self.fields[f"reason_{number}"] = forms.CharField(
            label=gettext("为什么推算不出来"),
            required=False,
            max_length=200,
            initial=before.reason if before else "",
        )
        if stand is Stand.SURE:
            self.fields[f"looked_{number}"] = forms.BooleanField(label=place.path, required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for what nobody said: what a place holds, whether somebody looked, of which day, why it is typed in."""
        said: dict[str, Any] = dict(super().clean() or {})
        for number in range(len(self.places)):
            if not self.errors.keys() & {f"holds_{number}", f"day_{number}"}:
                self._check(number, said)
        return said

    def _check(self, number: int, said: Mapping[str, Any]) -> None:
        holds, day = said.get(f"holds_{number}") or "", said.get(f"day_{number}") or ""
        if not holds:
            self.add_error(f"holds_{number}", _("请选这里填什么；不填就选“不填，原样留着”。"))
        elif self._is_unseen(number, holds, day, said):
            self.add_error(f"looked_{number}", _("请看一眼这一项，没错就打勾。"))
        elif holds == Holds.TYPED and not said.get(f"reason_{number}"):
            self.add_error(f"reason_{number}", _("每天自己填的项目，请写明为什么推算不出来。"))
        elif _figure(holds):
            if not day and self.fields[f"day_{number}"].initial == "":
                self.add_error(f"day_{number}", _("列名里有两天，请选填哪一天的数。"))
            elif day == Holds.TOTAL and _figure(holds) not in TOTALS:
                self.add_error(f"day_{number}", _("这一项没有累计：只有当天发生的数能加起来。"))

    def _is_unseen(self, number: int, holds: str, day: str, said: Mapping[str, Any]) -> bool:
        """Say whether a proposal is left as it was proposed and nobody ticked that they looked."""
        if self.stands[number] is not Stand.SURE or said.get("looked_all") or said.get(f"looked_{number}"):
            return False
        same_day = not day or day == self.fields[f"day_{number}"].initial
        return holds == self.fields[f"holds_{number}"].initial and same_day

    def pointed(self) -> dict[str, Pointed]:
        """Return what places hold by path; those left alone are missing."""
        told = {}
        for number, place in enumerate(self.places):
            holds = self.cleaned_data[f"holds_{number}"]
            if holds != LEAVE:
                day = self.cleaned_data[f"day_{number}"] or self.fields[f"day_{number}"].initial
                told[place.path] = _pointed(holds, day, self.cleaned_data[f"reason_{number}"])
        return told

    def to_be_filled(self) -> list[Spot]:
        """Return the cells of places that are not left as they are, so far as it is known."""
        return [
            spot
            for number, place in enumerate(self.places)
            if self[f"holds_{number}"].initial != LEAVE
            for spot in place.spots
        ]

    def rows(self, *, stand: Stand) -> list[Row]:
        """Return the places that stand so, with their fields."""
        return [
            Row(
                place,
                stand,
                self[f"holds_{number}"],
                self[f"day_{number}"],
                self[f"reason_{number}"],
                self[f"looked_{number}"] if stand is Stand.SURE else None,
            )
            for number, place in enumerate(self.places)
            if self.stands[number] is stand
        ]


def _stand(
    place: Place, known: Mapping[str, Column], left_before: Collection[str], hidden: Collection[str]
) -> Stand:
    if place.path in known or place.path in left_before:
        return Stand.KNOWN
    if place.sheet in hidden or asks_nothing(path=place.path):
        return Stand.LEFT
    return Stand.SURE if surely(path=place.path) else Stand.OPEN


def _figure(holds: str) -> str:
    """Return the key of the indicator that a choice names, '' for any other choice."""
    kind, _colon, key = holds.partition(":")
    return key if kind == Holds.FIGURE else ""


def _pointed(holds: str, day: str, reason: str) -> Pointed:
    key = _figure(holds)
    if key:
        return Pointed(Holds(day), key)
    kind = Holds(holds)
    return Pointed(kind, "", reason if kind is Holds.TYPED else "")


def _offered(likely: Sequence[Suggestion]) -> list[tuple[str, Any]]:
    first = {
        _value(one): holds_words(holds=Holds.FIGURE if one.key else one.holds, key=one.key) for one in likely
    }
    rest = [(group, [row for row in rows if row[0] not in first]) for group, rows in choices()]
    return [
        ("", gettext("请选")),
        (LEAVE, gettext("不填，原样留着")),
        *([(gettext("可能是"), list(first.items()))] if first else []),
        *rest,
    ]


def _value(said: Suggestion | None) -> str:
    if said is None:
        return ""
    return f"{Holds.FIGURE}:{said.key}" if said.key else str(said.holds)


class RowsForm(forms.Form):
    """Of which area below each row tells that nobody could know."""

    def __init__(self, *args: Any, rows: Sequence[UnitRow], units: Mapping[str, str], **kwargs: Any) -> None:
        """Ask of each row; units: code -> name of the areas below."""
        super().__init__(*args, **kwargs)
        self.unit_rows = rows
        offered = [
            ("", gettext("请选")),
            (gettext("下级单位"), list(units.items())),
            (
                gettext("不是下级单位"),
                [(SKIPPED, gettext("这一行不填")), (ITEM, gettext("不是单位，逐格核对"))],
            ),
        ]
        for number, row in enumerate(rows):
            self.fields[f"row_{number}"] = forms.ChoiceField(
                label=row.title,
                choices=offered,
                initial=row.said,
                widget=forms.Select(attrs=_SELECT),
                error_messages={"required": gettext("请选这一行是哪个单位；不是单位就选不填。")},
            )

    def clean(self) -> dict[str, Any]:
        """Ask again where one unit is said of two rows: its figures would be added twice."""
        said: dict[str, Any] = dict(super().clean() or {})
        taken: dict[tuple[str, str, str], UnitRow] = {}
        for number, row in enumerate(self.unit_rows):
            code = said.get(f"row_{number}", "")
            other = taken.setdefault((row.sheet, row.section, code), row)
            if code and code not in (ITEM, SKIPPED) and other is not row:
                words = gettext("这个单位已经选给 %(cell)s 那一行了。") % {"cell": other.cell.ref}
                self.add_error(f"row_{number}", words)
        return said

    def said(self) -> dict[str, str]:
        """Return what is said of rows, by key."""
        return {row.key: self.cleaned_data[f"row_{number}"] for number, row in enumerate(self.unit_rows)}

    def fields_of_rows(self) -> list[tuple[UnitRow, forms.BoundField]]:
        """Return each row with its field."""
        return [(row, self[f"row_{number}"]) for number, row in enumerate(self.unit_rows)]
