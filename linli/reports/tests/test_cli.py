"""`linli report`: what is printed, what is sealed, what is refused."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from click.testing import CliRunner, Result
from django.utils import timezone

from linli.areas.models import Area
from linli.areas.rules import AreaCode
from linli.clock import day_of
from linli.observation.models import Observation
from linli.reports.cli import report
from linli.reports.models import Report
from linli.reports.registers import COLUMNS
from linli.reports.tests.days import BusyDay, Seal
from linli.staff.models import User
from linli.staff.rights import Role
from tests.cast import COMMUNITY, COUNTY, FIRST_DAY, GRID, SIBLING, TOWNSHIP

pytestmark = pytest.mark.once

DAY = FIRST_DAY.isoformat()
MakeUser = Callable[..., User]


def run(*words: str) -> Result:
    return CliRunner().invoke(report, words)


def printed(*words: str) -> dict[str, Any]:
    result = run(*words, "--json")
    assert result.exit_code == 0, result.output
    told: dict[str, Any] = json.loads(result.output)
    return told


def test_a_draft_as_json(busy_day: BusyDay) -> None:
    told = printed(COMMUNITY, DAY)

    assert (told["area"], told["name"], told["day"]) == (COMMUNITY, "明光路社区", DAY)
    assert (told["state"], told["standing"]) == ("DRAFT", "MISSING")
    assert (told["due_at"], told["as_of"]) == ("2020-01-27T16:00:00+08:00", "2020-01-27T16:00:00+08:00")
    assert (told["sealed_at"], told["sealed_by"]) == (None, None)
    assert set(told["figures"]) == set(COLUMNS)
    assert (told["figures"]["new"], told["figures"]["masks_used"]) == (3, None)
    assert told["balance_holds"] is True
    assert "received" not in told


def test_a_sealed_report_as_json_stands_whatever_happened_since(busy_day: BusyDay, seal: Seal) -> None:
    seal()
    Observation.objects.filter(pk=busy_day.new[0].pk).update(opened_at=timezone.now())
    told = printed(COMMUNITY, DAY)

    assert (told["state"], told["standing"]) == ("SEALED", "ON_TIME")
    assert (told["sealed_at"], told["sealed_by"]) == ("2020-01-27T16:00:00+08:00", f"Secretary {COMMUNITY}")
    assert told["figures"]["new"] == 3


def test_above_the_community_the_sum_and_how_many_reported(busy_day: BusyDay, seal: Seal) -> None:
    seal()
    told = printed(COUNTY, DAY)

    assert told["received"] == {
        "expected": 2,
        "on_time": 1,
        "late": 0,
        "missing": 1,
        "not_yet_due": 0,
        "announced": 0,
        "late_minutes": 0,
    }
    assert (told["state"], told["figures"]["new"]) == ("DRAFT", 3)


def test_a_sealed_sum_keeps_how_many_had_reported(busy_day: BusyDay, seal: Seal) -> None:
    seal()
    seal(area=TOWNSHIP, at=timezone.now())
    seal(area=SIBLING, at=timezone.now())
    told = printed(TOWNSHIP, DAY)

    assert (told["state"], told["received"]["missing"], told["figures"]["moved_in"]) == ("SEALED", 1, 1)
    assert set(told["figures"]) == set(COLUMNS)


def test_as_text_a_blank_is_a_dash_and_a_zero_a_zero(busy_day: BusyDay) -> None:
    lines = run(COMMUNITY, DAY).output.splitlines()

    assert lines[0] == f"明光路社区 ({COMMUNITY})  {DAY}  DRAFT  MISSING"
    assert {"3  新增", "0  转入", "-  使用口罩"} <= {line.strip() for line in lines}
    assert lines[-1] == "The balance holds."


def test_no_person_is_named(busy_day: BusyDay) -> None:
    for words in ([COMMUNITY, DAY], [COMMUNITY, DAY, "--json"], [TOWNSHIP, DAY]):
        assert busy_day.new[0].person.name not in run(*words).output


def test_the_secretary_seals_by_name(busy_day: BusyDay, make_user: MakeUser) -> None:
    make_user(role=Role.SECRETARY, area=COMMUNITY, username="zhao")
    told = printed(COMMUNITY, DAY, "--seal", "--by", "zhao")

    assert (told["state"], told["standing"]) == ("SEALED", "MADE_UP")
    assert Report.objects.get().figures["new"] == 3


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("999999", DAY), "There is no area 999999."),
        (("34x", DAY), "34x is not an area code"),
        ((GRID, DAY), f"{GRID} is a grid"),
        ((COMMUNITY, "27 Jan"), "27 Jan is not a day; write it as 2020-01-27."),
        ((COMMUNITY, "0001-01-01"), "0001-01-01 is not a day"),
        ((COMMUNITY, DAY, "--seal"), "--seal and --by go together"),
        ((COMMUNITY, DAY, "--by", "zhao"), "--seal and --by go together"),
        ((COMMUNITY, DAY, "--seal", "--by", "nobody"), "There is no user nobody."),
        ((SIBLING, DAY, "--seal", "--by", "zhao"), f"zhao may not seal the report of {SIBLING}"),
        ((TOWNSHIP, DAY, "--seal", "--by", "zhao"), f"zhao may not seal the report of {TOWNSHIP}"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence_and_nothing_is_sealed(
    areas: dict[str, Area], make_user: MakeUser, words: tuple[str, ...], sentence: str
) -> None:
    make_user(role=Role.SECRETARY, area=COMMUNITY, username="zhao")
    result = run(*words)

    assert result.exit_code == 2
    assert sentence in result.output
    assert not Report.objects.exists()


@pytest.mark.parametrize("switches", [(), ("--seal", "--by", "zhao")])
@pytest.mark.parametrize("area", [COMMUNITY, TOWNSHIP])
def test_a_day_to_come_has_no_report(
    areas: dict[str, Area], make_user: MakeUser, area: AreaCode, switches: tuple[str, ...]
) -> None:
    make_user(role=Role.SECRETARY, area=COMMUNITY, username="zhao")
    make_user(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP, username="li")
    tomorrow = day_of(timezone.now()) + timedelta(days=1)
    who = ["li" if word == "zhao" and area == TOWNSHIP else word for word in switches]
    result = run(area, tomorrow.isoformat(), *who)

    assert (result.exit_code, f"{tomorrow} has not begun" in result.output) == (2, True)


def test_a_second_seal_is_refused(busy_day: BusyDay, seal: Seal) -> None:
    seal()
    result = run(COMMUNITY, DAY, "--seal", "--by", f"signer-{COMMUNITY}")

    assert (result.exit_code, "is sealed already" in result.output) == (2, True)
