"""A roster brought by page, and what became of its rows."""

import io
from datetime import date
from pathlib import Path

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.rosters import commands
from linli.rosters.models import RosterImport, RosterRow
from linli.rosters.preview import preview, workbook_of
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, FIRST_DAY

ROSTERS = Path(__file__).resolve().parents[4] / "shared" / "data" / "rosters"
HEADERS = "姓名,身份证号,联系电话,现住址,来源地,到达时间"
GOOD_ID = "110105194912310011"


def upload(
    client: Client, content: bytes, filename: str, community: str = COMMUNITY, on: date = FIRST_DAY
) -> RosterImport:
    """Bring a file of a day in by page, confirm what is chosen there, and return the import."""
    file = io.BytesIO(content)
    file.name = filename
    said = {"file": file, "community": community, "on": on.isoformat(), "year": str(on.year)}
    page = client.post(reverse("rosters:imports"), said)
    assert page.status_code == 302, page.content.decode()
    form = client.get(page["Location"])
    chosen = {
        column.select.html_name: column.select.value() or ""
        for part in form.context["parts"]
        for column in part.columns
    }
    if form.context["named"]:
        chosen["place"] = community
    assert client.post(page["Location"], chosen).status_code == 302
    return RosterImport.objects.latest("uploaded_at")


def outcomes(roster: RosterImport) -> dict[str, list[tuple[str, str | None]]]:
    found: dict[str, list[tuple[str, str | None]]] = {}
    for row in RosterRow.objects.filter(roster=roster).order_by("position"):
        found.setdefault(row.sheet, []).append((row.outcome.lower(), row.field or None))
    return found


def roster_of(count: int) -> bytes:
    """Return a .csv roster of so many people, each with a phone of their own."""
    rows = [f"王芳,,138{n:08},{n}栋1单元101室,湖北省武汉市,1月2{n % 6}日" for n in range(1, count + 1)]
    return "\n".join([HEADERS, *rows]).encode()


def received(content: bytes, *, by: Viewer, filename: str = "名单.csv") -> RosterImport:
    """Receive and confirm a roster of FIRST_DAY for COMMUNITY as the columns were guessed."""
    now = timezone.now()
    roster = commands.receive_roster(
        community=COMMUNITY, filename=filename, content=content, year=2020, on=FIRST_DAY, by=by, now=now
    )
    sheets = preview(workbook=workbook_of(roster=roster), community=roster.area)
    answers = {sheet.name: [column.field or "" for column in sheet.columns] for sheet in sheets}
    commands.confirm_mapping(roster=roster, sheets=sheets, answers=answers, by=by, now=now)
    return roster
