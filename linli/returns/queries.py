"""Reads of superiors' forms: an area's own, and one of them filled for a day."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject
from django.utils.timezone import localtime

from linli.areas.queries import area_named, children, names_of
from linli.areas.rules import AreaCode, Level
from linli.clock import moment, start_of
from linli.listed import listed
from linli.reports.queries.area_day import area_day
from linli.reports.queries.daily import DayNotBegun
from linli.reports.queries.sheet import SheetState
from linli.reports.queries.shown import Shown, shown_of
from linli.reports.queries.totals import told_before
from linli.reports.registers import COLUMNS
from linli.reports.rules.deadlines import Standing, standing
from linli.reports.rules.forms import Figures
from linli.returns.models import Form as Form  # pages may name the types of rows
from linli.returns.models import FormVersion, TypedValue
from linli.returns.models import HandIn as HandIn
from linli.returns.rules import Column, Facts, Holds, Spot, Told, filled, not_recorded
from linli.returns.rules.layout import Place
from linli.sheets.layout import Value
from linli.staff.models import User
from linli.staff.queries import note_names
from linli.staff.rights import Action
from linli.staff.rules import Viewer, own_offices


@dataclass(frozen=True)
class Filled:
    """A form of a day as it would be handed in now, or as it was.

    state: whether the figures are those of a sealed report. as_of: until when they count. report_version, known_at: which version
    they are and by when it was known, as on the report's page; 0 while nothing is sealed. differs_since: how many columns of it
    tell another number now. gaps: places that nobody recorded. typed: what was typed in, by cell, as typed_key names it.
    silent: the areas below that have not reported, and '' where none has.
    """

    version: FormVersion
    columns: tuple[Column, ...]
    values: Mapping[str, Value]
    state: SheetState
    as_of: datetime
    report_version: int
    known_at: datetime
    differs_since: int
    gaps: list[Column]
    typed: Mapping[str, str]
    silent: frozenset[str]


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


def version_on(*, form: Form, day: date) -> FormVersion | None:
    """Return the layout in use on a day; before the first one, the first. None while nothing is pointed."""
    return _in_use(form.pk, day).first()


def version_visible(*, viewer: Viewer | None, form_id: UUID, day: date) -> FormVersion | None:
    """Return what `version_on` does, where the form is one of the viewer's own areas; one statement.

    Its form comes with it, and what was typed in for the day as `typed`: [{path, text}, ...] in order, None for nothing.
    """
    said = TypedValue.objects.filter(form=OuterRef("form"), day=day).order_by().values("form")
    row = JSONObject(path=F("path"), text=F("text"), at=F("typed_at"), id=F("pk"))
    rows = said.annotate(rows=listed(row)).values("rows")
    mine = _in_use(form_id, day).filter(form__area__in=own_areas(viewer=viewer))
    return mine.annotate(typed=Subquery(rows)).first()


def _in_use(form_id: UUID, day: date) -> QuerySet[FormVersion]:
    pointed = FormVersion.objects.filter(form=form_id).exclude(valid_from=None)
    in_use = pointed.filter(valid_from__lte=day).order_by("-valid_from", "-number")
    first = pointed.order_by("valid_from", "number")
    stands = Coalesce(Subquery(in_use.values("pk")[:1]), Subquery(first.values("pk")[:1]))
    return pointed.filter(pk=stands).select_related("form")


def newest_versions(*, forms: list[Form]) -> dict[UUID, FormVersion]:
    """Return the newest pointed layout by form; forms with none are left out."""
    rows = FormVersion.objects.filter(form__in=forms).exclude(valid_from=None).order_by("number")
    return {row.form_id: row for row in rows.defer("workbook")}


def unpointed(*, form: Form) -> FormVersion | None:
    """Return the layout that nobody has pointed yet, or None."""
    return form.versions.filter(valid_from=None).first()


def layouts(*, form: Form) -> list[FormVersion]:
    """Return every layout of a form, the newest first, without its file."""
    return list(form.versions.order_by("-number").defer("workbook"))


def columns_of(*, version: FormVersion) -> tuple[Column, ...]:
    """Return what the places of a layout hold."""
    return tuple(
        Column(
            path=row["path"],
            spots=tuple(Spot(cell, area) for cell, area in row["spots"]),
            holds=Holds(row["holds"]),
            key=row["key"],
            reason=row["reason"],
            prefix=row["prefix"],
            suffix=row["suffix"],
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
            row["suffix"],
        )
        for row in version.places
    ]


def areas_named_in(*, area: AreaCode) -> dict[str, str]:
    """Return the names that a row of a form may begin with: name -> code below, and the area's own name -> ''.

    A name that two areas below share tells nobody which, and is left out.
    """
    own = area_named(code=area)
    rows = [] if area.level is Level.COMMUNITY else children(code=area)
    times = Counter(row.name for row in rows)
    below = {row.name: row.code for row in rows if times[row.name] == 1}
    return {**({own.name: ""} if own else {}), **below}


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


def filled_form(*, form: Form, day: date, prepared_by: str, now: datetime) -> Filled | None:
    """Return a form of a day as it would be handed in now; None while its layout is not pointed.

    Raises DayNotBegun.
    """
    version = version_on(form=form, day=day)
    if version is None:
        return None
    typed = typed_of(form=form, day=day)
    return filled_layout(version=version, typed=typed, day=day, prepared_by=prepared_by, now=now)


def filled_layout(
    *, version: FormVersion, typed: Mapping[str, str], day: date, prepared_by: str, now: datetime
) -> Filled:
    """Return what `filled_form` does of a layout and of what was typed, read already. Raises DayNotBegun."""
    if now < start_of(day):
        raise DayNotBegun(day)
    form = version.form
    area = AreaCode(form.area)
    columns = columns_of(version=version)
    shown = shown_of(of=area_day(area=area, day=day), now=now)
    figures, silent = _figures(shown)
    as_of = shown.known_at if shown.told else shown.covered.as_of
    facts = Facts(
        area_name=names_of(codes=[area]).get(area, ""),
        day=_day_words(day),
        prepared_by=prepared_by,
        as_of=_day_words(localtime(as_of).date()) + f"{localtime(as_of):%H:%M}",
    )
    told = Told(figures, _totals(columns, area, day, figures), typed, facts)
    values = filled(columns=columns, told=told)
    gaps = not_recorded(columns=columns, values=values)
    return Filled(
        version=version,
        columns=columns,
        values=values,
        state=SheetState.SEALED if shown.report else SheetState.DRAFT,
        as_of=as_of,
        report_version=shown.version,
        known_at=shown.known_at,
        differs_since=len(shown.differs),
        gaps=gaps,
        typed=typed,
        silent=silent,
    )


def _day_words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _figures(shown: Shown) -> tuple[dict[str, Figures], frozenset[str]]:
    """Return what a day shows of an area ('') and of those below it, and who of them reported nothing."""
    figures = {"": _blank_where_new(shown.figures, shown.left_out)}
    if shown.told is None or shown.received is None:
        return figures, frozenset()
    below = {str(part.area): part for part in shown.told.below}
    figures |= {code: _blank_where_new(part.figures, ()) for code, part in below.items()}
    silent = {code for code, part in below.items() if not part.received.sealed}
    return figures, frozenset(silent if shown.received.sealed else {"", *silent})


def _blank_where_new(figures: Figures, left_out: Collection[str]) -> Figures:
    """Return figures in which a column that did not exist yet is blank: nobody recorded it, and it does apply."""
    new = {key: None for key in COLUMNS if key not in figures and key not in left_out}
    return {**figures, **new}


def _totals(
    columns: tuple[Column, ...], area: AreaCode, day: date, figures: Mapping[str, Figures]
) -> dict[str, Figures]:
    """Return what all days up to this one told, where a form asks for that; two statements."""
    asked = {spot.area for column in columns if column.holds is Holds.TOTAL for spot in column.spots}
    if not asked:
        return {}
    earlier = told_before(areas=[part or str(area) for part in asked], day=day)
    return {
        part: _added(earlier.get(part or str(area), {}), figures[part]) for part in asked if part in figures
    }


def _added(earlier: Figures, today: Figures) -> Figures:
    return {
        key: (earlier.get(key) or 0) + value if value is not None else earlier.get(key)
        for key, value in today.items()
    }


def standing_on(*, form: Form, day: date, first: HandIn | None, now: datetime) -> Standing | None:
    """Say where a form of a day stands by its hour; None where nobody said when it is due."""
    if form.due_at is None:
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
    rows = HandIn.objects.filter(form__in=forms, day=day, number=1)
    return {row.form_id: row for row in rows}
