"""Whole imports: the township's rosters by page, the same file twice, a crash in the middle, mended error rows."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation

from linli.areas.models import Area
from linli.areas.rules import AreaCode
from linli.audit.models import AuditEvent
from linli.observation.models import Alert, Observation
from linli.people.models import DuplicatePair, Person
from linli.rosters import commands, tasks
from linli.rosters.commands import run
from linli.rosters.models import RosterImport, RosterRow
from linli.rosters.preview import preview, workbook_of
from linli.rosters.queries import outcome_counts
from linli.rosters.tests.acts import GOOD_ID, HEADERS, ROSTERS, outcomes, received, roster_of, upload
from linli.staff.models import User
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, COUNTY, FIRST_DAY, SIBLING


def go_on(roster: RosterImport, *, by: Viewer, progress: run.Progress = lambda _done, _total: None) -> None:
    commands.run_import(roster=roster, by=by, now=timezone.now(), progress=progress)


@pytest.mark.parametrize(
    "filename", ["1_plain.xlsx", "2_township_form.xlsx", "3_gbk.csv", "4_old.xls", "5_sheets.xlsx"]
)
def test_a_secretary_brings_a_real_roster_in_by_page(
    filename: str, make_user: Callable[..., User], client: Client
) -> None:
    if not ROSTERS.is_dir():
        pytest.skip(f"The five rosters are not here; put them into {ROSTERS}.")
    truth: dict[str, Any] = json.loads((ROSTERS / "truth.json").read_text(encoding="utf-8"))[filename]
    community = AreaCode(truth["area"])
    for code in (*community.ancestors, community):
        Area.objects.get_or_create(
            code=code, defaults={"name": code, "level": code.level, "valid_from": FIRST_DAY}
        )
    client.force_login(make_user(role=Role.SECRETARY, area=community))
    roster = upload(client, (ROSTERS / filename).read_bytes(), filename, community)
    assert (roster.state, roster.area, bytes(roster.content_sealed)) == ("DONE", community, b"")
    found = outcomes(roster)
    wanted = truth.get("sheets") or {next(iter(found)): truth["rows"]}
    assert found == {
        name: [(row["outcome"], row.get("field")) for row in rows] for name, rows in wanted.items()
    }
    assert Person.objects.filter(community=community).count() == outcome_counts(roster=roster)["NEW"]


def test_the_same_file_again_adds_nobody(secretary: Viewer) -> None:
    first, again = (received(roster_of(5), by=secretary) for _ in range(2))
    for roster in (first, again):
        go_on(roster, by=secretary)
    assert outcome_counts(roster=first)["NEW"] == Person.objects.count() == 5
    assert outcome_counts(roster=again) == {"NEW": 0, "DUPLICATE": 5, "ERROR": 0}
    assert "王芳 已在本社区登记" in RosterRow.objects.filter(roster=again)[0].message


def test_an_import_that_broke_off_goes_on_behind_what_it_finished(
    secretary: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "ROWS_A_TRANSACTION", 4)
    roster = received(roster_of(10), by=secretary)

    def power_cut(_done: int, _total: int) -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        go_on(roster, by=secretary, progress=power_cut)
    roster.refresh_from_db()
    assert (roster.state, roster.rows_done, Person.objects.count()) == ("CONFIRMED", 4, 4)
    steps: list[tuple[int, int]] = []
    go_on(roster, by=secretary, progress=lambda done, total: steps.append((done, total)))
    assert steps == [(8, 10), (10, 10)]
    assert roster.state == "DONE"
    assert outcomes(roster) == {"名单": [("new", None)] * 10}
    assert Person.objects.count() == 10


def test_an_import_queued_twice_runs_once_and_an_unfinished_one_is_queued_again(secretary: Viewer) -> None:
    roster = received(roster_of(3), by=secretary)
    tasks.resume_imports(now=timezone.now())
    roster.refresh_from_db()
    assert (roster.state, Person.objects.count()) == ("DONE", 3)
    assert set(Person.objects.values_list("community", flat=True)) == {COMMUNITY}
    finished_at = roster.finished_at
    tasks.import_roster.enqueue(str(roster.pk), str(secretary.user_id))
    roster.refresh_from_db()
    assert (roster.finished_at, RosterRow.objects.count()) == (finished_at, 3)
    assert AuditEvent.objects.filter(county=COUNTY, action="roster.imported").count() == 1


def test_each_row_says_what_became_of_it(secretary: Viewer) -> None:
    rows = [
        f"王芳,{GOOD_ID},13812341234,3栋1单元101室,湖北省武汉市,2020-01-23",
        f"王芳,{GOOD_ID},13812341234,3栋1单元101室,湖北省武汉市,2020-01-23",
        "李强,110105194912310010,13812341235,,湖北省武汉市,2020-01-23",
        "张敏,,13812341236,,湖北省武汉市,2020-02-31",
    ]
    roster = received("\n".join([HEADERS, *rows]).encode(), by=secretary)
    go_on(roster, by=secretary)
    told = [(row.outcome, row.field, row.name) for row in RosterRow.objects.order_by("position")]
    assert told == [
        ("NEW", "", "王芳"),
        ("DUPLICATE", "", "王芳"),
        ("ERROR", "id_number", ""),
        ("ERROR", "arrived_on", ""),
    ]
    messages = [row.message for row in RosterRow.objects.order_by("position")]
    assert messages[1] == "与工作表“名单”第 2 行是同一人。"
    assert all(message.endswith("。") and message.count("。") > 1 for message in messages[2:])


def test_somebody_registered_elsewhere_is_a_duplicate_that_names_the_place(
    secretary: Viewer, make_viewer: Callable[..., Viewer]
) -> None:
    other = make_viewer(role=Role.SECRETARY, area=SIBLING)
    row = f"{HEADERS}\n王芳,{GOOD_ID},13812341234,3栋1单元101室,湖北省武汉市,2020-01-23".encode()
    now = timezone.now()
    elsewhere = commands.receive_roster(
        community=SIBLING, filename="a.csv", content=row, year=2020, on=FIRST_DAY, by=other, now=now
    )
    sheets = preview(workbook=workbook_of(roster=elsewhere), community=elsewhere.area)
    answers = {s.name: [c.field or "" for c in s.columns] for s in sheets}
    commands.confirm_mapping(roster=elsewhere, sheets=sheets, answers=answers, by=other, now=now)
    go_on(elsewhere, by=other)
    here = received(row, by=secretary)
    go_on(here, by=secretary)
    told = RosterRow.objects.get(roster=here)
    assert (told.outcome, told.person) == ("DUPLICATE", None)
    assert "胜利路社区" in told.message

    # Nor does a list of numbers with invented names learn where anybody lives.
    asked = received(row.replace("王芳".encode(), "某某".encode()), by=secretary)
    go_on(asked, by=secretary)
    told = RosterRow.objects.get(roster=asked)
    assert (told.outcome, told.person) == ("DUPLICATE", None)
    assert "胜利路社区" not in told.message
    assert "别的姓名" in told.message


def test_what_became_of_a_row_is_said_in_the_readers_language(secretary: Viewer) -> None:
    rows = [
        f"王芳,{GOOD_ID},13812341234,3栋1单元101室,湖北省武汉市,2020-01-23",
        ",,,,湖北省武汉市,2020-01-23",
    ]
    roster = received("\n".join([HEADERS, rows[0], rows[0], rows[1]]).encode(), by=secretary)
    go_on(roster, by=secretary)
    with translation.override("en"):
        told = [row.message for row in RosterRow.objects.order_by("position")]
    assert told[:2] == ["", "The same person as row 2 of sheet “名单”."]
    assert told[2] == (
        "No name. Give the name. [ID number] No certificate, no telephone and no address were given: nobody could "
        "find this person. Give at least the address, or a certificate or a telephone."
    )


def test_namesakes_of_one_phone_are_all_observed_unless_one_person_is_told_twice(secretary: Viewer) -> None:
    header = "姓名,身份证号,出生日期,联系电话,现住址,来源地,到达时间"
    rows = [
        "王建国,,,13900009999,3栋1单元101室,湖北省武汉市,2020-01-23",
        "王建国,110105195001010012,,13900009999,3栋1单元101室,湖北省武汉市,2020-01-23",
        "王建国,110105198001010032,,13900009999,3栋1单元102室,湖北省武汉市,2020-01-23",
        "王建国,,1985-01-01,13900009999,3栋1单元103室,湖北省武汉市,2020-01-23",
    ]
    roster = received("\n".join([header, *rows]).encode(), by=secretary)
    go_on(roster, by=secretary)
    assert outcome_counts(roster=roster) == {"NEW": 3, "DUPLICATE": 1, "ERROR": 0}
    people = Person.objects.order_by("pk")
    assert [bool(person.id_digest) for person in people] == [True, True, False]
    assert set(Observation.objects.values_list("person", flat=True)) == {person.pk for person in people}
    assert set(DuplicatePair.objects.values_list("certainty", "decision")) == {("DOUBTFUL", "")}
    again = received("\n".join([header, *rows]).encode(), by=secretary)
    go_on(again, by=secretary)
    assert outcome_counts(roster=again)["NEW"] == 0


def test_what_a_row_tells_otherwise_is_kept_said_and_makes_nobody_leave_earlier(secretary: Viewer) -> None:
    first = f"{HEADERS}\n刘洋,,13812345678,3栋1单元501室,湖北省武汉市,1月20日"
    go_on(received(first.encode(), by=secretary), by=secretary)
    again = (
        f"{HEADERS},接触史,体温\n刘洋,,13812345678,3栋1单元501室,湖北省武汉市,1月26日,有,36.5"
        "\n刘洋,,13812345678,3栋1单元501室,湖北省武汉市,1月20日,有,38.2"
    )
    roster = received(again.encode(), by=secretary)
    go_on(roster, by=secretary)
    rows = RosterRow.objects.filter(roster=roster).order_by("position")
    assert [row.outcome for row in rows] == ["DUPLICATE", "DUPLICATE"]
    assert "这里写的不同：到达日期" in rows[0].message
    assert Observation.objects.get().last_on == date(2020, 2, 9)
    assert Alert.objects.get().temperature_tenths == 382
