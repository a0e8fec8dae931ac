"""Notes as text to whoever writes and reads them, and as bytes to the database; nothing is found by them."""

from datetime import timedelta

import pytest
from django.core.exceptions import FieldError
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from linli.audit.models import AuditEvent
from linli.ids import new_id
from linli.observation.models import Alert, Arrival, Check, ObservationDecision
from linli.people.commands import NewCall, log_call
from linli.people.models import Call
from linli.people.rules.calls import Outcome, Purpose, Way
from linli.sealing.seals import KeyMissing, KeyWrong
from linli.staff.models import User
from linli.staff.rules import Viewer
from linli.tracing.models import LeadEvent
from tests import rings
from tests.cast import COUNTY, MORNING, MakeObservation

NOTE = "夜里哭，说不想活了，孩子送姨家"


@pytest.fixture
def entry(make_observation: MakeObservation, worker: Viewer) -> Call:
    """Log a call of psychological aid."""
    call = NewCall(new_id(), Way.CALL, Purpose.OTHER, Outcome.REACHED, at=MORNING, note=NOTE)
    return log_call(person=make_observation().person, new=call, by=worker, now=MORNING + timedelta(minutes=1))


def test_a_note_of_psychological_aid_is_read_as_written_and_stored_sealed(entry: Call) -> None:
    assert Call.objects.get(pk=entry.pk).note == NOTE
    assert list(Call.objects.values_list("note", "early_reason")) == [(NOTE, "")]
    (sealed,) = rings.stored("people_call", "note")
    assert NOTE.encode() not in sealed
    assert sealed[:1] == b"\x01"


def test_nothing_stays_nothing(entry: Call) -> None:
    assert rings.stored("people_call", "early_reason") == [b""]
    assert Call.objects.get(early_reason__isempty=True).pk == entry.pk
    assert not Call.objects.filter(note__isempty=True).exists()
    Call.objects.update(note="")
    assert Call.objects.filter(note__isempty=True).count() == 1


@pytest.mark.parametrize(
    ("model", "field"),
    [
        (Call, "note"),
        (Check, "note"),
        (Alert, "review_reason"),
        (Arrival, "note"),
        (ObservationDecision, "reason"),
        (LeadEvent, "tried"),
        (Call, "person__id_sealed"),
    ],
)
@pytest.mark.parametrize("lookup", ["", "__exact", "__contains", "__in", "__startswith", "__gt", "__isnull"])
def test_nothing_is_found_by_what_is_sealed(model: type[Check], field: str, lookup: str) -> None:
    value = ["x"] if lookup == "__in" else lookup == "__isnull" or "x"
    with pytest.raises(FieldError):
        model.objects.filter(**{f"{field}{lookup}": value})


def test_another_key_and_a_missing_one_are_told_in_a_sentence(entry: Call, settings: Settings) -> None:
    rings.use(settings, f"1:{rings.secret(9)}")
    with pytest.raises(KeyWrong, match="Key 1 of this machine"):
        Call.objects.get(pk=entry.pk)
    rings.use(settings, rings.SECOND)
    with pytest.raises(KeyMissing, match="sealed under key 1"):
        list(Call.objects.values_list("note"))


def test_a_page_that_meets_the_wrong_key_says_whom_to_tell(
    entry: Call, worker: Viewer, client: Client, settings: Settings
) -> None:
    client.force_login(User.objects.get(pk=worker.user_id))
    address = reverse("desk:calls", args=[entry.person_id])
    assert client.get(address).status_code == 200
    rings.use(settings, f"1:{rings.secret(9)}")
    page = client.get(address)
    assert page.status_code == 503
    assert "密钥" in page.content.decode()


def test_an_event_holds_no_words_of_health(entry: Call) -> None:
    told = [str(row) for row in AuditEvent.objects.filter(county=COUNTY).values_list("changed")]
    assert told
    assert NOTE not in "".join(told)
