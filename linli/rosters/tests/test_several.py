import pytest

from linli.rosters.rules.identity import read_identity
from linli.rosters.rules.several import names_several
from linli.sheets.cells import Cell


@pytest.mark.parametrize(
    "cell",
    [
        "王强、李梅",
        "王强，李梅",
        "王强/李梅",
        "王强+2",
        "孙一\n周二",
        "钱三 郑四",
        "钱三 郑四 王五",
        "王强和李梅",
        "王强及家人",
        "吴五夫妇",
        "吴五一家三口",
        "冯六等3人",
        "冯六等",
        "冯六（3人）",
        "母子二人",
        "阿依古丽·买买提、艾力·买买提",
        "阿依古丽·买买提 艾力·买买提",
        "王强 已回",
        "王强 男",
        "王强/男",
        "John Smith, Mary Smith",
    ],
)
def test_a_cell_of_several_persons_is_no_name(cell: Cell) -> None:
    person = read_identity(
        name=cell, id_type=None, id_number=None, phone="13812341234", has_address=True, today=None
    )
    assert person.name == ""
    assert [problem.field for problem in person.problems] == ["name"]


@pytest.mark.parametrize(
    "text",
    [
        "王芳",
        "王 芳",
        "欧 阳 明",
        "欧阳 明",
        "欧阳 娜娜",
        "阿卜杜热合曼·麦麦提",
        "阿卜杜热合曼 麦麦提",
        "李和平",
        "John Smith",
        "Smith, John",
        "王芳（租户）",
    ],
)
def test_one_person_stays_one(text: str) -> None:
    assert not names_several(text=text)


@pytest.mark.parametrize(
    ("name", "phone", "read"),
    [
        ("许七19900000408", "19900000408", ("许七", "19900000408", [])),
        ("许七 199 0000 0408", None, ("许七", "19900000408", [])),
        ("许七（19900000408）", None, ("许七", "19900000408", [])),
        ("许七19900000408", "19900000409", ("许七", "19900000409", ["19900000408"])),
        ("许七340102198503150020", "19900000409", ("许七", "19900000409", ["340102198503150020"])),
    ],
)
def test_a_number_behind_a_name_is_no_part_of_it(
    name: str, phone: str | None, read: tuple[str, str, list[str]]
) -> None:
    person = read_identity(name=name, id_type=None, id_number=None, phone=phone, has_address=True, today=None)
    assert (person.name, person.phone, person.notes) == read
    assert bool(person.warnings) is bool(read[2])
