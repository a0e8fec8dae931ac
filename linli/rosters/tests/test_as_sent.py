"""A roster of fourteen rows as people send them: everybody whom a person can read is registered, in one round."""

import io

import openpyxl
import pytest
from django.test import Client
from openpyxl.worksheet.worksheet import Worksheet

from linli.observation.models import Observation
from linli.people.models import Person
from linli.people.queries.people import numbers_of
from linli.rosters.models import RosterRow
from linli.rosters.tests.acts import upload

# Two header rows, merged downwards and sideways, under a title.
TITLE = "明光路社区武汉及湖北返乡人员登记表（2020年1月27日）"
HEADS = (
    "序号",
    "姓名",
    "性别",
    "证件号码",
    "联系电话",
    "现住址",
    "从何地返回",
    "返回日期",
    "体温情况",
    None,
    "备注",
)
SECOND = (None, None, None, None, None, None, None, None, "体温", "有无症状", None)
ROWS = [
    (1, "王建国", "男", "340102196503150216", "13955110001", "明光路12号501", "湖北省武汉市", "1月21日", "36.5/36.8", "无", None),
    (2, "李秀英", "女", "340102196705201229", "同上", "同上", "同上", "同上", "36.4", "无", "妻子"),
    (3, "王小宝", "男", None, "〃", "〃", "〃", "〃", "未测", "无", "孙子，2019年12月出生，无证件"),
    (4, "张伟", "男", "护照E12345678", "13955110002", "3栋1单元102", "湖北孝感", "2020.1.22", 36.6, "无", None),
    (5, "陈美玲", "女", "H1234567801（港澳）", "13955110003、0551-62345678", "3栋1单元103", "武汉", "1/22", "36.6℃", "无", None),
    (6, "刘洋", "男", "拒绝登记", "拒绝", "4栋2单元301", "武汉", "1月23日", "拒测", None, "拒绝提供证件和电话"),
    (7, "赵磊", "男", "340102198803152319", "座机0551-62340007", "4栋2单元302", "湖北黄冈", "20200123", "36.3", "无", "独居"),
    (8, "孙丽", "女", "340102199001011228", "13955110006", "王庄村3组", "湖北省荆州市", "1月20日", "37.6", "咳嗽", None),
    (9, "周强", "男", "340102199203150234", "13955110007", "王庄村3组", "湖北省荆州市", "1月20日", "36.5", "无", None),
    (10, "吴敏", "女", "340102199503150244", "13955110008", "5栋 201", "武汉（1月23日离汉）", "1月26日", "36.5", "无", None),
    (11, "郑涛", "男", "340102198703150252", "+86 139 5511 0009", "5栋1单元202", "武汉", "43852", "36.2", "无", None),
    (12, "冯雪", "女", "340102198905200262", "13955110010", "6栋1单元101", "黑龙江省哈尔滨市", "1月24日", "365", "无", None),
    (13, "何静（孕妇）", "女", "340102199105200285", "13955110011", "6栋102", "武汉市", "1月19日晚", "36.7", "轻微乏力", None),
    (14, "许磊 许芳（夫妻）", None, None, "13955110012", "7栋1单元101", "湖北省宜昌市", "1月22日", "36.5", "无", None),
]  # fmt: skip


def sheet_as_sent() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.append([TITLE])
    for row in (HEADS, SECOND, *ROWS):
        sheet.append(list(row))
    sheet.append(["填表人：王书记", None, None, None, "填表时间：2020年1月27日"])
    sheet.merge_cells("A1:K1")
    for column in "ABCDEFGHK":
        sheet.merge_cells(f"{column}2:{column}3")
    sheet.merge_cells("I2:J2")
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


# Rows of the file: of a cell with two names somebody must make two rows.
SEVERAL_IN_ONE = 17
TOLD_OF = {
    4: "体温",  # 36.5/36.8
    5: "同上",
    6: "同上",
    8: "几个电话",
    9: "待补信息",
    11: "没有写到门牌",
    12: "没有写到门牌",
    15: "体温",  # 365
}


@pytest.mark.django_db
def test_everybody_whom_a_person_can_read_is_registered_in_one_round(secretary_client: Client) -> None:
    roster = upload(secretary_client, sheet_as_sent(), "返乡人员0127.xlsx")

    rows = {row.row_number: row for row in RosterRow.objects.filter(roster=roster)}
    assert sorted(rows) == list(range(4, 18))
    assert [n for n, row in rows.items() if row.outcome != "NEW"] == [SEVERAL_IN_ONE]
    assert "一人一行" in rows[SEVERAL_IN_ONE].message
    for number, words in TOLD_OF.items():
        assert words in rows[number].message, number
    assert Observation.objects.filter(state="OBSERVING").count() == 13
    people = {person.name: person for person in Person.objects.select_related("household")}
    family = [people[name] for name in ("王建国", "李秀英", "王小宝")]
    assert len({one.household_id for one in family}) == 1  # ditto is the row above
    assert people["孙丽"].household_id != people["周强"].household_id  # a group is no household
    arrivals = {
        one.person.name: one.arrival for one in Observation.objects.select_related("arrival", "person")
    }
    assert {arrivals[one.name].arrived_on.isoformat() for one in family} == {"2020-01-21"}
    assert {arrivals[name].origin_class for name in ("张伟", "赵磊", "周强")} == {"HUBEI"}
    assert arrivals["郑涛"].arrived_on.isoformat() == "2020-01-22"  # 43852, as Excel counts days
    # Nothing that was read is dropped: what has no field stands in the note.
    assert "36.5/36.8" in arrivals["王建国"].note
    assert "2019年12月出生" in arrivals["王小宝"].note
    assert "0551-62345678" in arrivals["陈美玲"].note
    assert "拒绝提供证件和电话" in arrivals["刘洋"].note
    assert "孕妇" in arrivals["何静"].note
    papers = {name: numbers_of(person=people[name]) for name in ("张伟", "陈美玲", "王小宝", "刘洋")}
    assert papers["张伟"][0] == "E12345678"
    assert papers["陈美玲"][0] == "H1234567801"
    assert papers["王小宝"][0] == papers["刘洋"][0] == ""
