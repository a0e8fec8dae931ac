"""A form's day: handed in by mistake and taken back, missed, not asked for, typed by two at once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from linli.areas.models import Area
from linli.reports.tests.days import BusyDay, Seal, Signer, on_first_day
from linli.returns import commands, queries
from linli.returns.commands import days, typed
from linli.returns.plain_sheet import plain_sheet
from linli.returns.queries import filling
from linli.returns.queries.days import dues, missed_days
from linli.returns.rules.days import is_asked_on, may_be_taken_back
from linli.returns.tests.conftest import Bring, at
from linli.returns.waits import WAITS
from linli.staff.rights import Role
from linli.staff.waits import Standing, WaitLines
from tests.cast import COMMUNITY, FIRST_DAY, TOWNSHIP

SignIn = Callable[..., Client]
DAY = FIRST_DAY.isoformat()
NEXT = timedelta(days=1)
TYPED = "保障 / 党员值班数"


@pytest.mark.parametrize(
    ("due_at", "handed_in_at", "now", "may"),
    [
        (time(17), at(15), at(16, 59), True),
        (time(17), at(15), at(17), False),
        (time(17), at(18), at(23, 59), True),
        (time(17), at(18), at(0) + NEXT, False),
        (None, at(9), at(23, 59), True),
        (None, at(9), at(0) + NEXT, False),
    ],
)
def test_until_when_it_is_taken_back(
    due_at: time | None, handed_in_at: datetime, now: datetime, may: bool
) -> None:
    assert may_be_taken_back(day=FIRST_DAY, due_at=due_at, handed_in_at=handed_in_at, now=now) is may


@pytest.mark.parametrize(
    ("day", "due_at", "is_asked"),
    [
        (FIRST_DAY, time(17), True),
        (FIRST_DAY, time(8), False),
        (FIRST_DAY, None, True),
        (FIRST_DAY - NEXT, None, False),
        (FIRST_DAY - NEXT, time(17), False),
    ],
)
def test_from_when_a_form_brought_at_eight_is_asked_for(
    day: date, due_at: time | None, is_asked: bool
) -> None:
    assert is_asked_on(day=day, due_at=due_at, made_at=at(8)) is is_asked


def test_a_form_handed_in_by_mistake_is_taken_back_and_handed_in_anew(
    busy_day: BusyDay, bring: Bring, signer: Signer
) -> None:
    form, by = bring(), signer(area=COMMUNITY)
    first = commands.hand_in(form=form, day=FIRST_DAY, reason="", by=by, now=at(15))
    with pytest.raises(commands.ReasonMissing):
        days.take_back_hand_in(form=form, day=FIRST_DAY, why="", by=by, now=at(15))
    with pytest.raises(days.TooLate):
        days.take_back_hand_in(form=form, day=FIRST_DAY, why="没有发", by=by, now=at(17))
    days.take_back_hand_in(form=form, day=FIRST_DAY, why="没有发", by=by, now=at(16))
    assert not queries.first_hand_ins(forms=[form], day=FIRST_DAY)
    with pytest.raises(days.NothingHandedIn):
        days.take_back_hand_in(form=form, day=FIRST_DAY, why="没有发", by=by, now=at(16))
    second = commands.hand_in(form=form, day=FIRST_DAY, reason="", by=by, now=at(16))
    assert (first.number, second.number) == (1, 2)
    assert [row.taken_back_why for row in queries.hand_ins(form=form, day=FIRST_DAY)] == ["", "没有发"]


def test_a_form_in_which_nothing_stands_is_handed_in_only_with_a_reason(
    areas: dict[str, Area], bring: Bring, sign_in: SignIn
) -> None:
    form = bring(area=TOWNSHIP, content=plain_sheet(title="表", names=["新增", "现有"]))
    client = sign_in(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)
    hand_in = reverse("returns:hand_in", args=[form.pk, DAY])
    answer = client.post(hand_in)
    assert (answer.status_code, form.hand_ins.count()) == (422, 0)
    assert "表里一个数都没有" in answer.content.decode()
    client.post(hand_in, {"reason": "上级要空表"})
    assert form.hand_ins.get().reason == "上级要空表"


def test_a_missed_form_waits_until_it_is_handed_in_or_excused(
    busy_day: BusyDay, bring: Bring, signer: Signer
) -> None:
    form, by = bring(), signer(area=COMMUNITY)
    later = at(9) + 2 * NEXT
    wait = WAITS[0]
    assert isinstance(wait, WaitLines)

    def lines(now: datetime) -> list[tuple[Standing, int]]:
        return [(line.standing, line.count) for line in wait.lines(by, now)]

    assert lines(at(9)) == [(Standing.TODAY, 1)]
    assert lines(at(17)) == [(Standing.NOW, 1)]
    assert lines(later) == [(Standing.NOW, 2), (Standing.TODAY, 1)]
    with pytest.raises(commands.ReasonMissing):
        days.excuse_day(form=form, day=FIRST_DAY, reason="", by=by, now=later)
    days.excuse_day(form=form, day=FIRST_DAY, reason="那天不要", by=by, now=later)
    commands.hand_in(form=form, day=FIRST_DAY + NEXT, reason="", by=by, now=later)
    assert missed_days(forms=[form], now=later)[form.pk] == ()
    with pytest.raises(days.HandedIn):
        days.excuse_day(form=form, day=FIRST_DAY + NEXT, reason="不要", by=by, now=later)
    days.ask_after_all(form=form, day=FIRST_DAY, by=by, now=later)
    assert [due.missed for due in dues(viewer=by, now=later)] == [(FIRST_DAY,)]


def test_what_another_changed_meanwhile_is_not_overwritten_unseen_and_what_was_left_alone_is_not_sent_back(
    busy_day: BusyDay, bring: Bring, sign_in: SignIn, signer: Signer
) -> None:
    form = bring(content=plain_sheet(title="表", names=["党员值班", "车辆出入", "新增"]))
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    typed.type_values(
        form=form, day=FIRST_DAY, values={"党员值班": "否"}, by=signer(area=COMMUNITY), now=at(9)
    )
    address = reverse("returns:type", args=[form.pk, DAY])
    old = {"value_A3": "", "was_A3": "", "value_B3": "7", "was_B3": ""}
    assert client.post(address, old).status_code == 302
    assert queries.typed_of(form=form, day=FIRST_DAY) == {"党员值班": "否", "车辆出入": "7"}
    answer = client.post(address, {"value_A3": "是", "was_A3": ""})
    assert answer.status_code == 409
    assert "别人刚把这一格改成“否”，您填的是“是”" in answer.content.decode()
    client.post(address, {"value_A3": "是", "was_A3": "否"})
    assert queries.typed_of(form=form, day=FIRST_DAY)["党员值班"] == "是"


def test_a_count_takes_no_words_and_nothing_below_nought(
    busy_day: BusyDay, bring: Bring, sign_in: SignIn
) -> None:
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    path = "物资件数"
    form = bring(content=plain_sheet(title="表", names=[path, "新增"]))
    address = reverse("returns:type", args=[form.pk, DAY])
    for text, status in (("三", 422), ("-1", 422), ("1.5", 422), ("3", 302), ("/", 302), ("", 302)):
        assert client.post(address, {"value_A3": text}).status_code == status, text


def test_yesterday_is_typed_by_hand_until_its_report_is_here(
    busy_day: BusyDay, bring: Bring, sign_in: SignIn, seal: Seal, signer: Signer
) -> None:
    form = bring(content=plain_sheet(title="表", names=["昨日新增", "新增"]))
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    client.post(reverse("returns:type", args=[form.pk, DAY]), {"value_A3": "4", "was_A3": ""})
    page = client.get(reverse("returns:day", args=[form.pk, DAY]))
    assert page.context["filled"].values["A3"] == 4
    seal()
    after = FIRST_DAY + NEXT
    typed_in = {"YESTERDAY|昨日新增": "99"}
    typed.type_values(form=form, day=after, values=typed_in, by=signer(area=COMMUNITY), now=at(9) + NEXT)
    now = filling.filled_form(form=form, day=after, prepared_by="", now=at(9) + NEXT)
    assert now is not None
    assert now.values["A3"] == 3, "what was sealed stands, not what was typed for want of it"


def test_who_reported_after_the_townships_seal_is_not_said_to_be_silent(
    busy_day: BusyDay, bring: Bring, seal: Seal, sign_in: SignIn
) -> None:
    form = bring(area=TOWNSHIP, content=plain_sheet(title="表", names=["新增"]))
    seal(area=TOWNSHIP, at=on_first_day(16, 5))
    seal(at=on_first_day(16, 30))
    client = sign_in(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)
    page = client.get(reverse("returns:day", args=[form.pk, DAY])).content.decode()
    assert "本单位上报的那一版里还没有下级单位的数" in page
    assert "当天还没有下级单位上报" not in page


def test_another_persons_word_is_of_their_own_area(bring: Bring, signer: Signer) -> None:
    form, other = bring(), replace(signer(area=TOWNSHIP), name="别人")
    with pytest.raises(commands.NotYourForm):
        days.excuse_day(form=form, day=FIRST_DAY, reason="不要", by=other, now=at(9))
