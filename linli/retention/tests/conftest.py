"""Somebody with something in every table that tells of a person, every word of it known by its marks."""

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db import models
from django.utils import timezone

from linli.areas.rules import AreaCode
from linli.clock import day_of
from linli.elsewhere.models import FoundHere
from linli.emergencies.models import Emergency, EmergencyStep
from linli.ids import new_id
from linli.moves.models import MoveRequest
from linli.observation.models import (
    Alert,
    CheckStrike,
    Finding,
    HouseholdHold,
    Observation,
    ObservationDecision,
)
from linli.observation.rules import State
from linli.people.models import Call, CallPlan, CardChange, DuplicatePair, GuardianWord, Household, Person
from linli.phone.models import HeldOperation, Receipt
from linli.pictures.models import Picture
from linli.police.models import PoliceHandOver
from linli.referrals.models import ClinicVisit, Diagnosis, Onset, Referral
from linli.retention.models import Announcement, HoldBack
from linli.retention.whitelist import PERSONAL
from linli.rosters.models import RosterImport, RosterRow
from linli.screening.models import Door, DoorList
from linli.sealing.seals import seal
from linli.staff.models import Assignment, Team, TeamMember, User
from linli.subject_requests.models import SubjectRequest
from linli.tracing.models import Lead, ParkedRow
from tests.cast import COMMUNITY, COUNTY
from tests.scope_rows import Rows

# In every text that is to go: a name, and what a page or a file could show of it.
MARK = "慕容销毁"


def rows_of(model: Any) -> "models.QuerySet[Any]":
    """Return a table's rows of persons: those of COMMUNITY where a table says its community."""
    rows: models.QuerySet[Any] = model.objects.all()
    names = {field.name for field in model._meta.concrete_fields}
    if "county" in names:
        rows = rows.filter(county=COUNTY)
    if model is Household:
        return rows.filter(
            listed_at=None
        )  # a door on a list keeps its address: linli/screening/tests/test_retention.py
    if model is Door:
        return rows.filter(household__members__isnull=False)
    if model is Team:
        return rows.filter(subject__isnull=False)
    if model is TeamMember:
        return rows.filter(team__subject__isnull=False)
    return rows


def personal() -> dict[str, Any]:
    """Return the tables of persons by name."""
    return {name: apps.get_model(name) for name in PERSONAL}


def filling(field: "models.Field[Any, Any]", number: int) -> Any:
    """Return something for a field that is to go, known by its mark and different in each row."""
    if field.model is HeldOperation and field.name == "sealed":
        return seal(
            json.dumps(
                {"data": {"person": str(Person.objects.values_list("pk", flat=True)[0]), "note": MARK}}
            )
        )
    if isinstance(field, models.BinaryField):
        return seal(f"{MARK}{number}")
    if isinstance(field, models.DateField):
        return date(1955, 5, 5)
    if isinstance(field, models.BooleanField):
        return True
    if isinstance(field, models.JSONField):
        return [MARK]
    if field.name.endswith("_digest"):
        return f"d16e57{number:058}"
    words = f"{MARK}{number}"
    return words[: field.max_length] if (field.max_length or 0) >= len(words) else "M"


def fill_everything() -> None:
    """Put a mark into every field that is to go, in every table of persons."""
    number = 0
    for name, model in personal().items():
        for row in rows_of(model):
            number += 1
            said = {f: filling(model._meta.get_field(f), number) for f in PERSONAL[name].removed}
            if said:
                model.objects.filter(pk=row.pk, **_by_county(row)).update(**said)


def _by_county(row: models.Model) -> dict[str, str]:
    return {"county": row.county} if hasattr(row, "county") else {}


@pytest.fixture
def everything(rows_in: Callable[..., Rows]) -> tuple[Rows, datetime]:
    """Make somebody with a row in every table, all of it over; return the rows, and the moment of the end."""
    own = rows_in(community=COMMUNITY)
    now = timezone.now()
    person = Person.objects.get(pk=own.person_id)
    user = own.post_id
    Door.objects.create(
        county=COUNTY,
        community=COMMUNITY,
        household=person.household,
        list=DoorList.objects.get(pk=str(own.more["door_list_id"])),
        is_new=False,
    )
    place = {"county": COUNTY, "community": COMMUNITY, "area": COMMUNITY}
    _of_the_observation(own, person, now, place)
    _of_cards_and_lists(own, person, now, place)
    _of_phone_and_clinic(own, now)
    _given(person.pk, user, now)
    HoldBack.objects.create(
        announcement=Announcement.objects.get(person=person), until_on=day_of(now), at=now, by=user
    )
    end_everything(own, now)
    return own, now


def _of_the_observation(own: Rows, person: Person, now: datetime, place: dict[str, AreaCode]) -> None:
    user = own.post_id
    observation = Observation.objects.get(pk=own.observation_id)
    Finding.objects.create(
        observation=observation, judgement="NOTHING", words="x", found_at=now, by=user, **place
    )
    ObservationDecision.objects.create(observation=observation, kind="EXTENDED", at=now, by=user, **place)
    HouseholdHold.objects.create(
        person=observation.person,
        kind="FAMILY",
        because=new_id(),
        until=observation.last_on,
        at=now,
        by=user,
        **place,
    )
    CheckStrike.objects.create(observation=observation, check_id=new_id(), at=now, by=user, **place)
    Call.objects.create(
        id=new_id(),
        person=person,
        household=person.household,
        at=now,
        received_at=now,
        by=user,
        way="CALL",
        purpose="HEALTH",
        outcome="REACHED",
        **place,
    )
    referral = Referral.objects.get(subject=observation.pk)
    Diagnosis.objects.create(
        referral=referral, community=COMMUNITY, result="SUSPECTED", at=now, by=user, corrects=new_id()
    )
    Onset.objects.create(
        referral=referral, community=COMMUNITY, on=now.date(), reason="家人说", at=now, by=user
    )
    GuardianWord.objects.create(
        county=person.county,
        community=person.community,
        person=person,
        consent="YES",
        guardian="王强",
        told_by="母亲",
        at=now,
        by=user,
    )
    CallPlan.objects.create(person=person, changed_at=now, changed_by=user)


def _of_cards_and_lists(own: Rows, person: Person, now: datetime, place: dict[str, AreaCode]) -> None:
    user = own.post_id
    for card, subject in (("PERSON", person.pk), ("HOUSEHOLD", person.household_id)):
        CardChange.objects.create(
            op=new_id(),
            card=card,
            subject=subject,
            field="name",
            value=seal(MARK),
            base=b"",
            claimed_at=now,
            received_at=now,
            **place,
        )
    team = Team.objects.create(subject=own.observation_id, **place)
    TeamMember.objects.create(team=team, seat="POLICE", name="民警")
    roster = RosterImport.objects.get(pk=own.roster_id)
    RosterRow.objects.create(
        roster=roster, position=9, sheet="a", row_number=9, outcome="NEW", person=person.pk
    )
    left = {"county": COUNTY, "area": COMMUNITY, "filename": "a", "year": 2020, "on": day_of(now)}
    RosterImport.objects.create(content_sealed=b"x", uploaded_by=user, uploaded_at=now, **left)
    FoundHere.objects.filter(pk=str(own.more["found_id"])).update(state="ANSWERED")
    Emergency.objects.filter(pk=own.emergency_id).update(person=person.pk, closed_at=now)
    EmergencyStep.objects.create(emergency_id=own.emergency_id, kind="FOLLOW_UP", words="x", at=now, by=user)


def _of_phone_and_clinic(own: Rows, now: datetime) -> None:
    user = own.post_id
    HeldOperation.objects.create(
        operation="1",
        phone_id=own.phone_id,
        sealed=seal("{}"),
        received_at=now,
        decided_at=now,
        decided_by=user,
    )
    Receipt.objects.create(
        county=COUNTY,
        id=new_id(),
        area=COMMUNITY,
        kind="call",
        phone=own.phone_id,
        by=user,
        claimed_at=now,
        received_at=now,
    )
    ClinicVisit.objects.create(
        clinic_id=own.clinic_id,
        county=COUNTY,
        community=COMMUNITY,
        name="x",
        phone_sealed=b"x",
        phone_digest="x",
        temperature_tenths=380,
        seen_at=now,
        told_at=now,
        told_by=user,
    )


def _given(person: UUID, user: UUID, now: datetime) -> None:
    """Let somebody of the staff be given the person, and a picture show them."""
    worker = User.objects.order_by("pk")[0]
    Assignment.objects.create(
        county=COUNTY, area=COMMUNITY, user=worker, kind="CALL", subject=person, given_at=now, given_by=user
    )
    Picture.objects.create(
        id=new_id(),
        county=COUNTY,
        community=COMMUNITY,
        area=COMMUNITY,
        kind="CALL",
        subject=person,
        sent_sha256="1",
        kept_sha256="2",
        key=1,
        bytes=1,
        width=1,
        height=1,
        taken_by=user,
        received_at=now,
    )


def end_everything(own: Rows, now: datetime) -> None:
    """Let all that is open of COMMUNITY be over."""
    Alert.objects.filter(community=COMMUNITY).update(reviewed_at=now, reviewed_by=own.post_id)
    Referral.objects.filter(community=COMMUNITY).update(state="RETURNED", disinfection_due_at=None)
    DuplicatePair.objects.filter(community=COMMUNITY, decision="").update(decision="DIFFERENT")
    MoveRequest.objects.filter(community=COMMUNITY).update(state="WITHDRAWN", answered_at=now)
    Lead.objects.filter(community=COMMUNITY).update(
        state="FOUND", asked_community="", person=own.person_id, found_at=now
    )
    ParkedRow.objects.filter(community=COMMUNITY).update(settled_at=now)
    SubjectRequest.objects.filter(community=COMMUNITY).update(state="DONE", answered_at=now)
    PoliceHandOver.objects.filter(community=COMMUNITY).update(
        answered_at=now, answered_by=own.post_id, done="VISITED", answer="已上门"
    )
    Observation.objects.filter(community=COMMUNITY, state=State.OBSERVING).update(
        state=State.RELEASED, closed_at=now
    )


def nights(first: datetime, days: int) -> list[datetime]:
    """Return the same hour of the days after a moment, the first day after it being 1."""
    return [first + timedelta(days=day) for day in range(1, days + 1)]
