"""Where a register's figures stand, walked in a copy of the code in which one was planted (test_planted_register.py)."""

import csv
import io
from collections.abc import Callable, Iterator

import openpyxl
import pytest
from click.testing import CliRunner
from django.test import Client
from django.urls import reverse

from linli.areas.models import Area
from linli.areas.rules import AreaCode
from linli.reports.cli import report as print_report
from linli.reports.commands.columns import leave_out
from linli.reports.commands.sums import add_up, add_up_all
from linli.reports.models import Report, ReportSum
from linli.reports.queries.chain import broken_in
from linli.reports.queries.daily import digest_of, is_community
from linli.reports.queries.history import history_of
from linli.reports.queries.indicators import sealed_sum
from linli.reports.queries.rollup import roll_up, roll_up_as_known
from linli.reports.queries.sums import nation
from linli.reports.registers import NOT_DOWN
from linli.reports.rules import Window
from linli.reports.rules.chain import Fault
from linli.reports.rules.forms import FIRST_LINES, FigureState
from linli.reports.tests.days import CUT_OFF, Seal, Signer, on_first_day, sealed_anew
from linli.returns.labels import choices
from linli.returns.queries.figures import day_figures
from linli.returns.rules import Holds
from linli.returns.rules.suggestions import Suggestion
from linli.returns.suggested import suggested
from linli.staff.rights import Role
from linli.typesetting.tests.pdf import text_of
from tests.cast import COMMUNITY, COUNTY, FIRST_DAY, PROVINCE, SIBLING, TOWNSHIP, MakeObservation
from tests.planted_register import KEY, VISITS, Visit

SignIn = Callable[..., Client]
DAY = FIRST_DAY.isoformat()
NAME, THEN = "仍在营业的场所", "当时还没有这一栏"


@pytest.fixture(autouse=True)
def found_open(areas: dict[str, Area]) -> Iterator[None]:
    VISITS[:] = [Visit("红星棋牌室", "明光路3号", COMMUNITY, on_first_day(10))]
    yield
    VISITS.clear()


@pytest.fixture
def secretary(sign_in: SignIn) -> Client:
    return sign_in(role=Role.SECRETARY, area=COMMUNITY)


@pytest.fixture
def officer(sign_in: SignIn) -> Client:
    return sign_in(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)


def text(client: Client, name: str, *args: str) -> str:
    return " ".join(client.get(reverse(f"reports:{name}", args=args)).content.decode().split())


def as_it_was(report: Report, version: int) -> Report:
    """Make a sealed report one that was sealed by a form before the register came."""
    report.form_version = version
    report.figures = {key: value for key, value in report.figures.items() if KEY not in key}
    report.lines = sorted(FIRST_LINES) if version == 3 and report.lines else []
    area = AreaCode(report.area)
    if is_community(area):
        covered = Window(report.from_at, report.as_of)
        report.rows_digest = digest_of(area=area, covered=covered, lines=FIRST_LINES)
    sealed_anew(report)
    if is_community(area):
        add_up(community=area, day=report.day)
    return report


def test_on_the_page_of_the_day_it_leads_to_its_rows(secretary: Client) -> None:
    address = reverse("reports:figure", args=[COMMUNITY, DAY, KEY])
    page = text(secretary, "day", COMMUNITY, DAY)
    assert f'{NAME}</th> <td class="number"> <a href="{address}">1</a>' in page
    assert "场所管理</h2>" in page

    rows = " ".join(secretary.get(address).content.decode().split())
    assert '<a href="/venues/0/">红星棋牌室</a>' in rows
    assert "明光路3号" in rows


def test_the_level_above_gets_no_way_to_the_rows(seal: Seal, officer: Client) -> None:
    seal()
    assert officer.get(reverse("reports:figure", args=[COMMUNITY, DAY, KEY])).status_code == 404


def test_in_the_catalogue_with_its_rule(secretary: Client) -> None:
    page = text(secretary, "indicators")
    assert f'id="{KEY}"' in page
    assert "时段内检查时仍在营业的场所。" in page


def test_day_by_day(seal: Seal, secretary: Client) -> None:
    seal()
    assert NAME in text(secretary, "history", COMMUNITY, DAY, KEY)
    assert history_of(area=COMMUNITY, key=KEY, until=FIRST_DAY, days=1)[0].value == 1


def test_in_every_file(seal: Seal, secretary: Client) -> None:
    seal()
    files = {
        kind: secretary.get(reverse("reports:export", args=[COMMUNITY, DAY, kind])).content
        for kind in ("csv", "xlsx", "pdf")
    }
    assert ["场所管理", NAME, "1"] in list(csv.reader(io.StringIO(files["csv"].decode("utf-8-sig"))))
    sheet = openpyxl.load_workbook(io.BytesIO(files["xlsx"]))["日报"]
    assert ("场所管理", NAME, 1) in [row[:3] for row in sheet.iter_rows(values_only=True)]
    assert f"{NAME}1" in text_of(files["pdf"])


def test_superiors_forms_find_it() -> None:
    assert suggested(path="场所 / 仍在营业数")[0] == Suggestion(Holds.FIGURE, KEY)
    assert suggested(path="累计 / 棋牌室")[0] == Suggestion(Holds.TOTAL, KEY)
    offered = [value for _group, values in choices() for value, _words in values]
    assert f"FIGURE:{KEY}" in offered


def test_the_seal_holds_its_rows(make_observation: MakeObservation, seal: Seal) -> None:
    make_observation()
    assert "venue" in seal().lines
    assert list(broken_in(area=COUNTY)) == []
    VISITS.clear()
    assert [found.fault for found in broken_in(area=COUNTY)] == [Fault.ROWS]


def test_fewer_in_a_later_version_asks_why() -> None:
    assert KEY in NOT_DOWN


def test_it_may_be_left_out_which_is_not_the_same_as_not_yet_there(
    seal: Seal, signer: Signer, secretary: Client
) -> None:
    leave_out(area=COMMUNITY, key=KEY, reason="没有", by=signer(area=COMMUNITY), now=on_first_day(9))
    report = seal()
    assert (report.left_out, KEY in report.figures) == ([KEY], False)
    assert THEN not in text(secretary, "day", COMMUNITY, DAY)
    assert history_of(area=COMMUNITY, key=KEY, until=FIRST_DAY, days=1)[0].state is FigureState.NOT_APPLICABLE
    # Above it is no number, but the column was there.
    assert roll_up(area=TOWNSHIP, day=FIRST_DAY, now=CUT_OFF).figures[KEY] is None
    assert sealed_sum(area=TOWNSHIP, day=FIRST_DAY, as_of=CUT_OFF)[KEY] is None


@pytest.mark.parametrize("version", [1, 2, 3])
def test_a_report_sealed_before_says_that_the_column_did_not_exist(
    make_observation: MakeObservation, seal: Seal, secretary: Client, version: int
) -> None:
    make_observation()
    as_it_was(seal(), version)
    assert list(broken_in(area=COUNTY)) == []

    for page in (text(secretary, "day", COMMUNITY, DAY), text(secretary, "history", COMMUNITY, DAY, KEY)):
        assert page.count(THEN) >= 1
        assert "不适用</span>" not in page
    assert secretary.get(reverse("reports:figure", args=[COMMUNITY, DAY, KEY])).status_code == 404
    rows = csv.reader(
        io.StringIO(
            secretary.get(reverse("reports:export", args=[COMMUNITY, DAY, "csv"])).content.decode("utf-8-sig")
        )
    )
    assert ["场所管理", NAME, THEN] in list(rows)
    assert THEN in text_of(secretary.get(reverse("reports:export", args=[COMMUNITY, DAY, "pdf"])).content)
    assert f"absent  {NAME}" in CliRunner().invoke(print_report, [COMMUNITY, DAY]).output
    figures = day_figures(area=COMMUNITY, day=FIRST_DAY, now=CUT_OFF).figures
    assert figures[""][KEY] is None


@pytest.mark.parametrize("area", [TOWNSHIP, COUNTY, PROVINCE])
def test_a_sum_says_how_many_reports_have_the_column(seal: Seal, area: str) -> None:
    seal()
    as_it_was(seal(area=SIBLING), 2)
    code = AreaCode(area)

    above = roll_up(area=code, day=FIRST_DAY, now=CUT_OFF)
    assert (above.figures[KEY], above.present[KEY], above.received.sealed) == (1, 1, 2)
    assert roll_up_as_known(area=code, day=FIRST_DAY, at=CUT_OFF).present == above.present
    (point,) = history_of(area=code, key=KEY, until=FIRST_DAY, days=1)
    assert (point.state, point.value, point.reports, point.present) == (FigureState.NUMBER, 1, 2, 1)
    assert sealed_sum(area=code, day=FIRST_DAY, as_of=CUT_OFF)[KEY] == 1


def test_the_pages_above_say_it_in_words(seal: Seal, officer: Client) -> None:
    seal()
    as_it_was(seal(area=SIBLING), 2)
    words = "2 份日报中 1 份有这一栏"
    for name, args in (("day", ()), ("figure", (KEY,)), ("history", (KEY,))):
        assert words in text(officer, name, TOWNSHIP, DAY, *args), name
    assert THEN in text(officer, "figure", TOWNSHIP, DAY, KEY)
    report = seal(area=TOWNSHIP)
    assert (report.figures[f"present_{KEY}"], report.figures["reports_expected"]) == (1, 2)
    rows = officer.get(reverse("reports:export", args=[TOWNSHIP, DAY, "csv"])).content.decode("utf-8-sig")
    assert ["场所管理", NAME, "1", words] in list(csv.reader(io.StringIO(rows)))
    assert "(of 1 of 2 reports)" in CliRunner().invoke(print_report, [TOWNSHIP, DAY]).output


@pytest.mark.parametrize("area", [TOWNSHIP, PROVINCE])
def test_where_no_report_has_the_column_the_sum_did_not_exist(seal: Seal, officer: Client, area: str) -> None:
    code = AreaCode(area)
    for community in (COMMUNITY, SIBLING):
        as_it_was(seal(area=community), 2)

    assert KEY not in roll_up(area=code, day=FIRST_DAY, now=CUT_OFF).figures
    assert KEY not in sealed_sum(area=code, day=FIRST_DAY, as_of=CUT_OFF)
    assert history_of(area=code, key=KEY, until=FIRST_DAY, days=1)[0].state is FigureState.NOT_YET_THERE
    assert THEN in text(officer, "day", TOWNSHIP, DAY)
    total = nation(day=FIRST_DAY)
    assert total is not None
    assert (KEY in total.told, total.figures["new"]) == (False, 0)


def test_a_sum_sealed_before_does_not_read_as_not_recorded(seal: Seal, officer: Client) -> None:
    as_it_was(seal(), 2)
    as_it_was(seal(area=TOWNSHIP), 2)
    seal(area=SIBLING)
    page = text(officer, "day", TOWNSHIP, DAY)
    assert f'{NAME}</th> <td class="number"> <span class="unrecorded">{THEN}</span>' in page


def test_sums_made_again_are_those_that_were_kept(seal: Seal) -> None:
    seal()
    as_it_was(seal(area=SIBLING), 2)
    kept = {row.area: (row.figures, row.present) for row in ReportSum.objects.all()}
    assert kept[str(PROVINCE)][1][KEY] == 1
    ReportSum.objects.all().delete()
    add_up_all(day=FIRST_DAY, area_range=("0", "9999999999999999"))
    assert {row.area: (row.figures, row.present) for row in ReportSum.objects.all()} == kept
