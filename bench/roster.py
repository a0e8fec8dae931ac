"""How long a roster of 20,000 rows takes, from the file to the last duty, on a fresh SQLite database.

Run: python -m bench.roster. Prints seconds; asserts nothing about them.
"""

import datetime
import io
import random
import time
from dataclasses import dataclass
from functools import partial
from typing import Final

import xlsxwriter

from bench import fresh

DAY = datetime.date(2020, 1, 27)
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


@dataclass(frozen=True)
class Sizes:
    """How many rows the roster has."""

    rows: int


WHOLE: Final = Sizes(rows=20_000)
SMALL: Final = Sizes(rows=20)


def id_number(rng: random.Random, number: int) -> str:
    """Make a valid invented ID number."""
    born = datetime.date(rng.randint(1940, 2010), rng.randint(1, 12), rng.randint(1, 28))
    body = f"{rng.choice(['340102', '340103', '420106'])}{born:%Y%m%d}{number % 1000:03}"
    return body + "10X98765432"[sum(w * int(d) for w, d in zip(WEIGHTS, body, strict=True)) % 11]


def roster(rows: int) -> bytes:
    """Make a roster of invented people; every tenth has a symptom, every hundredth a fever."""
    rng = random.Random(20200127)  # noqa: S311 (invented people)
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    sheet = book.add_worksheet("花名册")
    headers = "姓名 性别 身份证号 联系电话 现住址 来源地 离开时间 到达时间 交通方式 车次 体温 症状"
    sheet.write_row(0, 0, headers.split())
    for n in range(rows):
        sheet.write_row(
            n + 1,
            0,
            [
                rng.choice("王李张刘陈杨赵黄周吴")
                + rng.choice("芳敏静丽强磊军洋勇艳")
                + rng.choice("伟明华平刚"),
                "",
                id_number(rng, n),
                f"13{n:09}",
                f"{rng.randint(1, 99)}栋{rng.randint(1, 4)}单元{rng.randint(1, 30)}0{rng.randint(1, 4)}室",
                rng.choice(["湖北省武汉市", "湖北省孝感市", "上海市"]),
                "2020-01-22",
                "2020-01-23",
                "火车",
                "G1234",
                38.1 if n % 100 == 0 else 36.5,
                "咳嗽" if n % 10 == 0 else "无",
            ],
        )
    book.close()
    return file.getvalue()


def measure(*, sizes: Sizes) -> list[str]:
    """Import a roster and print how long each part took; there is no limit to go over."""
    from django.db import connection

    from linli.areas.models import Area
    from linli.areas.rules import AreaCode
    from linli.clock import moment
    from linli.duties.models import Duty
    from linli.rosters import commands
    from linli.rosters.preview import preview, workbook_of
    from linli.rosters.queries import outcome_counts
    from linli.staff.rules import OPERATOR

    community = AreaCode("340102001001")
    Area.objects.create(code=community, name="明光路社区", level=community.level)
    content = roster(sizes.rows)
    now = moment(DAY, datetime.time(8))
    begun = time.perf_counter()
    received = commands.receive_roster(
        community=community,
        filename="roster.xlsx",
        content=content,
        year=2020,
        on=DAY,
        by=OPERATOR,
        now=now,
    )
    sheets = preview(workbook=workbook_of(roster=received), community=received.area)
    answers = {s.name: [c.field or "" for c in s.columns] for s in sheets}
    commands.confirm_mapping(roster=received, sheets=sheets, answers=answers, by=OPERATOR, now=now)
    read = time.perf_counter()
    commands.run_import(roster=received, by=OPERATOR, now=now, progress=lambda done, total: None)
    done = time.perf_counter()
    duties = Duty.objects.filter(county=community.county).count()
    with connection.cursor() as cursor:
        cursor.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
        size = cursor.fetchone()[0] / 1e6
    print(
        f"roster of {sizes.rows:,} rows on SQLite: {done - begun:.1f} s (received and mapped {read - begun:.1f} s)"
    )
    print(f"  outcomes {outcome_counts(roster=received)}, duties {duties:,}, database {size:.0f} MB")
    return []


def main() -> None:
    """Measure on SQLite."""
    fresh.end(fresh.on_sqlite(partial(measure, sizes=WHOLE)))


if __name__ == "__main__":
    main()
