"""Shapes of what is said about a layout: what each place holds."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from linli.day_fields import DayField
from linli.reports.labels import full_column
from linli.reports.registers import TOTALS
from linli.returns.commands import Pointed
from linli.returns.labels import DAYS
from linli.returns.point_words import (
    LEAVE,
    day_proposed,
    figure_of,
    is_own_total,
    keys_named,
    offered,
    place_name,
    pointed_at,
    shared_headers,
    value_of,
)
from linli.returns.rules import ALL_ROWS, COUNTED, Column, Holds, Spot, place_spots
from linli.returns.rules.headers import headers_of
from linli.returns.rules.layout import Place
from linli.returns.rules.suggestions import Suggestion, asks_nothing
from linli.returns.suggested import suggested, surely

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
    plus: forms.BoundField

    @property
    def cells(self) -> tuple[Spot, ...]:
        """The cells of the place, without a row of totals."""
        return place_spots(spots=self.place.spots)

    @property
    def asks_day(self) -> bool:
        """Whether the place holds a figure, or may: then of which day stands right beneath."""
        proposed = str(self.holds.initial or "")
        return self.stand is Stand.OPEN or bool(figure_of(holds=proposed)) or bool(self.day.errors)

    @property
    def has_total(self) -> bool:
        """Whether a row of totals adds them up."""
        return any(spot.area == ALL_ROWS for spot in self.place.spots)


class PointForm(forms.Form):
    """What each place of a layout holds and of which day, with a reason where it is typed in."""

    looked_all = forms.BooleanField(label=_("这些我都看过，没错"), required=False)
    rest_left = forms.BooleanField(label=_("下面没有选的都不填，原样留着"), required=False)
    since = DayField(
        label=_("从哪一天起这样填"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("空着就是今天。以前的日子填错了，就从那一天起；交过的稿都还在，要再交一稿并写明原因。"),
    )

    def __init__(
        self,
        *args: Any,
        places: Sequence[Place],
        known: Mapping[str, Column],
        left_before: Collection[str],
        hidden: Collection[str],
        today: date,
        **kwargs: Any,
    ) -> None:
        """Make the fields of each place.

        known: what the layout before said, by path. left_before: paths that it left as they are. hidden: names of sheets.
        """
        super().__init__(*args, **kwargs)
        self.today = today
        self.places = places
        self.stands = [_stand(place, known, left_before, hidden) for place in places]
        for number, (place, stand) in enumerate(zip(places, self.stands, strict=True)):
            self._ask(number, place, stand, known.get(place.path))
        self.shared = shared_headers(
            places=[place for place, stand in zip(places, self.stands, strict=True) if stand is Stand.OPEN]
        )
        for number, header in enumerate(self.shared):
            self.fields[f"all_{number}"] = forms.ChoiceField(
                label=header,
                required=False,
                choices=offered(likely=suggested(path=header)),
                widget=forms.Select(attrs=_SELECT),
            )

    def clean_since(self) -> date | None:
        """Refuse a day that has not come."""
        since: date | None = self.cleaned_data["since"]
        if since and since > self.today:
            raise ValidationError(gettext("请选今天或以前的日子。"), code="not_yet")
        return since

    def shared_fields(self) -> list[forms.BoundField]:
        """Return the fields of headers that several open places share."""
        return [self[f"all_{number}"] for number in range(len(self.shared))]

    def _ask(self, number: int, place: Place, stand: Stand, before: Column | None) -> None:
        likely = suggested(path=place.path)
        said = Suggestion(before.holds, before.key) if before else None
        proposed = said or (likely[0] if stand is Stand.SURE else None)
        day = proposed.holds if proposed and proposed.holds in COUNTED else day_proposed(path=place.path)
        asks_day = [] if day else [("", gettext("请选哪一天"))]
        self.fields[f"holds_{number}"] = forms.ChoiceField(
            label=place_name(place=place),
            required=False,
            choices=offered(likely=likely),
            initial=LEAVE if stand in (Stand.LEFT, Stand.KNOWN) and not said else value_of(said=proposed),
            widget=forms.Select(attrs=_SELECT),
        )
        self.fields[f"day_{number}"] = forms.ChoiceField(
            label=gettext("%(place)s：哪一天的数") % {"place": place_name(place=place)},
            required=False,
            choices=[*asks_day, *((str(one), words) for one, words in DAYS.items())],
            initial=str(day) if day else "",
            widget=forms.Select(attrs=_SELECT),
        )
        self.fields[f"reason_{number}"] = forms.CharField(
            label=gettext("%(place)s：为什么推算不出来") % {"place": place_name(place=place)},
            required=False,
            max_length=200,
            initial=before.reason if before else "",
        )
        self.fields[f"plus_{number}"] = forms.CharField(
            label=gettext("%(place)s：再加上") % {"place": place_name(place=place)},
            required=False,
            max_length=200,
            initial="+".join(full_column(key) for key in before.more) if before else "",
            widget=forms.TextInput(attrs={"list": "figures"}),
        )
        if stand is Stand.SURE:
            self.fields[f"looked_{number}"] = forms.BooleanField(
                label=place_name(place=place), required=False
            )

    def clean(self) -> dict[str, Any]:
        """Ask for what nobody said: what a place holds, whether somebody looked, of which day, why it is typed in."""
        said: dict[str, Any] = dict(super().clean() or {})
        self._share(said)
        for number in range(len(self.places)):
            if not self.errors.keys() & {f"holds_{number}", f"day_{number}"}:
                self._check(number, said)
        return said

    def _share(self, said: dict[str, Any]) -> None:
        """Take for places that nobody pointed what was said of a header they share, or of all that are left."""
        for number, place in enumerate(self.places):
            name = f"holds_{number}"
            if self.stands[number] is not Stand.OPEN or said.get(name) or name in self.errors:
                continue
            headers = headers_of(path=place.path)
            told = [said.get(f"all_{at}") for at, header in enumerate(self.shared) if header in headers]
            found = next((one for one in told if one), LEAVE if said.get("rest_left") else "")
            said[name] = found

    def _check(self, number: int, said: Mapping[str, Any]) -> None:
        holds, day = said.get(f"holds_{number}") or "", said.get(f"day_{number}") or ""
        if not holds:
            self.add_error(f"holds_{number}", _("请选这里填什么；不填就选“不填，原样留着”。"))
        elif self._is_unseen(number, holds, day, said):
            self.add_error(f"looked_{number}", _("请看一眼这一项，没错就打勾。"))
        elif holds == Holds.TYPED and not said.get(f"reason_{number}"):
            self.add_error(f"reason_{number}", _("每天自己填的项目，请写明为什么推算不出来。"))
        elif figure_of(holds=holds):
            if keys_named(words=said.get(f"plus_{number}") or "") is None:
                self.add_error(f"plus_{number}", _("没有叫这个名字的数；几个数之间写 + 。"))
            elif not day and self.fields[f"day_{number}"].initial == "":
                self.add_error(f"day_{number}", _("列名里有两天，请选填哪一天的数。"))
            elif (
                day == Holds.TOTAL
                and not is_own_total(key=figure_of(holds=holds))
                and not {figure_of(holds=holds), *(keys_named(words=said.get(f"plus_{number}") or "") or ())}
                <= set(TOTALS)
            ):
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
                more = keys_named(words=self.cleaned_data[f"plus_{number}"]) or ()
                told[place.path] = pointed_at(
                    holds=holds, day=day, reason=self.cleaned_data[f"reason_{number}"], more=more
                )
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
                self[f"plus_{number}"],
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
