"""Noting that somebody was told to whom their data went, or why not yet; taken back with a reason."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from linli.audit.commands import write_event
from linli.disclosures.kinds import Given
from linli.disclosures.models import DisclosureWord
from linli.disclosures.rules import Because, Said, Way, check_not_yet, check_told
from linli.people.models import Person
from linli.staff.rules import Viewer


class ToldAlready(Exception):
    """It stands that the person was told; who noted it wrongly strikes that first."""


class StrikeNeedsReason(Exception):
    """Whoever strikes a word says why."""


class StruckAlready(Exception):
    """The word was struck meanwhile."""


@dataclass(frozen=True)
class NewTold:
    """That somebody was told, how and when."""

    way: Way
    told_at: datetime
    words: str = ""


@transaction.atomic
def note_told(*, given: Given, person: Person, new: NewTold, by: Viewer, now: datetime) -> DisclosureWord:
    """Note that the person was told of one giving. Raises ToldAhead, ToldBefore, ToldAlready; nothing is written then."""
    check_told(told_at=new.told_at, given_at=given.at, now=now)
    word = _word(given, person, Said.TOLD, by, now)
    word.way, word.told_at, word.words = new.way, new.told_at, new.words.strip()
    try:
        with transaction.atomic():
            word.save(force_insert=True)
    except IntegrityError as stands:
        raise ToldAlready(given.about) from stands
    _write("disclosure.told", word, by, now)
    return word


def note_told_to_face(*, given: Given, person: Person, by: Viewer, now: datetime) -> None:
    """Note what a tick on the form that gave said: told face to face, now. Where it stands already nothing is written."""
    try:
        note_told(given=given, person=person, new=NewTold(Way.FACE, now), by=by, now=now)
    except ToldAlready:
        return


@transaction.atomic
def note_not_yet(
    *, given: Given, person: Person, because: Because, words: str, by: Viewer, now: datetime
) -> DisclosureWord:
    """Note why the person is not told yet. Raises ReasonMissing, ToldAlready; nothing is written then."""
    check_not_yet(words=words)
    Person.objects.select_for_update().get(pk=person.pk)
    stands = DisclosureWord.objects.filter(
        about=given.about, recipient=given.recipient, said=Said.TOLD, struck_at=None
    )
    if stands.exists():
        raise ToldAlready(given.about)
    word = _word(given, person, Said.NOT_YET, by, now)
    word.because, word.words = because, words.strip()
    word.save(force_insert=True)
    _write("disclosure.not_yet", word, by, now)
    return word


@transaction.atomic
def strike_word(*, word: DisclosureWord, reason: str, by: Viewer, now: datetime) -> None:
    """Take a word back with a reason; what stood before it stands again. Raises StrikeNeedsReason, StruckAlready."""
    if not reason.strip():
        raise StrikeNeedsReason
    held = DisclosureWord.objects.select_for_update().filter(pk=word.pk, struck_at=None).first()
    if held is None:
        raise StruckAlready(word.pk)
    held.struck_at, held.struck_by, held.struck_reason = now, by.user_id, reason.strip()
    held.save(update_fields=["struck_at", "struck_by", "struck_reason"])
    _write("disclosure.struck", held, by, now)


def forget_words(*, people: Collection[UUID]) -> None:
    """Remove what was written in words about people. One statement. Call it inside a transaction."""
    DisclosureWord.objects.filter(person__in=people).update(words="", struck_reason="")


def _word(given: Given, person: Person, said: Said, by: Viewer, now: datetime) -> DisclosureWord:
    return DisclosureWord(
        county=person.county,
        community=person.community,
        area=person.area,
        person=person,
        kind=given.kind,
        about=given.about,
        recipient=given.recipient,
        said=said,
        at=now,
        by=by.user_id,
    )


def _write(action: str, word: DisclosureWord, by: Viewer, now: datetime) -> None:
    write_event(
        action=action,
        area=word.area,
        by=by.user_id,
        now=now,
        subject=word.person_id,
        changed={"kind": word.kind, "about": str(word.about)},
    )
