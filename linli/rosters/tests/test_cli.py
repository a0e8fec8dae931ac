"""The command `linli import-roster`: as a person or a timer types it."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from linli.areas.models import Area
from linli.areas.rules import AreaCode
from linli.people.models import Person
from linli.rosters.cli import import_roster
from linli.rosters.models import RosterImport
from linli.rosters.tests.acts import GOOD_ID, ROSTERS, roster_of
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, FIRST_DAY, FOREIGN

pytestmark = pytest.mark.once

GUESSED = "姓名,身份证号,到达时间,家里\n王芳,{n},1.23,{n}栋1单元101室\n李强,110105194912310011,1.23,{n}栋1单元102室\n"


def typed(file: Path, *words: str, community: str = COMMUNITY) -> Result:
    return CliRunner().invoke(
        import_roster, [str(file), "--community", community, "--on", "2020-01-27", *words]
    )


def printed(result: Result) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(result.stdout)
    return answer


@pytest.mark.parametrize(
    "filename", ["1_plain.xlsx", "2_township_form.xlsx", "3_gbk.csv", "4_old.xls", "5_sheets.xlsx"]
)
def test_a_real_roster_becomes_what_it_must(filename: str, areas: dict[str, Area]) -> None:
    if not ROSTERS.is_dir():
        pytest.skip(f"The five rosters are not here; put them into {ROSTERS}.")
    truth: dict[str, Any] = json.loads((ROSTERS / "truth.json").read_text(encoding="utf-8"))[filename]
    community = AreaCode(truth["area"])
    Area.objects.get_or_create(
        code=community, defaults={"name": community, "level": community.level, "valid_from": FIRST_DAY}
    )
    result = typed(ROSTERS / filename, "--year", "2020", "--json", community=community)
    assert result.exit_code == 0, result.stderr
    answer = printed(result)
    assert set(answer) == {"sheets", "counts"}
    found = {
        sheet["name"]: [(row["outcome"], row["field"]) for row in sheet["rows"]] for sheet in answer["sheets"]
    }
    wanted = truth.get("sheets") or {next(iter(found)): truth["rows"]}
    assert found == {
        name: [(row["outcome"], row.get("field")) for row in rows] for name, rows in wanted.items()
    }
    every = [outcome for rows in found.values() for outcome, _ in rows]
    assert answer["counts"] == {kind: every.count(kind) for kind in ("new", "duplicate", "error")}
    assert Person.objects.count() == answer["counts"]["new"]


def test_the_answer_names_row_and_mapping(areas: dict[str, Area], tmp_path: Path) -> None:
    file = tmp_path / "名单.csv"
    file.write_bytes(
        "返乡人员名单\n".encode() + roster_of(1) + f"\n李强,{GOOD_ID[:-1]},,,,1月23日\n".encode()
    )
    result = typed(file, "--json")
    (sheet,) = printed(result)["sheets"]
    assert sheet["name"] == "名单"
    assert sheet["mapping"]["到达时间"] == "arrived_on"
    assert sheet["rows"][0] == {"row": 3, "outcome": "new", "field": None, "message": ""}
    assert (sheet["rows"][1]["row"], sheet["rows"][1]["field"]) == (4, "id_number")
    assert sheet["rows"][1]["message"]


def test_a_guessed_column_stops_it_until_somebody_accepts_and_is_never_asked_again(
    areas: dict[str, Area], tmp_path: Path
) -> None:
    file = tmp_path / "名单.csv"
    file.write_text(GUESSED.format(n=1), encoding="utf-8")
    stopped = typed(file)
    assert stopped.exit_code == 3
    assert "家里\t-> address\t0.60" in stopped.stdout
    assert "--accept-mapping" in stopped.stderr
    as_json = typed(file, "--json")
    assert (as_json.exit_code, printed(as_json)["needs_confirmation"]) == (3, True)
    assert Person.objects.count() == 0
    assert set(RosterImport.objects.values_list("state", flat=True)) == {"CANCELLED"}

    accepted = typed(file, "--accept-mapping")
    assert (accepted.exit_code, Person.objects.count()) == (0, 1)
    file.write_text(GUESSED.format(n=2), encoding="utf-8")
    assert typed(file).exit_code == 0


def test_a_needed_column_that_is_missing_stops_it_even_when_accepted(
    areas: dict[str, Area], tmp_path: Path
) -> None:
    file = tmp_path / "名单.csv"
    file.write_text(f"姓名,身份证号\n王芳,{GOOD_ID}\n", encoding="utf-8")
    result = typed(file, "--accept-mapping")
    assert result.exit_code == 2
    assert "arrived_on" in result.stderr
    assert RosterImport.objects.get().state == "CANCELLED"


@pytest.mark.parametrize("community", ["340102001999", "340102001", "34010200100", "somewhere"])
def test_an_unknown_community_is_refused(community: str, areas: dict[str, Area], tmp_path: Path) -> None:
    file = tmp_path / "名单.csv"
    file.write_bytes(roster_of(1))
    result = typed(file, community=community)
    assert result.exit_code == 2
    assert community in result.stderr
    assert RosterImport.objects.count() == 0


def test_what_cannot_be_read_is_refused_in_a_sentence(areas: dict[str, Area], tmp_path: Path) -> None:
    file = tmp_path / "名单.xlsx"
    assert typed(file).exit_code == 2
    for content, words in ((b"", "空的"), (b"%PDF-1.4", "不是电子表格"), ("记事\n".encode(), "不是电子表格")):
        file.write_bytes(content)
        result = typed(file)
        assert (result.exit_code, words in result.stderr) == (2, True), result.stderr
    file.write_bytes("品名,数量\n口罩,5\n".encode())
    assert "找不到表头" in typed(file).stderr
    assert RosterImport.objects.count() == 0


def test_a_day_to_come_is_refused(areas: dict[str, Area], tmp_path: Path) -> None:
    file = tmp_path / "名单.csv"
    file.write_bytes(roster_of(1))
    result = CliRunner().invoke(
        import_roster, [str(file), "--community", COMMUNITY, "--year", "2020", "--on", "2999-01-01"]
    )
    assert result.exit_code == 2
    assert RosterImport.objects.count() == 0


def test_somebody_named_imports_only_where_he_may(secretary: Viewer, tmp_path: Path) -> None:
    file = tmp_path / "名单.csv"
    file.write_bytes(roster_of(2))
    name = f"secretary-{COMMUNITY}"
    assert typed(file, "--by", "nobody").exit_code == 2
    assert typed(file, "--by", name, community=FOREIGN).exit_code == 2
    assert RosterImport.objects.count() == 0
    assert typed(file, "--by", name).exit_code == 0
    assert RosterImport.objects.get().uploaded_by == secretary.user_id
