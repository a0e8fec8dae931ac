"""What keeps somebody who asked to be deleted, for the page that says so."""

from dataclasses import dataclass
from datetime import date, datetime

from linli.people.queries import PersonFile
from linli.phone.queries.phones import subjects_waiting
from linli.retention.queries.files import kept_of_asked, standings


@dataclass(frozen=True)
class Kept:
    """Codes of why somebody is kept, in order, and from which day they go by themselves; None where no day is known."""

    why: tuple[str, ...]
    until: date | None


def kept_now(*, file: PersonFile, now: datetime) -> Kept:
    """Return what keeps a visible person whose identity is not removed."""
    (standing,) = standings(people=[file.person.pk], waiting=subjects_waiting(), now=now)
    return Kept(kept_of_asked(standing=standing), standing.due_on)
