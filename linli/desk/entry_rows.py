"""The rows of list entry: a person, what was typed of them, and whether their household was said to be well."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import QueryDict
from django.utils.functional import Promise

from linli.desk.check_forms import WELL, EntryForm
from linli.ids import new_id
from linli.observation.queries.cases import Observation
from linli.people.queries.households import Household
from linli.protocols.asked import symptoms_asked
from linli.protocols.versions import rules_of
from linli.worklist.queries.check_lines import CheckLine


@dataclass(frozen=True)
class EntryRow:
    """One person of the list. well: the tick at the door that says that nothing is the matter with whoever waits there."""

    line: CheckLine
    form: EntryForm
    well: bool

    @property
    def observation(self) -> Observation:
        """Whose row it is."""
        return self.line.observation

    @property
    def symptoms(self) -> list[tuple[str, str | Promise, bool]]:
        """The symptoms that the version of the person asks, with whether each is ticked."""
        asked = symptoms_asked(rules=rules_of(self.observation.protocol_id))
        ticked = set(self.form["symptoms"].value() or ())
        return [(code, words, code in ticked) for code, words in asked]


@dataclass(frozen=True)
class EntryDoor:
    """The rows of one door."""

    household: Household
    rows: tuple[EntryRow, ...]

    @property
    def waits(self) -> bool:
        """Say whether somebody here is to be checked now: only of these the tick speaks."""
        return any(row.line.needs_action for row in self.rows)

    @property
    def is_well(self) -> bool:
        """Say whether the tick was set."""
        return any(row.well for row in self.rows)


def posted_ids(*, posted: QueryDict) -> list[UUID]:
    """Return the observations whose rows were sent, in the order of the page; what is no id is nobody's."""
    ids = []
    for name in posted:
        subject, _dash, field = name.rpartition("-")
        if field == "id":
            try:
                ids.append(UUID(subject))
            except ValueError:
                continue
    return ids


def rows_of(*, lines: Sequence[CheckLine], posted: QueryDict | None, order: Sequence[UUID]) -> list[EntryRow]:
    """Return the rows of some lines, as they were typed and in the order in which they stood, or empty."""
    places = {pk: place for place, pk in enumerate(order)}
    lines = sorted(lines, key=lambda line: places.get(line.observation.pk, 0))
    return [_row(line, posted) for line in lines]


def _row(line: CheckLine, posted: QueryDict | None) -> EntryRow:
    prefix, rules = str(line.observation.pk), rules_of(line.observation.protocol_id)
    if posted is None:
        return EntryRow(line, EntryForm(prefix=prefix, initial={"id": new_id()}, rules=rules), well=False)
    well = f"{line.observation.person.household_id}-well" in posted
    said = posted
    if well and line.needs_action and not _typed(posted, prefix):
        said = posted.copy()
        said[f"{prefix}-outcome"] = WELL
    return EntryRow(line, EntryForm(said, prefix=prefix, rules=rules), well=well)


def _typed(posted: QueryDict, prefix: str) -> bool:
    """Say whether anything was typed of somebody."""
    fields = ("temperature", "outcome", "symptoms")
    return any(posted.get(f"{prefix}-{field}", "").strip() for field in fields)
