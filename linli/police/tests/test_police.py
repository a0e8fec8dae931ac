"""Handing somebody who refuses to the police: what is told, who sees it, what is answered; and what is never told."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.areas.rules import AreaCode
from linli.audit.models import AuditEvent
from linli.budgets.commands import count_read
from linli.budgets.rules import LIMIT
from linli.ids import new_id
from linli.observation.commands import ObservationClosed, reopen_observation, take_refusal_step
from linli.observation.models import Observation
from linli.observation.rules import State
from linli.observation.rules.refusals import LADDER
from linli.observation.tests.acts import Enter, record, words
from linli.police import commands
from linli.police.models import PoliceHandOver
from linli.police.rules import KEPT_AFTER_CLOSING, Done, names_id_number
from linli.sealing.seals import unseal
from linli.staff.models import User
from linli.staff.queries import viewer_of
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, COUNTY, TOWNSHIP, MakeViewer
from tests.whole_page import whole_page

PHONE = "13812345678"
LIST = "/handed-over/"


@pytest.fixture
def refused(worker_client: Client, observation: Observation, secretary: Viewer) -> Observation:
    """Let somebody with a fever refuse, and take every step of the community."""
    record(worker_client, observation, temperature="38.1")
    record(worker_client, observation, outcome="REFUSED")
    for step in LADDER:
        take_refusal_step(
            observation=observation, step=step, reason="发热也不开门", by=secretary, now=timezone.now()
        )
    return observation


@pytest.fixture
def police(enter: Enter) -> Client:
    """Sign an officer of the township's station in."""
    return enter(role=Role.POLICE, area=TOWNSHIP)


def hand_over(client: Client, observation: Observation, **typed: str) -> Any:
    address = reverse("police:hand_over", args=[observation.pk])
    return client.post(address, {"words": "请上门劝说"} | typed)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("3栋2单元501室，电话 13812345678", False),
        ("12345678901234", False),
        ("证件123456789012345", True),
        ("11010519491231002X", True),
    ],
)
def test_what_counts_as_an_id_number(text: str, names: bool) -> None:
    assert names_id_number(text=text) is names


def test_the_police_can_only_visit_persuade_and_warn() -> None:
    assert set(Done) == {"VISITED", "PERSUADED", "WARNED", "NOT_MET"}


def test_what_is_told_is_frozen_sealed_and_nothing_more(
    secretary_client: Client, refused: Observation, enter: Enter
) -> None:
    assert hand_over(secretary_client, refused).status_code == 302
    row = PoliceHandOver.objects.get()
    assert refused.person.name.encode() not in bytes(row.told_sealed)
    told = json.loads(unseal(row.told_sealed))
    assert set(told) == {"name", "address", "phone", "steps", "words"}
    assert (told["name"], told["phone"], told["words"]) == (refused.person.name, "", "请上门劝说")
    assert [step for step, _at in told["steps"]] == ["REMINDED", "RECORDED", "TOLD"]
    assert "发热" not in json.dumps(told, ensure_ascii=False)
    refused.person.name = "改名"
    refused.person.save()
    assert "王芳" in words(enter(role=Role.POLICE, area=TOWNSHIP).get(f"{LIST}{row.pk}/"))


def test_an_officer_opens_a_case_sees_the_phone_for_a_minute_answers_and_the_secretary_reads_it(
    secretary_client: Client, police: Client, refused: Observation
) -> None:
    hand_over(secretary_client, refused, phone="on")
    row = PoliceHandOver.objects.get()
    case = f"{LIST}{row.pk}/"
    listed = words(police.get(LIST))
    assert case in listed
    assert refused.person.name not in listed
    assert not AuditEvent.objects.filter(county=COUNTY, action="police.read").exists()

    page = police.get(case)
    assert page["Cache-Control"] == "no-store"
    assert all(word in words(page) for word in (refused.person.name, "1栋1单元101室", "请上门劝说"))
    assert not any(word in words(page) for word in (PHONE, "38.1", "湖北", "发热"))
    shown = police.post(f"{case}phone/")
    assert PHONE in words(shown)
    assert shown["Refresh"] == f"60; url={case}"

    assert police.post(case, {"done": "SEALED", "words": "封门"}).status_code == 422
    wrong = police.post(case, {"done": "", "words": "谈过"})
    assert (wrong.status_code, "谈过" in words(wrong)) == (422, True)
    assert police.post(case, {"done": "PERSUADED", "words": "同意明早测温"}).status_code == 302

    person = reverse("desk:person", args=[refused.person_id])
    text = words(secretary_client.get(f"{person}sections/police/"))
    assert all(word in text for word in ("已劝说，本人同意配合", "同意明早测温"))
    looks = ("移交民警", "民警打开移交的人", "民警查看联系电话", "民警答复移交")
    assert all(act in words(secretary_client.get(f"{person}sections/looks/")) for act in looks)
    again = police.post(case, {"done": "WARNED", "words": "又去一次"})
    assert (again.status_code, "刚才已有人答复" in words(again)) == (422, True)


def test_the_phone_of_a_case_counts_as_any_whole_number(
    secretary_client: Client, police: Client, refused: Observation
) -> None:
    hand_over(secretary_client, refused, phone="on")
    officer = viewer_of(user=User.objects.get(posts__role=Role.POLICE), on=timezone.localdate())
    others = [new_id() for _ in range(LIMIT)]
    count_read(subjects=others, area=COMMUNITY, by=officer, now=timezone.now())
    shown = police.post(f"{LIST}{PoliceHandOver.objects.get().pk}/phone/")
    assert (shown.status_code, PHONE in words(shown)) == (403, False)


def test_a_phone_that_was_not_told_is_not_to_be_had(
    secretary_client: Client, police: Client, refused: Observation
) -> None:
    hand_over(secretary_client, refused)
    case = f"{LIST}{PoliceHandOver.objects.get().pk}/"
    assert "看联系电话" not in words(police.get(case))
    assert police.post(f"{case}phone/").status_code == 404


def test_a_closed_case_leaves_the_page_after_a_while_and_a_withdrawn_one_at_once(
    secretary_client: Client, police: Client, refused: Observation
) -> None:
    hand_over(secretary_client, refused)
    row = PoliceHandOver.objects.get()
    case = f"{LIST}{row.pk}/"
    withdraw = reverse("police:withdraw", args=[row.pk])
    assert withdraw in whole_page(
        client=secretary_client, address=reverse("desk:person", args=[refused.person_id])
    )
    assert secretary_client.post(withdraw).status_code == 302
    assert police.get(case).status_code == 404
    assert secretary_client.post(withdraw).status_code == 404

    hand_over(secretary_client, refused)
    row = PoliceHandOver.objects.get(withdrawn_at=None)
    case = f"{LIST}{row.pk}/"
    police.post(case, {"done": "VISITED", "words": "说明了"})
    for closed, status in (
        (KEPT_AFTER_CLOSING - timedelta(minutes=1), 200),
        (KEPT_AFTER_CLOSING + timedelta(minutes=1), 404),
    ):
        PoliceHandOver.objects.filter(pk=row.pk).update(answered_at=timezone.now() - closed)
        assert police.get(case).status_code == status
        assert (case in words(police.get(LIST))) is (status == 200)


def test_it_is_refused_with_a_sentence_while_steps_are_missing_or_it_is_handed_over(
    secretary_client: Client, worker_client: Client, observation: Observation, secretary: Viewer
) -> None:
    address = reverse("police:hand_over", args=[observation.pk])
    assert "现在不能移交" in words(secretary_client.get(address))
    assert "三步还没有做完" in words(hand_over(secretary_client, observation))
    record(worker_client, observation, outcome="REFUSED")
    for step in LADDER:
        take_refusal_step(observation=observation, step=step, reason="说明", by=secretary, now=timezone.now())
    refusal = words(secretary_client.get(reverse("desk:refusal", args=[observation.pk])))
    assert address in refusal
    assert address not in words(worker_client.get(reverse("desk:refusal", args=[observation.pk])))
    days = reverse("desk:person_section", args=[observation.person_id, "sheets"])
    assert address in words(secretary_client.get(days))
    assert address not in words(worker_client.get(days))
    for typed, sentence in (
        ({"words": ""}, "请写明"),
        ({"words": "证 11010519491231002X"}, "不要写证件号码"),
    ):
        answer = hand_over(secretary_client, observation, **typed)
        assert (answer.status_code, sentence in words(answer)) == (422, True)
    assert hand_over(secretary_client, observation).status_code == 302
    assert "已经移交" in words(hand_over(secretary_client, observation))
    assert address not in words(secretary_client.get(days))
    assert address not in words(secretary_client.get(reverse("desk:refusal", args=[observation.pk])))
    assert PoliceHandOver.objects.count() == 1


def test_nobody_but_the_secretary_hands_over_and_nobody_but_that_station_sees(
    secretary_client: Client, worker_client: Client, doctor_client: Client, refused: Observation, enter: Enter
) -> None:
    for other in (worker_client, doctor_client, enter(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)):
        assert hand_over(other, refused).status_code == 404
    hand_over(secretary_client, refused)
    case = f"{LIST}{PoliceHandOver.objects.get().pk}/"
    for role, area in (
        (Role.POLICE, AreaCode("310101001")),
        (Role.TOWNSHIP_OFFICER, TOWNSHIP),
        (Role.SECRETARY, COMMUNITY),
    ):
        other = enter(role=role, area=area)
        assert other.get(case).status_code == 404
        assert case not in words(other.get(LIST))
    person = reverse("desk:person", args=[refused.person_id])
    assert enter(role=Role.POLICE, area=TOWNSHIP).get(person).status_code == 404


def test_commands_hold_what_pages_hold(
    refused: Observation, secretary: Viewer, make_viewer: MakeViewer, make_user: Callable[..., User]
) -> None:
    now = timezone.now()
    worker = make_viewer(role=Role.GRID_WORKER, area=COMMUNITY)
    with pytest.raises(commands.MayNotTellPhone):
        commands.hand_over_to_police(
            new=commands.NewHandOver(refused, "请劝说", commands.With.PHONE), by=worker, now=now
        )
    with pytest.raises(commands.IdNumberInWords):
        commands.hand_over_to_police(
            new=commands.NewHandOver(refused, "1" * 18, commands.With.NO_NUMBER), by=secretary, now=now
        )
    new = commands.NewHandOver(refused, "请劝说", commands.With.NO_NUMBER)
    row = commands.hand_over_to_police(new=new, by=secretary, now=now)
    officer = viewer_of(user=make_user(role=Role.POLICE, area=TOWNSHIP), on=now.date())
    commands.withdraw_hand_over(row=row, by=secretary, now=now)
    with pytest.raises(commands.HandOverClosed):
        commands.answer_hand_over(row=row, done=Done.VISITED, words="去过", by=officer, now=now)
    Observation.objects.filter(pk=refused.pk).update(state="STRUCK_OFF", closed_at=now)
    with pytest.raises(ObservationClosed):
        commands.hand_over_to_police(new=new, by=secretary, now=now)


def test_whoever_is_found_needs_no_answer_of_the_police_any_more(
    secretary_client: Client, police: Client, observation: Observation, secretary: Viewer
) -> None:
    Observation.objects.filter(pk=observation.pk).update(state=State.LOST, closed_at=timezone.now())
    hand_over(secretary_client, observation)
    row = PoliceHandOver.objects.get()
    person = reverse("desk:person_section", args=[observation.person_id, "police"])
    assert "民警还没有答复" in words(secretary_client.get(person))
    reopen_observation(
        observation=Observation.objects.get(), reason="回家了", by=secretary, now=timezone.now()
    )
    assert "民警还没有答复" not in words(secretary_client.get(person))
    case = reverse("police:case", args=[row.pk])
    assert "社区已找到此人" in words(secretary_client.get(person))
    assert "社区已找到此人" in words(police.get(case))
    police.post(case, {"done": "VISITED", "answer": ""})
    row.refresh_from_db()
    assert row.answered_at is None
