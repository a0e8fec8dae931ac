"""Lines of what waits: how many of a kind, in which order, and what some kinds say to whom."""

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.functional import Promise

from linli.areas.queries import names_of
from linli.clock import moment, start_of
from linli.desk.queries.around import behind_doors, counts
from linli.desk.queries.waiting import SHOWN, waiting
from linli.emergencies.commands import NewEmergency, raise_emergency
from linli.emergencies.rules import EmergencyKind
from linli.ids import new_id
from linli.observation.commands import NewCheck, record_check
from linli.observation.models import Observation
from linli.observation.rules import Channel, CheckOutcome
from linli.referrals.commands.disinfection import order_disinfection
from linli.referrals.models import Referral
from linli.staff.models import User
from linli.staff.rules import Viewer
from linli.staff.waits import Standing
from tests.cast import COMMUNITY, FIRST_DAY, MORNING, MakeObservation


def cough(row: Observation, *, at: datetime) -> NewCheck:
    return NewCheck(
        new_id(), row, CheckOutcome.DONE, Channel.VISIT, at, temperature_tenths=372, symptoms=("COUGH",)
    )


@pytest.mark.django_db
def test_many_of_a_kind_are_five_lines_and_the_number_of_the_rest(
    doctor: Viewer, make_observation: MakeObservation
) -> None:
    for n in range(SHOWN + 2):
        at = MORNING + timedelta(minutes=n)
        record_check(new=cough(make_observation(name=f"王芳{n}"), at=at), by=doctor, now=at)
    lines = [line for line in waiting(viewer=doctor, now=MORNING) if line.code == "ALERT"]

    assert [line.title for line in lines] == [f"王芳{n}" for n in range(SHOWN)]  # the oldest first
    assert [line.more for line in lines] == [0, 0, 0, 0, 2]
    assert {line.standing for line in lines} == {Standing.NOW}
    assert [line.since for line in lines] == sorted(MORNING + timedelta(minutes=n) for n in range(SHOWN))


@pytest.mark.django_db
def test_an_emergency_stands_above_everything_however_late_and_the_newest_first(
    secretary: Viewer, worker: Viewer, doctor: Viewer, make_observation: MakeObservation, client: Client
) -> None:
    record_check(new=cough(make_observation(), at=MORNING), by=doctor, now=MORNING)
    raised = []
    for n, kind in enumerate((EmergencyKind.CLUSTER, EmergencyKind.SUICIDE_RISK)):
        at = MORNING + timedelta(hours=8 + n)
        raised.append(
            raise_emergency(
                new=NewEmergency(id=new_id(), area=COMMUNITY, kind=kind, found_at=at), by=worker, now=at
            )
        )
    lines = waiting(viewer=secretary, now=MORNING + timedelta(hours=10))
    assert [line.code for line in lines][:2] == ["EMERGENCY", "EMERGENCY"]
    assert "REPORT" in {line.code for line in lines if line.is_late}
    assert [line.url for line in lines[:2]] == [f"/emergencies/{one.pk}/" for one in reversed(raised)]

    client.force_login(User.objects.get(pk=secretary.user_id))
    assert "等您确认" in client.get("/waits/").text
    assert client.get("/emergencies/next/").headers["Location"] == f"/emergencies/{raised[1].pk}/"


@pytest.mark.django_db
def test_a_period_that_is_over_waits_for_a_signature_since_the_end_of_its_last_day(
    doctor: Viewer, make_observation: MakeObservation
) -> None:
    ended = FIRST_DAY - timedelta(days=2)
    for last_on in (ended, FIRST_DAY, ended + timedelta(days=1)):
        began_at = start_of(ended) - timedelta(days=14)
        Observation.objects.filter(pk=make_observation().pk).update(last_on=last_on, began_at=began_at)
    (line,) = [line for line in waiting(viewer=doctor, now=timezone.now()) if line.code == "RELEASE"]
    assert (line.count, line.since) == (3, start_of(ended + timedelta(days=1)))


@pytest.mark.django_db
def test_whose_period_was_over_before_registration_waits_by_name_for_who_says_so_alone(
    doctor: Viewer, secretary: Viewer, worker: Viewer, make_observation: MakeObservation
) -> None:
    row = make_observation()
    Observation.objects.filter(pk=row.pk).update(last_on=FIRST_DAY - timedelta(days=1), began_at=MORNING)
    now = timezone.now()
    (line,) = [line for line in waiting(viewer=secretary, now=now) if line.url.startswith("/releases/")]
    assert (line.code, line.title, line.since) == ("OVER_BEFORE", row.person.name, MORNING)
    assert line.url == f"/releases/#over-{row.pk}"
    for viewer in (doctor, worker):
        assert [one for one in waiting(viewer=viewer, now=now) if one.url.startswith("/releases/")] == []
        assert counts(rows=behind_doors(viewer=viewer)).get("observation:releases", 0) == 0
    assert counts(rows=behind_doors(viewer=secretary))["observation:releases"] == 1


@pytest.mark.django_db
def test_a_home_to_be_disinfected_and_who_was_not_seen_for_a_day_wait_for_whoever_goes_there(
    secretary: Viewer, worker: Viewer, doctor: Viewer, make_observation: MakeObservation
) -> None:
    row = make_observation()
    record_check(new=replace(cough(row, at=MORNING), temperature_tenths=381), by=doctor, now=MORNING)
    referral = Referral.objects.get()
    order_disinfection(referral=referral, by=doctor, now=MORNING)
    for viewer in (secretary, worker):
        lines = {line.code: line for line in waiting(viewer=viewer, now=MORNING + timedelta(hours=1))}
        assert "UNSEEN" not in lines
        line = lines["DISINFECTION"]
        assert (line.title, line.until) == (row.person.name, MORNING + timedelta(days=1))
        assert line.url == f"/referrals/{referral.pk}/disinfection/"

        later = MORNING + timedelta(days=1, hours=12)
        unseen = [line for line in waiting(viewer=viewer, now=later) if line.code == "UNSEEN"]
        assert [(one.count, one.url, one.since) for one in unseen] == [(1, "/overdue/unseen/", MORNING)]


@pytest.mark.django_db
def test_a_referral_whose_delay_has_reached_the_township_is_a_line_there_without_a_name(
    doctor: Viewer, township_officer: Viewer, secretary: Viewer, make_observation: MakeObservation
) -> None:
    row = make_observation()
    record_check(new=replace(cough(row, at=MORNING), temperature_tenths=381), by=doctor, now=MORNING)

    def told(viewer: Viewer, hours: int) -> list[tuple[str, str | Promise, str, int]]:
        lines = waiting(viewer=viewer, now=MORNING + timedelta(hours=hours))
        late = [one for one in lines if one.code == "REFERRAL_LATE"]
        return [(one.url, one.title, one.place, one.count) for one in late]

    place = names_of(codes=[COMMUNITY])[COMMUNITY]
    assert told(township_officer, 1) == []
    assert told(township_officer, 30) == [("/overdue/", "", place, 1)]
    assert told(secretary, 30) == []


@pytest.mark.django_db
def test_rounds_that_are_overdue_are_one_line_for_whoever_makes_them(
    secretary: Viewer, worker: Viewer, township_officer: Viewer, make_observation: MakeObservation
) -> None:
    for _ in range(2):
        make_observation()

    def overdue(viewer: Viewer, now: datetime) -> list[tuple[int, str, Standing]]:
        lines = [line for line in waiting(viewer=viewer, now=now) if line.code == "OVERDUE"]
        return [(line.count, line.url, line.standing) for line in lines]

    noon = moment(FIRST_DAY, time(13))
    for viewer in (secretary, worker):
        assert overdue(viewer, MORNING) == []
        assert overdue(viewer, noon) == [(2, "/day/?show=overdue", Standing.NOW)]
    assert overdue(township_officer, noon) == []
