"""Zero, not recorded, not applicable: three values, and the work behind a zero."""

from collections.abc import Callable
from datetime import time, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from linli.areas.models import Area
from linli.clock import moment
from linli.reports.commands.columns import (
    AlwaysApplies,
    LeavingOutNeedsReason,
    NotYourColumns,
    leave_out,
    take_in,
)
from linli.reports.registers import COLUMNS
from linli.reports.rules import MOVING, changed_since, is_quiet, nothing_happened, work_behind
from linli.reports.tests.days import CUT_OFF, DAY_BEFORE, BusyDay, Seal, Signer
from linli.staff.rights import Role
from tests.cast import COMMUNITY, FIRST_DAY, SIBLING, TOWNSHIP

SignIn = Callable[..., Client]
QUIET = dict.fromkeys(COLUMNS, 0)
MORNING = moment(FIRST_DAY, time(9))


@pytest.mark.parametrize("key", MOVING)
def test_a_day_is_quiet_only_if_nobody_came_went_or_fell_ill(key: str) -> None:
    assert nothing_happened({**QUIET, "before": 7, "after": 7, "checks_done": 14})
    assert not nothing_happened({**QUIET, key: 1})
    assert not nothing_happened({**QUIET, key: None})


@pytest.mark.parametrize(
    ("told", "alerts_waiting", "expected"),
    [
        ({"checks_due": 14, "checks_done": 14}, 0, True),
        ({"checks_due": 0, "checks_done": 0}, 0, True),
        ({"checks_due": 14, "checks_done": 13}, 0, False),  # somebody was not looked for
        ({"checks_due": 14, "checks_done": 0}, 0, False),
        ({"checks_due": 14, "checks_done": 14}, 1, False),  # a fever of yesterday
        ({"checks_due": 14, "checks_done": 14, "new": 1}, 0, False),
        ({"checks_due": 14, "checks_done": None}, 0, False),
    ],
)
def test_silence_is_no_zero(told: dict[str, int | None], alerts_waiting: int, *, expected: bool) -> None:
    assert is_quiet(figures={**QUIET, **told}, alerts_waiting=alerts_waiting) is expected


@pytest.mark.parametrize(
    ("key", "figures", "expected"),
    [
        ("alerts", {"alerts": 0, "checks_done": 74, "checks_due": 74}, (74, 74)),
        ("alerts", {"alerts": 0, "checks_done": 0, "checks_due": 37}, (0, 37)),
        ("alerts", {"alerts": 0, "checks_done": 0, "checks_due": 0}, (0, 0)),
        ("alerts", {"alerts": 1, "checks_done": 74, "checks_due": 74}, None),
        ("alerts", {"alerts": None, "checks_done": 74, "checks_due": 74}, None),
        ("alerts", {"alerts": 0, "checks_due": 74}, None),
        ("new", {"new": 0, "checks_done": 74, "checks_due": 74}, None),
    ],
)
def test_a_zero_of_an_illness_shows_the_work_behind_it(
    key: str, figures: dict[str, int | None], expected: tuple[int, int] | None
) -> None:
    assert work_behind(key=key, figures=figures) == expected


def test_what_changed_since_the_day_before() -> None:
    before, now = {"new": 1, "after": 7, "masks_used": None}, {"new": 0, "after": 7, "masks_used": 0}
    assert changed_since(before=before, now=now) == {"new", "masks_used"}


def test_what_does_not_apply_is_neither_zero_nor_blank(
    areas: dict[str, Area], signer: Signer, seal: Seal
) -> None:
    leave_out(area=COMMUNITY, key="in_central", reason="没有集中点", by=signer(area=COMMUNITY), now=MORNING)
    here, there = seal(), seal(area=SIBLING)

    assert "in_central" not in here.figures
    assert (here.figures["masks_used"], here.figures["new"]) == (None, 0)
    assert there.figures["in_central"] == 0


def test_a_column_applies_until_it_was_left_out_and_again_after(
    areas: dict[str, Area], signer: Signer, seal: Seal
) -> None:
    secretary = signer(area=COMMUNITY)
    leave_out(area=COMMUNITY, key="in_central", reason="没有集中点", by=secretary, now=CUT_OFF + timedelta(1))
    assert "in_central" in seal(day=DAY_BEFORE, at=CUT_OFF).figures
    assert "in_central" in seal().figures
    take_in(area=COMMUNITY, key="in_central", by=secretary, now=CUT_OFF + timedelta(2))
    later = CUT_OFF + timedelta(3)
    assert "in_central" in seal(day=FIRST_DAY + timedelta(3), at=later).figures


def test_what_may_not_be_left_out(areas: dict[str, Area], signer: Signer) -> None:
    secretary = signer(area=COMMUNITY)
    with pytest.raises(AlwaysApplies):
        leave_out(area=COMMUNITY, key="alerts", reason="没有", by=secretary, now=MORNING)
    with pytest.raises(LeavingOutNeedsReason):
        leave_out(area=COMMUNITY, key="in_central", reason=" ", by=secretary, now=MORNING)
    with pytest.raises(NotYourColumns):
        leave_out(area=SIBLING, key="in_central", reason="没有", by=secretary, now=MORNING)
    with pytest.raises(NotYourColumns):
        leave_out(area=COMMUNITY, key="in_central", reason="没有", by=signer(area=TOWNSHIP), now=MORNING)


def text(client: Client, name: str, *args: object) -> str:
    return " ".join(client.get(reverse(name, args=args)).content.decode().split())


def test_the_secretary_leaves_a_column_out_on_the_page(areas: dict[str, Area], sign_in: SignIn) -> None:
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    address = reverse("reports:columns", args=[COMMUNITY])
    refused = client.post(address, {"key": "in_central", "reason": ""})
    assert refused.status_code == 422
    assert "请写明为什么不适用" in refused.content.decode()

    assert client.post(address, {"key": "in_central", "reason": "没有集中点"}).status_code == 302
    assert "没有集中点" in text(client, "reports:columns", COMMUNITY)
    today = text(client, "reports:day", COMMUNITY, FIRST_DAY.isoformat())
    # It applied on that day; it is left out from now on.
    assert "不适用</span>" not in today
    assert client.post(address, {"key": "in_central", "do": "take_in"}).status_code == 302
    assert client.post(address, {"key": "alerts", "reason": "没有"}).status_code == 404
    assert client.get(reverse("reports:columns", args=[SIBLING])).status_code == 404


def test_the_page_of_a_quiet_day_is_sealed_with_one_press(areas: dict[str, Area], sign_in: SignIn) -> None:
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    page = text(client, "reports:day", COMMUNITY, FIRST_DAY.isoformat())
    assert "已查 0，应查 0" in page


def test_what_changed_since_yesterday_stands_bold_beside_yesterday(
    busy_day: BusyDay, seal: Seal, sign_in: SignIn
) -> None:
    seal(day=DAY_BEFORE, at=moment(DAY_BEFORE, time(16)))
    page = text(sign_in(role=Role.SECRETARY, area=COMMUNITY), "reports:day", COMMUNITY, FIRST_DAY.isoformat())
    assert "<strong>3</strong>" in page
    assert "昨天 8" in page
