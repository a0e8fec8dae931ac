"""The two rosters of the demonstration, as files that the importer reads. Every person in them is invented.

ID numbers carry a county code that was never given out and phones a block without subscribers.
"""

import io
from datetime import date, timedelta
from random import Random
from typing import Final

import xlsxwriter

from linli.people.rules import check_digit

NO_SUCH_COUNTY: Final = "349901"
SURNAMES: Final = "王李张刘陈杨赵黄周吴徐孙马朱胡郭何高林罗"
GIVEN: Final = tuple("芳 伟 秀英 建国 敏 静 丽 强 磊 洋 艳 勇 军 杰 娟 涛 明 桂兰 子涵 浩然".split())
ORIGINS: Final = tuple(
    "湖北省武汉市 湖北省武汉市 湖北省孝感市 湖北省黄冈市 上海市 浙江省温州市 河南省信阳市".split()
)
JOURNEYS: Final = (("火车", "G1722"), ("火车", "D3048"), ("自驾", ""), ("大巴", ""))
PLAIN: Final = (
    "姓名 性别 身份证号 联系电话 现住址 来源地 离开时间 到达时间 交通方式 车次/航班号 体温 症状 网格".split()
)


def _people(*, rng: Random, count: int, arrived: date, first_number: int) -> list[list[str]]:
    rows = []
    for number in range(first_number, first_number + count):
        born = date(rng.randint(1940, 2008), rng.randint(1, 12), rng.randint(1, 28))
        body = f"{NO_SUCH_COUNTY}{born:%Y%m%d}{number:03}"
        day = arrived - timedelta(days=rng.randint(0, 7))
        building = rng.randint(1, 9)
        transport, vehicle = rng.choice(JOURNEYS)
        rows.append(
            [
                rng.choice(SURNAMES) + rng.choice(GIVEN),
                "男" if number % 2 else "女",
                body + check_digit(body=body),
                f"1300000{number:04}",
                f"{building}栋{rng.randint(1, 3)}单元{rng.randint(1, 6)}0{rng.randint(1, 4)}室",
                rng.choice(ORIGINS),
                (day - timedelta(days=rng.randint(0, 1))).isoformat(),
                day.isoformat(),
                transport,
                vehicle,
                rng.choice(["36.2", "36.4", "36.5", "36.6", "36.8", "37.0"]),
                "无",
                ("第一网格", "第二网格", "第三网格")[(building - 1) // 3],
            ]
        )
    return rows


def plain_roster(*, rng: Random, arrived: date) -> bytes:
    """Make the first roster: one header row, 42 people, one of them twice and one with a mistyped ID number."""
    rows = _people(rng=rng, count=42, arrived=arrived, first_number=1)
    rows.append(rows[4])
    wrong = list(rows[7])
    wrong[2] = wrong[2][:-1] + ("1" if wrong[2][-1] != "1" else "2")
    rows.append(wrong)
    return _file([PLAIN], rows)


def township_roster(*, rng: Random, arrived: date) -> bytes:
    """Make the second roster: a township's form with a title and two header rows, 18 people."""
    groups = ["基本情况", "", "", "", "", "行程", "", "", "", "", "健康状况", "", "管理"]
    return _file(
        [["外地返回人员排查登记表"], groups, PLAIN],
        _people(rng=rng, count=18, arrived=arrived, first_number=101),
    )


def _file(head: list[list[str]], rows: list[list[str]]) -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    sheet = book.add_worksheet("花名册")
    for number, row in enumerate([*head, *rows]):
        for column, text in enumerate(row):
            sheet.write_string(number, column, text)
    book.close()
    return file.getvalue()
