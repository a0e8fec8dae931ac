"""Whatever is sealed, corrected, returned, received in whatever order: page, files and text of a day tell the same."""

import csv
import io
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

import openpyxl
import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import example, given, settings
from hypothesis import strategies as st

from linli.areas.models import Area
from linli.areas.rules import AreaCode
from linli.arrivals.commands import register_arrivals
from linli.reports import commands
from linli.reports.models import Report
from linli.reports.queries.daily import DayNotBegun
from linli.reports.queries.shown import Shown
from linli.reports.registers import COLUMN_LABELS, SECTIONS
from linli.reports.rules.units import COLUMNS, COUNTS
from linli.reports.tests.days import DAY_BEFORE, SIGNERS, Signer, arrival, on_first_day
from linli.reports.units import Unit
from linli.staff.models import User
from tests.cast import COMMUNITY, COUNTY, FIRST_DAY, SIBLING, TOWNSHIP
from tests.properties import examples

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.both

DAY: Final = FIRST_DAY.isoformat()
AREAS: Final = (COMMUNITY, SIBLING, TOWNSHIP, COUNTY)
KINDS: Final = ("arrive", "seal", "correct", "return", "receive")
ACTS: Final = st.lists(st.tuples(st.sampled_from(KINDS), st.sampled_from(AREAS)), max_size=14)
REFUSED: Final = (
    commands.NotTheNewest,
    commands.NothingToCorrect,
    commands.NotYourReport,
    commands.ReportSealedAlready,
    DayNotBegun,
)


class RollBack(Exception):
    """Ends an example, so that the next begins with nothing."""


@pytest.fixture
def clients(make_user: "Callable[..., User]") -> dict[AreaCode, Client]:
    """Sign in who seals each area's report, each in a browser of their own."""
    found = {}
    for area in AREAS:
        found[area] = Client()
        found[area].force_login(make_user(role=SIGNERS[area.level], area=area, username=f"signer-{area}"))
    return found


@settings(max_examples=examples(6))
@given(acts=ACTS, back=st.integers(0, 14))
@example(
    acts=[
        ("arrive", COMMUNITY),
        ("seal", COMMUNITY),
        ("seal", TOWNSHIP),
        ("arrive", SIBLING),
        ("seal", SIBLING),
        ("seal", COUNTY),
        ("arrive", COMMUNITY),
        ("correct", COMMUNITY),
    ],
    back=2,
)
def test_page_files_and_text_tell_the_same_figures_of_the_same_moment(
    areas: dict[str, Area],
    signer: Signer,
    clients: dict[AreaCode, Client],
    acts: list[tuple[str, AreaCode]],
    back: int,
) -> None:
    for area in AREAS:
        signer(area=area)
    with pytest.raises(RollBack), transaction.atomic():
        _lived(acts, back, signer, clients)


def _lived(
    acts: list[tuple[str, AreaCode]], back: int, signer: Signer, clients: dict[AreaCode, Client]
) -> None:
    now = on_first_day(14)
    for kind, area in acts:
        now += timedelta(minutes=20)
        try:
            with transaction.atomic():
                _act(kind, area, now, signer)
        except REFUSED:
            continue
    for area, client in clients.items():
        _tell_the_same(client, area, "")
        earlier = now - timedelta(minutes=20 * back, seconds=-1)
        _tell_the_same(client, area, f"?as_of={earlier:%Y-%m-%dT%H:%M:%S}&sort=new")
    raise RollBack


def _act(kind: str, area: AreaCode, now: datetime, signer: Signer) -> None:
    by = signer(area=area)
    newest = Report.objects.filter(area=area).order_by("version").last()
    if kind == "arrive" and area in (COMMUNITY, SIBLING):
        came = [arrival(int(now.timestamp()) % 10**6, origin_class="WUHAN", arrived_on=DAY_BEFORE)]
        register_arrivals(community=area, arrivals=came, by=by, now=min(now, on_first_day(15, 59)))
    elif kind == "seal":
        commands.seal_report(area=area, day=FIRST_DAY, by=by, now=now)
    elif kind == "correct":
        commands.correct_report(area=area, day=FIRST_DAY, reason="核实", by=by, now=now)
    elif kind == "return" and newest and area.parent in AREAS:
        commands.return_report(report=newest, reason="请核实", by=signer(area=area.parent), now=now)
    elif kind == "receive" and newest and area.parent in AREAS:
        commands.receive_report(report=newest, by=signer(area=area.parent), now=now)


def _tell_the_same(client: Client, area: AreaCode, query: str) -> None:
    page = client.get(reverse("reports:day", args=[area, DAY]) + query)
    assert page.status_code == 200
    shown: Shown | None = page.context["shown"]
    files = {kind: _taken(client, area, kind, query) for kind in ("xlsx", "csv")}
    said = client.get(reverse("reports:text", args=[area, DAY]) + query)
    if shown is None:
        # A draft of a day that had not begun, or of nobody's business here.
        assert {answer.status_code for answer in (*files.values(), said)} == {404}
        return
    book = {
        sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)]
        for sheet in openpyxl.load_workbook(io.BytesIO(files["xlsx"].content))
    }
    lines = list(csv.reader(io.StringIO(files["csv"].content.decode("utf-8-sig"))))
    sealed = Report.objects.filter(area=area, sealed_at__lte=shown.looked_at).order_by("version").last()
    assert shown.version == (sealed.version if sealed else 0)
    assert sealed is None or shown.figures == {key: sealed.figures[key] for key in shown.figures}
    figures = _figures(shown)
    assert _table(book["日报"], "栏目", 3)[: len(figures)] == figures
    assert [row[:3] for row in _table(lines, "栏目", 3)[: len(figures)]] == _as_text(figures)

    # The minute may turn between the page and its files where nothing is sealed.
    knew = {_known(page), _known(client.get(page.request["PATH_INFO"] + query))}
    both: list[list[Any]] = [*book["日报"], *lines]
    in_files = {row[1] for row in both if row and row[0] == "数字"}
    text = said.context["text"]
    assert {*in_files, text.split("\n")[1].removesuffix("。")} <= knew
    assert in_files
    after = shown.figures.get("after")
    assert (f"在册观察 {after} 人" in text) is (after is not None)

    if units := _units(page):
        _units_the_same(units, book, lines)
        total = page.context["total"]
        assert {key: total.cells[key].value for key in COUNTS} == {
            key: shown.figures.get(key) for key in COUNTS
        }
    changed = [[str(words), then, now] for words, _state, then, now in page.context.get("changed", ())]
    since = _table(book.get("上报之后又有变化", []), "地区", 4)
    labels = {str(words) for words, *_ in changed}
    assert [row[1:] for row in since if row[0] == "合计" and row[1] in labels] == [
        [words, *("—" if n is None else n for n in numbers)] for words, *numbers in changed
    ]
    assert ("上报之后又有变化" in text) is bool(changed or page.context.get("reported_changed"))


def _units_the_same(units: list[list[Any]], book: dict[str, list[list[Any]]], lines: list[list[str]]) -> None:
    assert _table(book["各单位一览"], "地区", len(units[0])) == units
    start = next(
        n for n, row in enumerate(lines) if row[:3] == ["地区", "状态", "应报社区"] and "已报" in row
    )
    in_text = lines[start + 1 : start + 1 + len(units)]
    assert [[row[0], *row[2:]] for row in in_text] == _as_text(units)


def _taken(client: Client, area: AreaCode, kind: str, query: str = "") -> Any:
    return client.get(reverse("reports:export", args=[area, DAY, kind]) + query)


def _figures(shown: Shown) -> list[list[object]]:
    """Return what a file must hold of the figures of the page."""
    rows: list[list[object]] = []
    for section, keys in SECTIONS:
        for key in keys:
            value: object = shown.figures.get(key, "/")
            words = str(COLUMN_LABELS[key])
            rows.append([str(section), words, "未登记" if value is None else value])
    return rows


def _known(page: Any) -> str:
    shown = page.context["shown"]
    at = f"{timezone_of(shown.known_at):%Y年%-m月%-d日 %H:%M}"
    words = (
        f"第 {shown.version} 版，截至 {at} 知道的数" if shown.version else f"还没有封存，截至 {at} 知道的数"
    )
    assert words in " ".join(page.content.decode().split())
    return words


def timezone_of(at: datetime) -> datetime:
    """Return a moment as people of Shanghai read it."""
    return at.astimezone(on_first_day(0).tzinfo)


def _units(page: Any) -> list[list[object]]:
    """Return what a file must hold of the table of the page, cell by cell."""
    rows: list[Unit] = list(page.context.get("units", ()))
    if not rows:
        return []
    return [_unit(unit, unit.name) for unit in rows] + [_unit(page.context["total"], "合计")]


def _unit(unit: Unit, name: str) -> list[object]:
    told = unit.received
    row: list[object] = [name, told.expected, told.sealed, told.late, told.missing]
    for key in COLUMNS:
        cell = unit.cells[key]
        if cell.value is None or not told.sealed:
            row.append("—" if key not in COUNTS or not told.sealed else "未登记")
        else:
            row.append(cell.value if isinstance(cell.value, int) else float(cell.value))
        if key in COUNTS:
            row.append("—" if cell.change is None else cell.change)
    return row


def _table(rows: list[Any], head: str, width: int) -> list[list[object]]:
    """Return what stands under a head of a sheet, without the standing of an area in words."""
    start = next((n for n, row in enumerate(rows) if row and row[0] == head), None)
    if start is None:
        return []
    body = [list(row) for row in rows[start + 1 :]]
    if head == "地区" and "状态" in rows[start]:
        body = [[row[0], *row[2:]] for row in body]
    return [row[:width] for row in body if row and row[0] is not None]


def _as_text(rows: list[list[object]]) -> list[list[str]]:
    return [[str(cell) for cell in row] for row in rows]
