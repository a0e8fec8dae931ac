"""Whole files through the command, as somebody runs it."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from linli.lab.replay.cli import replay
from linli.lab.replay.commands import live_cases
from linli.lab.replay.reading import read_cases
from linli.lab.replay.rules.cases import sort_cases
from linli.lab.replay.summary import readable, summary
from linli.people.models import Person
from linli.protocols.models import Protocol, ProtocolInForce
from linli.reports.models import Report

REAL_FILE = Path(__file__).resolve().parents[4] / "shared" / "data" / "arrivals_2020.csv"
HEADER = "Case,Nationality/Residence,Gender,Begin_Wuhan,End_Wuhan,Arrived,Symptom,Initial,Confirmed"
ROWS = """\
Hefei-01,Wuhan,F,,20-Jan,20-Jan,23-Jan,25-Jan,28-Jan
Hefei-02,Hefei,M,15-Jan,21-Jan,21-Jan,18-Jan,22-Jan,25-Jan
Hefei-03,Hefei,M,,1-Jan,2-Jan,20-Jan,21-Jan,24-Jan
Singapore-01,Singaporean,F,NO,NO,NO,24-Jan,27-Jan,30-Jan
Singapore-02,Singaporean,F,NO,NO,22-Jan,26-Jan,?,30-Jan
Hefei-05,Hefei,M,?,?,? to 22-Jan,26-Jan,27-Jan,30-Jan
Hefei-06,Hefei,M,NO,NO,NO,22-Jan or 23-Jan,24-Jan,30-Jan
Hefei-07,Hefei,M,,290-Jan,20-Jan,24-Jan,24-Jan,30-Jan
Hefei-08,Hefei,M,NO,NO,NO,24-Jan,NO,30-Jan
Hefei-09,Hefei,M,,20-Jan,20-Jan,NO,,30-Jan
Hefei-10,Hefei,M,,20-Jan,20-Jan,,,30-Jan
,,,,,,,,
Hefei-01,Hefei,M,,20-Jan,20-Jan,21-Jan,,30-Jan
Hefei-12,Hefei
"""

# A replay has a database of its own, in memory, whatever the one that people work in is.
pytestmark = [pytest.mark.django_db, pytest.mark.once]


def run(path: Path, *options: str) -> Result:
    return CliRunner().invoke(replay, [str(path), *options])


def told(result: Result) -> dict[str, Any]:
    assert result.exit_code == 0, result.output
    answer: dict[str, Any] = json.loads(result.stdout)
    assert answer["registered"] + sum(answer["parked"].values()) == answer["cases_read"]
    return answer


def lived(path: Path) -> dict[str, Any]:
    """Live a file in the tests' own database; test_a_small_file goes the whole way, and lets a database be migrated."""
    cases = sort_cases(cases=read_cases(path=path))
    told: dict[str, Any] = summary(sorted_cases=cases, replayed=live_cases(plans=cases.plans))
    return told


@pytest.fixture(name="small_file")
def small(tmp_path: Path) -> Path:
    path = tmp_path / "cases.csv"
    path.write_text(f"{HEADER}\n{ROWS}", encoding="utf-8-sig")
    return path


def test_a_small_file_gives_the_figures_that_one_counts_by_hand_and_leaves_nothing_behind(
    small_file: Path,
) -> None:
    answer = told(run(small_file, "--json"))

    assert answer["cases_read"] == 13
    assert answer["registered_as"] == {"from_epidemic_area": 3, "from_elsewhere": 1, "local": 1}
    assert answer["parked"] == {
        "row_misaligned": 1,
        "case_id_twice": 1,
        "arrival_unreadable": 1,
        "departure_unreadable": 1,
        "no_first_visit": 1,
        "onset_missing": 1,
        "onset_unreadable": 1,
        "no_onset": 1,
    }
    # Hefei-03 leaves Wuhan on the 1st, is watched to the 15th, released on the 16th and falls ill on the 20th.
    assert (answer["referrals"], answer["released"], answer["onset_after_release"]) == (4, 1, 1)
    # Days 0 and 0 where the onset is seen at home, 3 at registration on arrival, 3 at the first visit.
    assert answer["days_onset_to_referral"] == {"median": 1.5, "p90": 3, "n": 4}
    assert answer["days_onset_to_first_visit"] == {"median": 3.0, "p90": 4, "n": 3}
    assert answer["days_onset_to_confirmation"] == {"median": 5.5, "p90": 7, "n": 4}
    arrivals = answer["of_arrivals"]
    assert (arrivals["registered"], arrivals["referrals"]) == (3, 2)
    assert arrivals["days_onset_to_referral"] == {"median": 1.5, "p90": 3, "n": 2}
    # 7 + 1 + 28 in Hefei, 1 + 9 in Singapore: two a day, none after the fever.
    assert answer["checks"] == 46
    # Two communities, 2 January to the 28th, when the last one is kept by the hospital; zeros included.
    assert answer["days"] == {"first": "2020-01-02", "last": "2020-01-28"}
    assert answer["reports_sealed"] == 2 * 27
    assert answer["balance_held"] is True
    assert answer["stand_ins"] == {
        "Singapore": {"community": "990400000001", "name": "新加坡（替代）", "cases": 2}
    }

    lines = [" ".join(line.split()) for line in readable(told=answer).splitlines()]
    assert "cases_read 13" in lines
    assert "days_onset_to_referral median 1.5 p90 3 n 4" in lines
    assert "no_first_visit 1" in lines

    # The database that people work in was left alone.
    assert Person.objects.count() == Report.objects.count() == 0
    assert not Protocol.objects.filter(code__contains="REPLAY").exists()
    assert ProtocolInForce.objects.get().protocol_id == "P2020-01"


def test_a_local_case_is_referred_on_the_day_of_its_first_visit(tmp_path: Path) -> None:
    path = tmp_path / "local.csv"
    path.write_text(f"{HEADER}\nHefei-01,Hefei,M,NO,NO,NO,21-Jan,27-Jan,30-Jan\n")
    answer = lived(path)
    assert answer["days_onset_to_referral"] == answer["days_onset_to_first_visit"]
    assert answer["days"] == {"first": "2020-01-27", "last": "2020-01-28"}


def test_somebody_ill_on_arrival_is_referred_though_fourteen_days_have_passed_since_wuhan(
    tmp_path: Path,
) -> None:
    path = tmp_path / "late.csv"
    path.write_text(
        f"{HEADER}\nHefei-01,Hefei,M,,1-Jan,20-Jan,18-Jan,,30-Jan\nHefei-02,Hefei,M,,1-Jan,20-Jan,22-Jan,,30-Jan\n"
    )
    answer = lived(path)
    assert (answer["referrals"], answer["released"], answer["over_before"]) == (1, 0, 1)
    assert answer["onset_after_release"] == 1


def test_a_file_with_nobody_to_register_is_told_with_zeros_and_in_lines_too(tmp_path: Path) -> None:
    path = tmp_path / "parked.csv"
    path.write_text(f"{HEADER}\nHefei-01,Hefei,M,,,?,?,?,?\n")
    answer = told(run(path, "--json"))
    assert run(path).stdout.strip() == readable(told=answer).strip()
    assert (answer["registered"], answer["reports_sealed"]) == (0, 0)
    assert answer["days_onset_to_referral"] == {"median": None, "p90": None, "n": 0}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b"\n , \n", "is empty"),
        (HEADER.encode(), "no case under it"),
        (b"Case,Arrived\nHefei-01,3-Jan\n", "lacks the column Begin_Wuhan, End_Wuhan, Symptom"),
        (f"{HEADER},Arrived\n".encode(), "has the column Arrived twice"),
        (b"PK\x03\x04\x00\x00", "is not a text file"),
        (b"\xff\xff\xff", "is not a text file"),
        (f'{HEADER}\n"Hefei-01\n'.encode(), "is not a table of comma-separated values"),
        (HEADER.encode() + b"\n" + b"x" * 200_000, "is not a table of comma-separated values"),
    ],
)
def test_an_unreadable_file_is_refused_in_a_sentence(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "bad.csv"
    path.write_bytes(content)
    result = run(path, "--json")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert sentence in result.stderr
    assert "Traceback" not in result.stderr


def test_a_missing_file_and_a_folder_are_refused_in_a_sentence(tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere.csv", tmp_path):
        result = run(path)
        assert result.exit_code == 2
        assert "cannot be read" in result.stderr


def test_a_chinese_encoding_other_headers_and_columns_in_any_order_are_read(tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_bytes(
        "说明,confirmed,Initial,SYMPTOM,Arrived,End_Wuhan,Begin_Wuhan,Residence,Case\n"
        "某人,28-Jan,25-Jan,23-Jan,22-Jan,?,,Hanzhong,Shaanxi-01\n".encode("gb18030")
    )
    answer = lived(path)
    assert (answer["registered"], answer["referrals"], answer["stand_ins"]) == (1, 1, {})


@pytest.mark.skipif(
    not REAL_FILE.exists(), reason=f"put the file of 986 real cases at {REAL_FILE} to run this"
)
def test_every_real_case_is_registered_or_parked_and_every_report_balances() -> None:
    answer = told(run(REAL_FILE, "--json"))
    with REAL_FILE.open(encoding="utf-8") as file:
        assert answer["cases_read"] == len(list(csv.DictReader(file)))
    assert answer["balance_held"] is True
    assert answer["referrals"] + answer["released"] + answer["over_before"] == answer["registered"]
    assert answer["onset_after_release"] == answer["released"] + answer["over_before"]
