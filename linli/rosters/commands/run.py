"""A confirmed roster run to its end: every row becomes new, duplicate or error, in short transactions."""

import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_noop

from linli.areas.queries import path_names
from linli.areas.rules import AreaCode
from linli.arrivals.commands import NewArrival, Outcome, Registered, register_arrivals
from linli.arrivals.queries.ended import ended_among
from linli.audit.commands import write_event
from linli.elsewhere.queries import noted_at
from linli.ids import new_id
from linli.joins.commands import join_certain
from linli.observation.queries.cases import Observation
from linli.observation.rules import Channel
from linli.people.commands import PersonCard, completed
from linli.people.rules.heads import door_by_head
from linli.rosters.models import RosterImport, RosterRow
from linli.rosters.preview import mapped, sheets_of, workbook_of
from linli.rosters.rules.entries import CleanRow, Problem, RosterEntry, RowPlace, mark_duplicates
from linli.rosters.rules.rows import clean_sheet
from linli.sealing.seals import seal
from linli.staff.rules import Viewer
from linli.stream.bulk import insert_rows

# One transaction holds the database for less than a second, so pages go on beside an import.
ROWS_A_TRANSACTION: Final = 1000
NAME_LENGTH: Final = 60
REFERENCE_LENGTH: Final = 100

REPEATED: Final = gettext_noop("与工作表“%(sheet)s”第 %(row)s 行是同一人。")
OF_FIELD: Final = gettext_noop("【%(field)s】")
# Outcomes of whoever is registered here already, and told the same or otherwise.
OF_THIS_COMMUNITY: Final = frozenset({Outcome.KNOWN_HERE, Outcome.DIFFERS})
KNOWN_HERE: Final = gettext_noop("%(name)s 已在本社区登记。")
ENDED_HERE: Final = gettext_noop(
    "%(name)s 的观察已按“%(state)s”结束，没有重新登记；要继续观察，请点“恢复观察”。"
)
DIFFERS: Final = gettext_noop(
    "%(name)s 已登记，这里写的不同：%(fields)s。两种说法都留着，请在台账“又报来的不同情况”里核对。"
)
KNOWN_ELSEWHERE: Final = gettext_noop("此人已在 %(place)s 登记，请与该社区联系。")
# A number alone tells nobody where it lives: a list could ask for anybody's.
NUMBER_ELSEWHERE: Final = gettext_noop("这个号码已用别的姓名在其他社区登记；请核对姓名和号码。")

Progress = Callable[[int, int], None]
Sentence = tuple[str, Mapping[str, object]]


@dataclass(frozen=True)
class Placed:
    """A data row with its place in the file, the earlier row that it repeats, and the later ones that repeat it."""

    position: int
    sheet: str
    row: CleanRow
    repeats: RowPlace | None
    repeated_by: tuple[RosterEntry, ...]


def run_import(*, roster: RosterImport, by: Viewer, now: datetime, progress: Progress) -> None:
    """Register the rows of a confirmed roster, 1,000 a transaction; progress(done, total) after each.

    Whatever day the roster is of, its people are registered now: what is sealed already never changes.
    May be called again after a crash: it goes on behind the last finished transaction. A finished roster is left as
    it is.
    """
    roster.refresh_from_db()
    if roster.state != RosterImport.State.CONFIRMED:
        return
    rows = _placed_rows(roster)
    RosterImport.objects.filter(pk=roster.pk).update(rows_total=len(rows))
    for start in range(roster.rows_done, len(rows), ROWS_A_TRANSACTION):
        part = rows[start : start + ROWS_A_TRANSACTION]
        try:
            _import_part(roster, part, by, now)
        except IntegrityError:
            # Somebody registered one of these people in the same second; now the person is known.
            _import_part(roster, part, by, now)
        progress(start + len(part), len(rows))
    join_certain(community=AreaCode(roster.area), by=by, now=now)
    _finish(roster, by, now)


def _placed_rows(roster: RosterImport) -> list[Placed]:
    cleaned: list[tuple[str, tuple[CleanRow, ...]]] = []
    for sheet, header in sheets_of(workbook=workbook_of(roster=roster)):
        if sheet.name not in roster.mappings:
            continue  # left out by whoever confirmed
        pairs = roster.mappings[sheet.name]
        columns = mapped(headers=[h for h, _f in pairs], fields=[f for _h, f in pairs])
        rows = clean_sheet(sheet=sheet, header=header, mapping=columns, year=roster.year, today=roster.on)
        cleaned.append((sheet.name, rows))
    repeats = mark_duplicates(sheets=cleaned)
    in_order = [(RowPlace(name, row.row_number), row) for name, rows in cleaned for row in rows]
    again: dict[RowPlace, list[RosterEntry]] = defaultdict(list)
    for place, row in in_order:
        if place in repeats and row.values is not None:
            again[repeats[place]].append(row.values)
    return [
        Placed(position, place.sheet, row, repeats.get(place), tuple(again[place]))
        for position, (place, row) in enumerate(in_order)
    ]


@transaction.atomic
def _import_part(roster: RosterImport, part: Sequence[Placed], by: Viewer, now: datetime) -> None:
    # Rows that repeat an earlier one too: what they tell otherwise is kept.
    new = [placed for placed in part if placed.row.values is not None]
    arrivals = [
        _arrival(placed.row.values, placed.repeated_by, roster)
        for placed in new
        if placed.row.values is not None
    ]
    answers = (
        register_arrivals(community=AreaCode(roster.area), arrivals=arrivals, by=by, now=now) if new else []
    )
    registered = {placed.position: answer for placed, answer in zip(new, answers, strict=True)}
    known = {answer.person.pk for answer in answers if answer.outcome in OF_THIS_COMMUNITY}
    ended = ended_among(people=known) if known else {}
    found = noted_at(community=AreaCode(roster.area), at=now) if new else {}
    insert_rows(_row(roster, placed, registered.get(placed.position), ended, found, now) for placed in part)
    RosterImport.objects.filter(pk=roster.pk).update(rows_done=part[-1].position + 1)


def _card(entry: RosterEntry) -> PersonCard:
    return PersonCard(
        name=entry.name,
        sex=entry.sex,
        born_on=entry.born_on,
        id_type=entry.id_type,
        id_number=entry.id_number,
        phone=entry.phone,
        address=door_by_head(address=entry.address, head=entry.household_head),
        grid_name=entry.grid,
    )


def _arrival(entry: RosterEntry, repeated_by: Sequence[RosterEntry], roster: RosterImport) -> NewArrival:
    return NewArrival(
        card=completed(card=_card(entry), others=[_card(again) for again in repeated_by]),
        arrived_on=entry.arrived_on,
        origin=entry.origin,
        origin_class=entry.origin_class,
        exposed_on=entry.exposed_on,
        left_on=entry.left_on,
        transport=entry.transport,
        vehicle=entry.vehicle,
        seat=entry.seat,
        companions=entry.companions,
        contact_history=entry.contact_history,
        note=entry.note,
        known_by="ROSTER",
        source_reference=roster.filename[-REFERENCE_LENGTH:],
        temperature_tenths=None if entry.temperature_c is None else int(entry.temperature_c * 10),
        symptoms=entry.symptoms,
        channel=Channel.ROSTER,
        read_on=roster.on,
    )


def _row(
    roster: RosterImport,
    placed: Placed,
    registered: Registered | None,
    ended: Mapping[UUID, Observation],
    found: Mapping[UUID, UUID],
    now: datetime,
) -> RosterRow:
    row = placed.row
    outcome, field, sentences = _outcome(placed, registered, ended)
    is_error = outcome == RosterRow.Outcome.ERROR
    return RosterRow(
        id=new_id(),
        roster=roster,
        position=placed.position,
        sheet=placed.sheet,
        row_number=row.row_number,
        outcome=outcome,
        field=field,
        sentences=sentences,
        name=(row.values.name if row.values else "")[:NAME_LENGTH],
        person=registered.person.pk if registered and registered.outcome != Outcome.KNOWN_ELSEWHERE else None,
        raw_sealed=seal(json.dumps(dict(row.raw), ensure_ascii=False)) if is_error else b"",
        at=now if registered else None,
        observation=registered.observation.pk if registered and registered.observation else None,
        found=found.get(registered.person.pk) if registered else None,
    )


def _outcome(
    placed: Placed, registered: Registered | None, ended: Mapping[UUID, Observation]
) -> tuple[RosterRow.Outcome, str, list[Sentence]]:
    """Return outcome, field and sentences of a row; `ended`: of known persons the observation that may go on."""
    if placed.row.problems:
        return RosterRow.Outcome.ERROR, placed.row.problems[0].field, _all_of(placed.row.problems)
    if placed.repeats is not None:
        where = {"sheet": placed.repeats.sheet, "row": placed.repeats.row_number}
        return RosterRow.Outcome.DUPLICATE, "", [(REPEATED, where), *_differing(registered)]
    assert registered is not None  # noqa: S101 (every other row was registered)
    if registered.outcome == Outcome.NEW:
        warnings: list[Sentence] = [(warning.message, {}) for warning in placed.row.warnings]
        return RosterRow.Outcome.NEW, "", [*warnings, *_differing(registered)]
    if registered.person.pk in ended:
        over = ended[registered.person.pk]
        said = {"name": registered.person.name, "state": over.state, "observation": str(over.pk)}
        return RosterRow.Outcome.DUPLICATE, "", [(ENDED_HERE, said), *_differing(registered)]
    if registered.outcome == Outcome.DIFFERS:
        return RosterRow.Outcome.DUPLICATE, "", _differing(registered)
    if registered.outcome == Outcome.KNOWN_HERE:
        return RosterRow.Outcome.DUPLICATE, "", [(KNOWN_HERE, {"name": registered.person.name})]
    if placed.row.values is None or placed.row.values.name != registered.person.name:
        return RosterRow.Outcome.DUPLICATE, "", [(NUMBER_ELSEWHERE, {})]
    place = path_names(code=AreaCode(registered.person.community))
    return RosterRow.Outcome.DUPLICATE, "", [(KNOWN_ELSEWHERE, {"place": place})]


def _differing(registered: Registered | None) -> list[Sentence]:
    """Return what a row told otherwise than it stands, as a sentence; none where everything agreed."""
    if registered is None or not registered.differs:
        return []
    return [(DIFFERS, {"name": registered.person.name, "fields": list(registered.differs)})]


def _all_of(problems: Sequence[Problem]) -> list[Sentence]:
    """Return every problem with what to do, so that a row is mended in one round; from the second on with its field."""
    first, *others = dict.fromkeys(problems)
    sentences: list[Sentence] = [(first.message, {}), (first.advice, {})]
    for problem in others:
        sentences += [(OF_FIELD, {"field": problem.field}), (problem.message, {}), (problem.advice, {})]
    return sentences


@transaction.atomic
def _finish(roster: RosterImport, by: Viewer, now: datetime) -> None:
    done = RosterImport.objects.filter(pk=roster.pk, state=RosterImport.State.CONFIRMED)
    if done.update(state=RosterImport.State.DONE, finished_at=now, content_sealed=b""):
        write_event(action="roster.imported", area=roster.area, by=by.user_id, now=now, subject=roster.pk)
    roster.refresh_from_db()
