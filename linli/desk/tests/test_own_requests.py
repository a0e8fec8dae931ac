"""What is given to who asks: a copy, with whole numbers in the person's own alone, and being deleted where nothing keeps them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.areas.rules import AreaCode
from linli.audit.models import AuditEvent
from linli.desk.commands.own_requests import StillKept, delete_asked, numbers_for_copy
from linli.desk.own_copy import copy_of
from linli.observation.models import Observation
from linli.observation.rules import State as Observed
from linli.people.commands import PersonCard, add_people, correct_person
from linli.people.models import Person
from linli.people.queries import file_of
from linli.retention.rules import Why
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from linli.subject_requests import commands
from linli.subject_requests.models import SubjectRequest
from linli.subject_requests.rules import Asker, NotForThem, Shown, State, Wanted, Way
from tests.cast import COMMUNITY, COUNTY, MakeObservation

SignIn = Callable[..., Client]
PHONE = "13812345678"
SURE = {"sure": "yes"}


@pytest.fixture
def observation(make_observation: MakeObservation) -> Observation:
    made = make_observation(phone=PHONE)
    add_people(
        community=AreaCode(COMMUNITY),
        cards=[PersonCard(name="同住人", address=made.person.household.address)],
        now=timezone.now(),
    )
    return made


def asked(person: Person, by: Viewer, wanted: Wanted, asker: Asker = Asker.SELF) -> SubjectRequest:
    new = commands.NewRequest(
        community=AreaCode(person.community),
        wanted=wanted,
        asker=asker,
        shown=Shown.ID,
        way=Way.DESK,
        asked_at=timezone.now() - timedelta(hours=1),
        person=person,
        asker_name="" if asker is Asker.SELF else "王强",
    )
    return commands.take_in(new=new, by=by, now=timezone.now())


@pytest.mark.parametrize(("asker", "whole"), [(Asker.SELF, True), (Asker.FAMILY, False)])
def test_the_copy_holds_what_the_page_shows_and_names_nobody_else(
    observation: Observation, secretary: Viewer, asker: Asker, whole: bool
) -> None:
    request, now = asked(observation.person, secretary, Wanted.COPY, asker), timezone.now()
    file = file_of(viewer=secretary, id=observation.person_id)
    assert file is not None
    numbers = numbers_for_copy(request=request, file=file, by=secretary, now=now)
    parts = {
        part.title: part.lines for part in copy_of(viewer=secretary, file=file, numbers=numbers, now=now)
    }

    card = dict(parts["登记卡"])
    assert (card["联系电话"] == PHONE) is whole
    assert ("号码不完整" in card) is not whole
    assert card["同住人数"] == "1"
    assert "湖北省武汉市" in str(parts["到达"])
    assert "观察中" in str(parts["观察"])
    assert "要一份复制件" in str(parts["本人的要求"])
    assert "给本人打印自己的数据" in str(parts["谁看过"])
    assert "同住人" not in str(parts).replace("同住人数", "")
    revealed = AuditEvent.objects.filter(
        county=COUNTY, action="identity.revealed", subject=observation.person_id
    )
    assert revealed.exists() is whole


def test_a_copy_is_printed_only_where_it_was_asked_for(observation: Observation, secretary: Viewer) -> None:
    request, now = asked(observation.person, secretary, Wanted.DELETE), timezone.now()
    file = file_of(viewer=secretary, id=observation.person_id)
    assert file is not None
    with pytest.raises(NotForThem):
        numbers_for_copy(request=request, file=file, by=secretary, now=now)


@pytest.mark.once
def test_the_copy_is_a_paper(observation: Observation, secretary: Viewer, sign_in: SignIn) -> None:
    request = asked(observation.person, secretary, Wanted.COPY)
    address = reverse("desk:own_copy", args=[request.pk])
    answer = sign_in(role=Role.SECRETARY, area=COMMUNITY).post(address)
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("application/pdf", "no-store")
    assert answer.content.startswith(b"%PDF")
    assert sign_in(role=Role.DOCTOR, area=COMMUNITY).post(address).status_code == 404


def over(observation: Observation, days: int) -> None:
    at = timezone.now() - timedelta(days=days)
    Observation.objects.filter(pk=observation.pk).update(state=Observed.RELEASED, closed_at=at)


def name_of(person: Person) -> str:
    return Person.objects.get(pk=person.pk).name[:4]


@pytest.mark.parametrize(
    ("days_over", "kept"),
    [(None, (Why.OBSERVED,)), (29, (Why.TERM,)), (30, ())],
)
def test_who_was_observed_is_deleted_once_the_days_are_over_and_nobody_waits_for_the_notice(
    observation: Observation, secretary: Viewer, days_over: int | None, kept: tuple[str, ...]
) -> None:
    if days_over is not None:
        over(observation, days_over)
    request = asked(observation.person, secretary, Wanted.DELETE)
    file = file_of(viewer=secretary, id=observation.person_id)
    assert file is not None
    if kept:
        with pytest.raises(StillKept) as refused:
            delete_asked(request=request, file=file, by=secretary, now=timezone.now())
        assert refused.value.args == kept
    else:
        delete_asked(request=request, file=file, by=secretary, now=timezone.now())
    request.refresh_from_db()
    assert request.state == (State.OPEN if kept else State.DONE)
    assert Person.objects.get(pk=observation.person_id).name == ("王芳" if kept else "已销毁 ") or not kept


def test_who_was_never_observed_is_deleted_at_once_but_not_before_another_answer(
    areas: object, secretary: Viewer
) -> None:
    now = timezone.now()
    (person,) = add_people(
        community=AreaCode(COMMUNITY), cards=[PersonCard(name="王奶奶", address="9栋1单元901室")], now=now
    )
    request, copy = asked(person, secretary, Wanted.DELETE), asked(person, secretary, Wanted.COPY)
    file = file_of(viewer=secretary, id=person.pk)
    assert file is not None
    with pytest.raises(StillKept) as refused:
        delete_asked(request=request, file=file, by=secretary, now=now)
    assert refused.value.args == ("REQUEST",)

    commands.answer(request=copy, to=State.DONE, words="给了", by=secretary, now=now)
    delete_asked(request=request, file=file, by=secretary, now=now)
    assert Person.objects.get(pk=person.pk).identity_removed_at is not None


@pytest.mark.once
def test_deleted_is_done_by_the_deletion_alone_and_is_not_opened_again(
    observation: Observation, secretary: Viewer, sign_in: SignIn
) -> None:
    over(observation, 30)
    request, twice = (asked(observation.person, secretary, Wanted.DELETE) for _ in range(2))
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    page = reverse("subject_requests:request", args=[request.pk])
    client.post(page + "done/", {"words": "删了"})
    request.refresh_from_db()
    assert request.state == State.OPEN

    once_more = client.post(reverse("desk:delete_own", args=[request.pk])).text
    assert f"确认以后，{observation.person.name} 的姓名" in once_more
    assert name_of(observation.person) == observation.person.name
    client.post(reverse("desk:delete_own", args=[request.pk]), SURE)
    assert "按本人要求，于" in client.get(reverse("desk:person", args=[observation.person_id])).text
    assert "重新办理" not in client.get(page).text
    client.post(page + "reopen/", {"words": "再来"})
    for one in (request, twice):
        one.refresh_from_db()
        assert one.state == State.DONE


@pytest.mark.parametrize("who_moved", ["who asks", "who is observed"])
def test_another_address_does_not_end_what_the_door_is_asked(
    observation: Observation, secretary: Viewer, who_moved: str
) -> None:
    now = timezone.now()
    mate = Person.objects.get(name="同住人")
    moved = mate if who_moved == "who asks" else observation.person
    correct_person(person=moved, said={"address": "8栋1单元801室"}, reason="搬了家", by=secretary, now=now)
    request, file = asked(mate, secretary, Wanted.DELETE), file_of(viewer=secretary, id=mate.pk)
    assert file is not None
    with pytest.raises(StillKept) as refused:
        delete_asked(request=request, file=file, by=secretary, now=now)
    assert refused.value.args == (Why.HOUSEHOLD,)

    over(observation, 0)
    delete_asked(request=request, file=file, by=secretary, now=now)
    assert name_of(mate) == "已销毁 "


@pytest.mark.once
def test_the_page_says_what_keeps_somebody_and_until_when(
    observation: Observation, secretary: Viewer, sign_in: SignIn
) -> None:
    over(observation, 1)
    request = asked(observation.person, secretary, Wanted.DELETE)
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    address = reverse("desk:delete_own", args=[request.pk])
    page = client.get(address).text
    assert "保存期没有满" in page
    assert f"{timezone.localdate() + timedelta(days=29)}" in page
    client.post(address, SURE)
    assert Person.objects.get(pk=observation.person_id).name == "王芳"
