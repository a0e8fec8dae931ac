"""A request from the door to the answer: taken in, shown to be theirs, answered, taken back, opened again."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.areas.rules import AreaCode
from linli.audit.models import AuditEvent
from linli.duties.models import Duty
from linli.people.models import Person
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from linli.subject_requests import commands
from linli.subject_requests.commands import forget_requests_of
from linli.subject_requests.models import SubjectRequest
from linli.subject_requests.queries import requests_to_answer, steps_of
from linli.subject_requests.rules import KIND_REQUEST, Asker, NotShown, Shown, State, Wanted, Way
from tests.cast import COMMUNITY, COUNTY, GRID, SIBLING, MakeObservation

SignIn = Callable[..., Client]
SAID = {"wanted": "COPY", "asker": "SELF", "shown": "ID", "way": "DESK", "words": "原话不外传"}


@pytest.fixture
def person(make_observation: MakeObservation) -> Person:
    return make_observation().person


def new(person: Person | None, **more: Any) -> commands.NewRequest:
    usual: dict[str, Any] = {
        "community": AreaCode(COMMUNITY),
        "wanted": Wanted.COPY,
        "asker": Asker.SELF,
        "shown": Shown.ID,
        "way": Way.DESK,
        "asked_at": timezone.now() - timedelta(hours=1),
        "person": person,
    }
    return commands.NewRequest(**(usual | more))


def duties() -> list[str]:
    rows = Duty.objects.filter(county=COUNTY, kind=KIND_REQUEST).order_by("session")
    return list(rows.values_list("outcome", flat=True))


@pytest.mark.once
def test_a_worker_takes_it_in_and_the_secretary_answers(person: Person, sign_in: SignIn) -> None:
    at = timezone.localtime().strftime("%Y-%m-%dT%H:%M")
    worker = sign_in(role=Role.GRID_WORKER, area=GRID)
    worker.post(reverse("subject_requests:add", args=[person.pk]), {**SAID, "asked_at": at})
    request = SubjectRequest.objects.get()
    assert (request.person_id, request.shown, duties()) == (person.pk, "ID", [""])
    page = reverse("subject_requests:request", args=[request.pk])
    seen = worker.get(page).text
    assert "等答复" in seen
    assert "由书记核实、答复" in seen
    assert "提出的人收回" not in seen
    assert "记下怎么核实的" not in seen
    for act in ("done", "refuse", "withdraw", "shown"):
        assert worker.post(f"{page}{act}/", {"words": "给了", "shown": "ID"}).status_code == 404

    secretary = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    assert "答复本人对自己数据的要求" in secretary.get(reverse("desk:day")).text
    secretary.post(page + "done/", {"words": "给了一份复制件"})
    request.refresh_from_db()
    assert (request.state, duties()) == (State.DONE, ["DONE"])
    assert "给了一份复制件" in secretary.get(page).text
    assert "原话不外传" not in str(list(AuditEvent.objects.filter(county=COUNTY).values_list("changed")))

    other = sign_in(role=Role.SECRETARY, area=SIBLING)
    assert other.get(page).status_code == 404
    assert other.get(reverse("subject_requests:add", args=[person.pk])).status_code == 404


def test_nothing_is_given_before_it_was_shown_that_it_is_they(person: Person, secretary: Viewer) -> None:
    now = timezone.now()
    request = commands.take_in(new=new(person, shown=Shown.UNKNOWN), by=secretary, now=now)
    with pytest.raises(NotShown):
        commands.answer(request=request, to=State.DONE, words="", by=secretary, now=now)
    with pytest.raises(NotShown):
        commands.note_copied(request=request, by=secretary, now=now)
    commands.say_shown(request=request, shown=Shown.RUNG, words="", by=secretary, now=now)
    commands.answer(request=request, to=State.DONE, words="", by=secretary, now=now)
    with pytest.raises(commands.AnsweredAlready):
        commands.withdraw(request=request, words="不要了", by=secretary, now=now)


def test_who_goes_by_themselves_answers_what_still_waits(person: Person, secretary: Viewer) -> None:
    now = timezone.now()
    requests = [
        commands.take_in(new=new(person, wanted=wanted), by=secretary, now=now)
        for wanted in (Wanted.DELETE, Wanted.COPY)
    ]
    forget_requests_of(people=[person.pk], now=now)
    assert set(SubjectRequest.objects.values_list("state", "answered_by")) == {(State.EXPIRED, None)}
    assert sorted(duties()) == ["DONE", "NOT_NEEDED"]
    assert [told.by for told in steps_of(request=requests[0])] == [secretary.name, ""]
    assert not requests_to_answer(viewer=secretary).exists()

    Person.objects.filter(pk=person.pk).update(identity_removed_at=now)
    with pytest.raises(commands.PersonGone):
        commands.reopen(request=requests[0], words="再来", by=secretary, now=now)


def test_a_wrong_answer_is_opened_again_with_its_whole_term(person: Person, secretary: Viewer) -> None:
    now = timezone.now()
    request = commands.take_in(new=new(person), by=secretary, now=now)
    with pytest.raises(commands.WordsMissing):
        commands.answer(request=request, to=State.REFUSED, words=" ", by=secretary, now=now)
    commands.answer(request=request, to=State.REFUSED, words="还在观察", by=secretary, now=now)
    assert not requests_to_answer(viewer=secretary).exists()

    later = now + timedelta(days=1)
    with pytest.raises(commands.WordsMissing):
        commands.reopen(request=request, words="", by=secretary, now=later)
    commands.reopen(request=request, words="答错了人", by=secretary, now=later)
    with pytest.raises(commands.StillOpen):
        commands.reopen(request=request, words="再来", by=secretary, now=later)
    request.refresh_from_db()
    assert (request.due_at, duties()) == (later + timedelta(days=15), ["DONE", ""])

    commands.withdraw(request=request, words="不要了", by=secretary, now=later)
    assert duties() == ["DONE", "NOT_NEEDED"]
    assert not requests_to_answer(viewer=secretary).exists()


def test_who_speaks_for_somebody_has_a_name(person: Person, secretary: Viewer) -> None:
    with pytest.raises(commands.WordsMissing):
        commands.take_in(new=new(person, asker=Asker.GUARDIAN), by=secretary, now=timezone.now())
    assert not SubjectRequest.objects.exists()


@pytest.mark.once
def test_whether_a_name_is_on_file_is_for_who_answers_alone(person: Person, sign_in: SignIn) -> None:
    at = timezone.localtime().strftime("%Y-%m-%dT%H:%M")
    worker = sign_in(role=Role.GRID_WORKER, area=COMMUNITY)
    said = {**SAID, "shown": "UNKNOWN", "asked_at": at, "community": COMMUNITY}
    told = [
        worker.post("/requests/new/", {**said, "name": name}, follow=True).text.replace(name, "…")
        for name in (person.name, "无此人")
    ]
    assert "已登记" in told[0]
    assert "登记册上同名的人" not in told[0] + told[1]
    held, unknown = SubjectRequest.objects.order_by("pk")
    page = reverse("subject_requests:request", args=[held.pk])
    assert "登记册上同名的人" not in worker.get(page).text

    secretary = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    assert reverse("desk:person", args=[person.pk]) in secretary.get(page).text
    secretary.post(page + "who/", {"person": str(person.pk)})
    secretary.post(reverse("subject_requests:nothing_held", args=[unknown.pk]), {})
    held.refresh_from_db()
    unknown.refresh_from_db()
    assert (held.person_id, held.state, unknown.state) == (person.pk, "OPEN", "NOTHING_HELD")


def test_who_is_meant_is_taken_back_and_a_namesake_is_not_passed_over(
    person: Person, secretary: Viewer
) -> None:
    now = timezone.now()
    request = commands.take_in(new=new(None, name=person.name), by=secretary, now=now)
    with pytest.raises(commands.NamesakeStands):
        commands.answer(request=request, to=State.NOTHING_HELD, words=" ", by=secretary, now=now)
    commands.say_who(request=request, person=person, by=secretary, now=now)
    commands.unsay_who(request=request, by=secretary, now=now)
    request.refresh_from_db()
    assert (request.person, request.area) == (None, COMMUNITY)
    events = AuditEvent.objects.filter(county=COUNTY, action__startswith="subject_request.")
    assert {"subject_request.found", "subject_request.unfound"} <= set(
        events.values_list("action", flat=True)
    )

    commands.answer(request=request, to=State.NOTHING_HELD, words="年龄不符", by=secretary, now=now)
    with pytest.raises(commands.AnsweredAlready):
        commands.unsay_who(request=request, by=secretary, now=now)


def test_the_term_runs_from_when_it_was_asked_also_where_that_is_long_ago(
    person: Person, secretary: Viewer
) -> None:
    now = timezone.now()
    asked_at = now - timedelta(days=20)
    request = commands.take_in(new=new(person, asked_at=asked_at), by=secretary, now=now)
    assert (request.due_at, duties()) == (asked_at + timedelta(days=15), [""])


def test_a_name_alone_goes_after_its_time(secretary: Viewer) -> None:
    now = timezone.now()
    request = commands.take_in(new=new(None, name="无此人", words="问问"), by=secretary, now=now)
    commands.answer(request=request, to=State.NOTHING_HELD, words="没有", by=secretary, now=now)
    assert commands.forget_requests_before(communities=[COMMUNITY], before=now) == 0
    assert commands.forget_requests_before(communities=[COMMUNITY], before=now + timedelta(days=1)) == 1
    request.refresh_from_db()
    assert (request.name, request.words) == ("", "")
