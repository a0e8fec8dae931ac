"""How long the whole nation's reports of one day take: written, added up to province and nation, one changed; PostgreSQL.

Run: python -m bench.nation. Limits: 60 s of database time from scratch, 50 ms of it until a change stands at the top,
300 ms for a province's page. Beside them a plain GROUP BY over the same rows. The areas are the real 620,573 communities; the
reports are made here, each with its hash, and copied in batches: what is measured is the database. Sealing is bench.sealing's.
"""

import datetime
import json
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bench import areas, fresh, timed

if TYPE_CHECKING:
    from linli.reports.models import Report

DAY = datetime.date(2020, 1, 27)
BATCH = 20_000
SCRATCH_S, CHANGE_MS, PAGE_MS = 60, 50, 300


@dataclass(frozen=True)
class Sizes:
    """From where areas are loaded, the province whose page is read, and how often."""

    source: Path
    province: str
    rounds: int


WHOLE: Final = Sizes(source=areas.PUBLISHED, province="41", rounds=30)  # 河南, the one with most communities


def measure(*, sizes: Sizes) -> list[str]:
    """Load areas, write their reports and add them up; return what took longer than its limit."""
    from linli.areas.commands import load_areas

    load_areas(source=sizes.source, under=None, on=DAY)
    return [over for over in (_from_scratch(), _one_changed(sizes), _page(sizes)) if over]


def _from_scratch() -> str:
    from linli.areas.rules import EVERYWHERE
    from linli.reports.commands.sums import add_up_all
    from linli.reports.queries.sums import nation

    count, writing = 0, 0.0
    for batch in _batches():
        writing += _copied(batch)
        count += len(batch)
    fresh.analyze()
    with _database_seconds() as adding:
        add_up_all(day=DAY, area_range=EVERYWHERE)
        top = nation(day=DAY)
    with _database_seconds() as grouping:
        plain = _group_by()
    assert top is not None  # noqa: S101
    assert top.figures["after"] == plain  # noqa: S101 (both ways of counting agree)
    total = writing + adding[0]
    told = (
        f"nation from scratch, postgresql: {count:,} ready reports written in {writing:.1f} s of database time, added up to"
        f" province and nation in {adding[0]:.1f} s: {total:.1f} s (limit {SCRATCH_S} s); plain GROUP BY of every column"
        f" by province {grouping[0]:.1f} s"
    )
    print(told, flush=True)
    return told if total > SCRATCH_S else ""


def _batches() -> "Iterator[list[Report]]":
    from linli.areas.models import Area
    from linli.areas.rules import AreaCode, Level
    from linli.clock import SHANGHAI, moment
    from linli.ids import new_id
    from linli.reports.models import Report
    from linli.reports.queries.chain import content_of
    from linli.reports.queries.deadlines import clock
    from linli.reports.registers import COLUMNS, LINES
    from linli.reports.rules import report_hash
    from linli.reports.rules.forms import FORM, FORM_VERSION
    from linli.reports.unrecorded import NOT_RECORDED

    chance = random.Random(1)  # noqa: S311 (invented figures)
    hours = clock(area=AreaCode("340102001001"), day=DAY)
    signer = new_id()
    rows: list[Report] = []
    for area in Area.objects.filter(level=Level.COMMUNITY).values_list("code", flat=True).iterator():
        sealed_at = datetime.datetime.combine(DAY, datetime.time(14), SHANGHAI)
        sealed_at += datetime.timedelta(seconds=chance.randrange(9000))
        told = {key: None if key in NOT_RECORDED else chance.randrange(9) for key in COLUMNS}
        report = Report(
            county=AreaCode(area).county,
            area=area,
            form=FORM,
            form_version=FORM_VERSION,
            day=DAY,
            version=1,
            from_at=moment(DAY - datetime.timedelta(days=1), datetime.time(16)),
            as_of=min(sealed_at, hours.cut_at),
            figures=told,
            lines=sorted(LINES),
            rows_digest="0" * 64,
            due_at=hours.due_at,
            late_after=hours.late_after,
            closes_at=hours.closes_at,
            first_sealed_at=sealed_at,
            sealed_at=sealed_at,
            sealed_by=signer,
        )
        report.hash = report_hash(content=content_of(report=report), previous_hash="")
        rows.append(report)
        if len(rows) == BATCH:
            yield rows
            rows = []
    yield rows


def _copied(reports: "list[Report]") -> float:
    """Write reports in one COPY, committed; return the seconds that the database took."""
    from django.db import connection

    from linli.reports.models import Report

    fields = list(Report._meta.local_fields)
    lines = [
        "\t".join(
            _as_copied(field.get_db_prep_save(getattr(report, field.attname), connection)) for field in fields
        )
        for report in reports
    ]
    columns = ", ".join(str(field.column) for field in fields)
    begun = time.perf_counter()
    with connection.cursor() as cursor, cursor.copy(f"COPY reports_report ({columns}) FROM STDIN") as copy:
        copy.write("\n".join(lines) + "\n")
    return time.perf_counter() - begun


def _as_copied(value: object) -> str:
    if value is None:
        return "\\N"
    obj = getattr(value, "obj", value)  # the figures come wrapped for the driver
    told: str = json.dumps(obj) if isinstance(obj, dict | list) else str(obj)
    return told


def _group_by() -> int:
    """Add every column up by province in one plain statement; return the nation's sum of one of them."""
    from django.db import connection

    from linli.reports.registers import COLUMNS

    columns = ", ".join(f"SUM((figures->>'{key}')::bigint)" for key in COLUMNS)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT substr(area, 1, 2), {columns} FROM reports_report WHERE day = %s GROUP BY 1",  # noqa: S608
            [DAY],
        )
        place = 1 + COLUMNS.index("after")
        return int(sum(row[place] for row in cursor.fetchall()))


def _one_changed(sizes: Sizes) -> str:
    from linli.areas.rules import AreaCode
    from linli.clock import moment
    from linli.ids import new_id
    from linli.reports.commands import correct_report
    from linli.reports.commands.sums import add_up
    from linli.reports.models import Report
    from linli.reports.queries.sums import nation
    from linli.staff.rights import Role
    from linli.staff.rules import PostHeld, Viewer

    areas = Report.objects.filter(day=DAY, area__startswith=sizes.province, version=1)
    areas = areas.order_by("?")[: sizes.rounds]
    whole, database, path = [], [], []
    for area in [AreaCode(report.area) for report in areas]:
        secretary = Viewer(user_id=new_id(), name="书记", posts=(PostHeld(Role.SECRETARY, area),))
        begun = time.perf_counter()
        now = moment(DAY, datetime.time(19))
        with _database_seconds() as spent:
            correct_report(area=area, day=DAY, reason="核实", by=secretary, now=now)
            nation(day=DAY)
        whole.append(1000 * (time.perf_counter() - begun))
        database.append(1000 * spent[0])
        begun = time.perf_counter()
        add_up(community=area, day=DAY)
        nation(day=DAY)
        path.append(1000 * (time.perf_counter() - begun))
    p95 = _p95(database)
    told = (
        f"nation, one community corrected until it stands at the top: p95 {p95:.0f} ms of database time (limit"
        f" {CHANGE_MS} ms), {_p95(whole):.0f} ms with the application; the sums alone {_p95(path):.0f} ms"
    )
    print(told, flush=True)
    return told if p95 > CHANGE_MS else ""


def _page(sizes: Sizes) -> str:
    from allauth.mfa.models import Authenticator
    from django.test import Client

    from linli.areas.rules import AreaCode
    from linli.clock import moment
    from linli.reports.queries.rollup import roll_up_as_known
    from linli.staff.commands import add_user, give_post
    from linli.staff.rights import Role

    now = moment(DAY, datetime.time(9))
    area = AreaCode(sizes.province)
    user = add_user(username="province", full_name="省", password=None, by=None, area=area, now=now)
    give_post(user=user, role=Role.PROVINCE_OFFICER, area=area, from_on=DAY, by=None, now=now)
    # A province's officer opens no door without a second factor.
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "0"})
    client = Client(SERVER_NAME="localhost")
    client.force_login(user)
    address = f"/reports/{sizes.province}/{DAY.isoformat()}/"

    def ask() -> None:
        answer = client.get(address)
        assert answer.status_code == 200  # noqa: S101

    def roll_up() -> None:
        roll_up_as_known(area=area, day=DAY, at=moment(DAY, datetime.time(16)))

    page = _p95(timed.times(ask, rounds=sizes.rounds))
    known = _p95(timed.times(roll_up, rounds=3))
    told = (
        f"nation, the page of a province ({sizes.province}): p95 {page:.0f} ms (limit {PAGE_MS} ms); as it was known at a"
        f" moment, added up from the reports {known:.0f} ms"
    )
    print(told, flush=True)
    return told if page > PAGE_MS else ""


def _p95(taken: list[float]) -> float:
    return timed.p95(sorted(taken))


@contextmanager
def _database_seconds() -> Iterator[list[float]]:
    """Count the seconds spent inside statements of the block."""
    from django.db import connection

    spent = [0.0]

    def timed(execute, sql, params, many, context):  # type: ignore[no-untyped-def]  # Django's own shape
        begun = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            spent[0] += time.perf_counter() - begun

    with connection.execute_wrapper(timed):
        yield spent


def main() -> None:
    """Measure on PostgreSQL."""
    fresh.end(fresh.on_postgresql(partial(measure, sizes=WHOLE)))


if __name__ == "__main__":
    main()
