"""What is read of a list, at its edges."""

from datetime import date

import pytest

from linli.areas.naming import called_among, meant, smallest_over
from linli.sheets.workbooks import Sheet
from linli.staff.rights import Role
from linli.staff_lists.rules.columns import MOST_ROWS, NoHead, RowSaid, TooManyRows, read_list
from linli.staff_lists.rules.rows import Facts, Fault, Question, judge, places_of_role
from linli.staff_lists.rules.words import day_said, role_said, username_for

NAMES = {
    "340102": "瑶海区",
    "340102001": "明光路街道",
    "340102001001": "明光路社区居委会",
    "340102001002": "胜利路社区居委会",
    "340102002": "车站街道",
    "340102002001": "胜利路社区居委会",
}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("340102001001", {"340102001001"}),
        ("340102009", set()),
        ("瑶海区", {"340102"}),
        ("明光路", {"340102001", "340102001001"}),
        ("胜利路社区", {"340102001002", "340102002001"}),
        ("车站街道胜利路", {"340102002001"}),
        ("金大塘", set()),
        ("", set()),
    ],
)
def test_a_text_means_places(text: str, codes: set[str]) -> None:
    assert set(called_among(text=text, names=NAMES)) == codes


def test_a_whole_name_is_meant_and_part_of_one_is_asked() -> None:
    both = called_among(text="明光路", names=NAMES)
    assert meant(text="明光路", called=both) is None
    assert meant(text="明光路街道", called=both) == "340102001"
    community = places_of_role(places=both, role=Role.SECRETARY)
    assert meant(text="明光路", called=community) == "340102001001"
    assert meant(text="明光", called=community) is None
    assert meant(text="胜利路社区居委会", called=called_among(text="胜利路", names=NAMES)) is None


@pytest.mark.parametrize(
    ("codes", "over"),
    [
        (["340102001001", "340102001002"], "340102001"),
        (["340102001001", "340102002001"], "340102"),
        (["340102001001", "340102"], "340102"),
        (["340102001001001"], "340102001001001"),
        (["34", "31"], None),
        ([], None),
    ],
)
def test_the_smallest_area_holds_all(codes: list[str], over: str | None) -> None:
    assert smallest_over(codes=codes) == over


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("社区书记", Role.SECRETARY),
        (" 书 记 ", Role.SECRETARY),
        ("街道（乡镇）工作人员", Role.TOWNSHIP_OFFICER),
        ("街道(乡镇)工作人员", Role.TOWNSHIP_OFFICER),
        ("民警", Role.POLICE),
        ("志愿者", None),
        ("省长", None),
        ("", None),
    ],
)
def test_roles_are_read_in_the_words_of_the_lists(text: str, role: Role | None) -> None:
    assert role_said(text=text) is role


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2020-02-01", date(2020, 2, 1)),
        ("2020.2.1", date(2020, 2, 1)),
        ("2020年2月1日", date(2020, 2, 1)),
        ("2020-02-30", None),
        ("2月1日", date(2020, 2, 1)),
        ("1.30", None),
        ("13月1日", None),
        ("明天", None),
    ],
)
def test_days_are_whole_or_none(text: str, day: date | None) -> None:
    assert day_said(text=text, year=2020) == day


def test_a_user_name_is_made_that_nobody_has() -> None:
    assert username_for(sound="zhangsan", taken=()) == "zhangsan"
    assert username_for(sound="zhangsan", taken={"zhangsan", "zhangsan2"}) == "zhangsan3"
    assert username_for(sound="lüyi", taken=()) == "lyi"
    assert username_for(sound="·", taken=()) == "user"


def test_a_list_has_a_head_and_its_empty_rows_are_nobody() -> None:
    rows = (
        ("某某区人员名单", None, None, None),
        ("姓 名", "岗位（照说明）", "地区", "手机"),
        ("孙怡", "社区书记", 340102001001, 13700000000),
        (None, None, None, None),
        ("钱多", None, "胜利路", None),
        ("合计", "2人", None, None),
        ("合计 2 人", None, None, None),
    )
    said = read_list(sheets=[Sheet("说明", (("随便", "什么"),)), Sheet("名单", rows)])
    assert said.rows == (
        RowSaid(3, "孙怡", "", "社区书记", "340102001001", "", "13700000000"),
        RowSaid(5, "钱多", "", "", "胜利路", ""),
    )
    with pytest.raises(NoHead):
        read_list(sheets=[Sheet("x", (("姓名", "电话"), ("孙怡", "1")))])
    many = (("姓名", "地区"), *((f"人{n}", "胜利路") for n in range(MOST_ROWS + 1)))
    with pytest.raises(TooManyRows):
        read_list(sheets=[Sheet("x", many)])
    assert len(read_list(sheets=[Sheet("x", many[:-1])]).rows) == MOST_ROWS


ONE = {"340102001001": "明光路社区居委会"}
TWO = {"340102001002": "胜利路社区居委会", "340102002001": "胜利路社区居委会"}


@pytest.mark.parametrize(
    ("said", "facts", "fault", "question"),
    [
        ({}, {}, None, None),
        ({"name": ""}, {}, Fault.NO_NAME, None),
        ({"username": "a b"}, {}, Fault.USERNAME_BLANK, None),
        ({"area": ""}, {"places": {}}, Fault.NO_AREA, None),
        ({}, {"places": {}}, Fault.UNKNOWN_AREA, None),
        ({}, {"places": TWO}, None, Question.WHICH_AREA),
        ({}, {"places": TWO, "chosen": "340102002001"}, None, None),
        ({"role": "省长"}, {}, Fault.UNKNOWN_ROLE, None),
        ({"role": ""}, {}, None, None),
        ({"role": "街道工作人员"}, {}, Fault.WRONG_LEVEL, None),
        ({"from_on": "明天"}, {}, Fault.WRONG_DAY, None),
        ({"phone": "139551122088"}, {}, Fault.BAD_PHONE, None),
        ({"phone": "139 5511 2208"}, {}, None, None),
        ({}, {"places": {}, "is_above": True}, Fault.ABOVE_YOURS, None),
        ({}, {"repeated": True}, Fault.TWICE, None),
        ({"username": "sun"}, {"username_free": False}, Fault.USERNAME_TAKEN, None),
        ({}, {"alike": ("sunyi",)}, None, Question.SAME_PERSON),
        ({}, {"alike": ("sunyi",), "answer": "other"}, None, Question.SAME_PERSON),
        ({}, {"alike": ("sunyi",), "answer": "sunyi"}, None, None),
        ({}, {"alike": ("sunyi",), "answer": "NEW"}, None, None),
        ({"username": "sunyi"}, {"alike": ("sunyi",), "username_free": False}, None, Question.SAME_PERSON),
        (
            {"username": "sunyi"},
            {"alike": ("sunyi",), "username_free": False, "answer": "NEW"},
            Fault.USERNAME_TAKEN,
            None,
        ),
    ],
)
def test_a_row_is_added_asked_about_or_left_out(
    said: dict[str, str], facts: dict[str, object], fault: Fault | None, question: Question | None
) -> None:
    row = {
        "name": "孙怡",
        "username": "",
        "role": "社区书记",
        "area": "明光路",
        "from_on": "",
        "phone": "",
        **said,
    }
    known = {
        "places": ONE,
        "chosen": "",
        "alike": (),
        "answer": "",
        "username_free": True,
        "repeated": False,
        "year": 2020,
    }
    judged = judge(**row, facts=Facts(**(known | facts)))  # type: ignore[arg-type]
    assert (judged.fault, judged.question) == (fault, question)
    assert judged.may_be_added is (fault is None and question is None)


@pytest.mark.parametrize(
    ("facts", "asks"),
    [
        ({}, ()),
        ({"places": TWO, "chosen": "340102002001"}, (Question.WHICH_AREA,)),
        ({"alike": ("sunyi",), "answer": "sunyi"}, (Question.SAME_PERSON,)),
        ({"places": TWO, "chosen": "340102002001", "alike": ("a",)}, tuple(Question)),
        ({"places": TWO, "alike": ("a",)}, (Question.WHICH_AREA,)),
        ({"alike": ("a",), "repeated": True}, ()),
    ],
)
def test_what_was_answered_may_be_answered_anew(facts: dict[str, object], asks: tuple[Question, ...]) -> None:
    row = {"name": "孙怡", "username": "", "role": "社区书记", "area": "胜利路", "from_on": "", "phone": ""}
    known = {
        "places": ONE,
        "chosen": "",
        "alike": (),
        "answer": "",
        "username_free": True,
        "repeated": False,
        "year": 2020,
    }
    assert judge(**row, facts=Facts(**(known | facts))).asks == asks  # type: ignore[arg-type]
