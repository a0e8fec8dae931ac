"""Reads of superiors' forms: an area's own, their layouts, what was typed and handed in."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject

from linli.areas.queries import area_named, children
from linli.areas.rules import AreaCode, Level
from linli.clock import moment
from linli.listed import listed
from linli.reports.rules.deadlines import Standing, standing
from linli.returns.models import Excuse, TypedValue
from linli.returns.models import Form as Form  # pages may name the types of rows
from linli.returns.models import FormVersion as FormVersion
from linli.returns.models import HandIn as HandIn
from linli.returns.rules import Column, Holds, Spot
from linli.returns.rules.days import is_asked_on
from linli.returns.rules.layout import BESIDE, Place, asked_in
from linli.returns.rules.units import Questions, names_told, questions_of
from linli.sheets.layout import Book, unpacked_book
from linli.staff.models import User
from linli.staff.queries import note_names
from linli.staff.rights import Action
from linli.staff.rules import Viewer, own_offices


def own_areas(*, viewer: Viewer | None) -> tuple[AreaCode, ...]:
    """Return the areas whose forms the viewer keeps."""
    return own_offices(viewer=viewer, action=Action.KEEP_FORMS)


def forms_visible(*, viewer: Viewer | None) -> QuerySet[Form]:
    """Return the forms of the viewer's own areas, not those of areas below: each area keeps its own."""
    return Form.objects.filter(area__in=own_areas(viewer=viewer))


def forms_in_use(*, viewer: Viewer | None) -> list[Form]:
    """Return the forms that are still asked for, by hour and title."""
    rows = forms_visible(viewer=viewer).filter(ended_at=None)
    return sorted(rows, key=lambda form: (form.area, form.due_at is None, form.due_at, form.title))


def forms_ended(*, viewer: Viewer | None) -> list[Form]:
    """Return the forms that nobody asks for any more, the last ended first; at most thirty."""
    return list(forms_visible(viewer=viewer).exclude(ended_at=None).order_by("-ended_at")[:30])


def version_on(*, form: Form, day: date) -> FormVersion | None:
    """Return the layout in use on a day; before the first one, the first. None while nothing is pointed."""
    return _in_use(form.pk, day).first()


def version_visible(*, viewer: Viewer | None, form_id: UUID, day: date) -> FormVersion | None:
    """Return what `version_on` does, where the form is one of the viewer's own areas; one statement.

    Its form comes with it, what was typed in for the day as `typed`: [{path, text}, ...] in order, None for nothing, and as
    `excused` why the form need not be handed in on it, None where nobody said so.
    """
    said = TypedValue.objects.filter(form=OuterRef("form"), day=day).order_by().values("form")
    row = JSONObject(path=F("path"), text=F("text"), at=F("typed_at"), by=F("typed_by"), id=F("pk"))
    rows = said.annotate(rows=listed(row)).values("rows")
    mine = _in_use(form_id, day).filter(form__area__in=own_areas(viewer=viewer))
    excuse = Excuse.objects.filter(form=OuterRef("form"), day=day, taken_back_at=None).values("reason")[:1]
    return mine.annotate(typed=Subquery(rows), excused=Subquery(excuse)).first()


def _in_use(form_id: UUID, day: date) -> QuerySet[FormVersion]:
    pointed = FormVersion.objects.filter(form=form_id, taken_back_at=None).exclude(valid_from=None)
    # The newest word on a day stands, also where it reaches back before an earlier one.
    in_use = pointed.filter(valid_from__lte=day).order_by("-number")
    first = pointed.order_by("valid_from", "-number")
    stands = Coalesce(Subquery(in_use.values("pk")[:1]), Subquery(first.values("pk")[:1]))
    return pointed.filter(pk=stands).select_related("form")


def newest_versions(*, forms: list[Form]) -> dict[UUID, FormVersion]:
    """Return the newest pointed layout by form; forms with none are left out."""
    pointed = FormVersion.objects.filter(form__in=forms, taken_back_at=None).exclude(valid_from=None)
    rows = pointed.order_by("number")
    return {row.form_id: row for row in rows.defer("workbook", "layout", "places")}


def unpointed(*, form: Form) -> FormVersion | None:
    """Return the layout that nobody has pointed yet, or None."""
    return form.versions.filter(valid_from=None).first()


def layouts(*, form: Form) -> list[FormVersion]:
    """Return every layout of a form, the newest first, without its file and what was read of it."""
    return list(form.versions.order_by("-number").defer("workbook", "layout", "places"))


def columns_of(*, version: FormVersion) -> tuple[Column, ...]:
    """Return what the places of a layout hold."""
    return tuple(
        Column(
            path=row["path"],
            spots=tuple(Spot(cell, area) for cell, area in row["spots"]),
            holds=Holds(row["holds"]),
            key=row["key"],
            more=tuple(row.get("more", ())),
            reason=row["reason"],
            prefix=row["prefix"],
            suffix=row["suffix"],
            instead=row.get("instead", ""),
        )
        for row in version.columns
    )


def places_of(*, version: FormVersion) -> list[Place]:
    """Return what a layout asks for, as it was found in the file."""
    return [
        Place(
            row["path"],
            tuple(Spot(cell, area) for cell, area in row["spots"]),
            row["prefix"],
            row.get("instead", ""),
            row["suffix"],
            row.get("sheet", ""),
        )
        for row in version.places
    ]


def left_alone(*, version: FormVersion) -> frozenset[str]:
    """Return the paths that somebody looked at in a layout and left as they are."""
    return frozenset(row["path"] for row in version.places) - {row["path"] for row in version.columns}


def book_of(*, version: FormVersion) -> Book:
    """Return the sheets of a layout as they were read when it came."""
    return unpacked_book(packed=bytes(version.layout))


def units_below(*, area: AreaCode) -> dict[str, str]:
    """Return the areas that a row of a form may tell of, code -> name, in order of code; none below a community."""
    return {} if area.level is Level.COMMUNITY else {row.code: row.name for row in children(code=area)}


def questions_on(*, version: FormVersion) -> Questions:
    """Return what is asked about the rows of a layout: names that no area below bears, areas told twice or not at all."""
    area = AreaCode(version.form.area)
    units = units_below(area=area)
    areas = names_told(units=units)
    asked = asked_in(book=book_of(version=version), areas=areas, said=version.said)
    return questions_of(rows=asked.rows, areas=areas, below=list(units))


def areas_named_in(*, area: AreaCode) -> dict[str, str]:
    """Return the names that a row of a form may begin with: name -> code below, and the area's own name -> ''.

    A name that two areas below share tells nobody which, and is left out.
    """
    own = area_named(code=area)
    units = units_below(area=area)
    return {**beside_named(area=area), **({own.name: ""} if own else {}), **names_told(units=units)}


def beside_named(*, area: AreaCode) -> dict[str, str]:
    """Return the names of the areas beside one, each -> BESIDE: superiors send the same sheet to all of them."""
    above = area.parent
    return {row.name: BESIDE for row in children(code=above) if row.code != area} if above else {}


def typed_of(*, form: Form, day: date) -> dict[str, str]:
    """Return what was typed in for a day, by typed_key of its cell; the newest stands."""
    rows = TypedValue.objects.filter(form=form, day=day).order_by("typed_at", "pk")
    return dict(rows.values_list("path", "text"))


def typed_with(*, version: FormVersion) -> dict[str, str]:
    """Return what `typed_of` does, of a layout that `version_visible` read."""
    rows = sorted(version.typed or (), key=lambda row: (row["at"], row["id"]))  # type: ignore[attr-defined]
    return {row["path"]: row["text"] for row in rows}


def hand_ins(*, form: Form, day: date) -> list[HandIn]:
    """Return what was handed in of a day, the newest first, and with it who handed it in."""
    who = Subquery(User.objects.filter(pk=OuterRef("handed_in_by")).values("full_name"))
    handed = HandIn.objects.filter(form=form, day=day).select_related("version").annotate(who=who)
    rows = handed.order_by("-number")
    note_names(names={row.handed_in_by: row.who for row in rows})
    return list(rows)


def last_hand_ins(*, form: Form) -> list[HandIn]:
    """Return what was handed in last, the newest first; at most thirty."""
    return list(HandIn.objects.filter(form=form).order_by("-day", "-number")[:30])


def standing_on(*, form: Form, day: date, first: HandIn | None, now: datetime) -> Standing | None:
    """Say where a form of a day stands by its hour; None where nobody said when it is due, or did not ask for it yet."""
    if form.due_at is None or not is_asked_on(day=day, due_at=form.due_at, made_at=form.made_at):
        return None
    due_at = moment(day, form.due_at)
    return standing(
        sealed_at=first.handed_in_at if first else None,
        late_after=due_at,
        closes_at=due_at + timedelta(days=1),
        is_announced=False,
        now=now,
    )


def first_hand_ins(*, forms: list[Form], day: date) -> dict[UUID, HandIn]:
    """Return the first hand-in of a day by form: what came first says whether it was late."""
    rows = HandIn.objects.filter(form__in=forms, day=day, taken_back_at=None).order_by("-number")
    return {row.form_id: row for row in rows}
