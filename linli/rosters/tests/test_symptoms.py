from decimal import Decimal

import pytest

from linli.rosters.rules.symptoms import BadTemperature, read_symptoms, read_temperature
from linli.sheets.cells import Cell

HEADER = "有无发热咳嗽等症状"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "无",
        "没有",
        "正常",
        "否",
        "未见异常",
        "健康",
        "无异常",
        "一切正常",
        "良好",
        "无症状",
        "none",
        "Normal",
        "×",
        "体温正常，无咳嗽",
    ],
)
def test_nothing_wrong_is_no_symptom(text: str) -> None:
    read = read_symptoms(cell=text, header=HEADER)
    assert (read.codes, read.rest) == ((), "")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("发热", ("FEVER",)),
        ("低烧", ("FEVER",)),
        ("干咳", ("DRY_COUGH",)),
        ("有点咳", ("COUGH",)),
        ("乏力、咽痛", ("FATIGUE", "SORE_THROAT")),
        ("全身无力", ("FATIGUE",)),
        ("没胃口，拉肚子", ("POOR_APPETITE", "DIARRHOEA")),
        ("胸闷 气促 心慌", ("CHEST_TIGHTNESS", "BREATHLESSNESS", "PALPITATIONS")),
        ("头痛、肌肉酸痛、恶心、结膜炎", ("NAUSEA", "HEADACHE", "CONJUNCTIVITIS", "MUSCLE_ACHE")),
        ("无发热", ()),
        ("无发热咳嗽", ()),
        ("没有发热，咳嗽等症状", ()),
        ("未出现发热、咳嗽", ()),
        ("咳嗽，无发热", ("COUGH",)),
        ("无发热，乏力", ("FATIGUE",)),
        ("发热：否", ()),
        ("No fever, dry cough", ("DRY_COUGH",)),
        ("no fever or cough", ()),
    ],
)
def test_symptoms_are_read_and_denials_respected(text: str, codes: tuple[str, ...]) -> None:
    assert read_symptoms(cell=text, header=HEADER).codes == codes


@pytest.mark.parametrize("text", ["鼻塞流涕", "身体不适", "异常", "不正常", "感冒", "有"])
def test_what_no_code_stands_for_is_kept(text: str) -> None:
    read = read_symptoms(cell=text, header=HEADER)
    assert (read.codes, read.rest) == ((), text)


@pytest.mark.parametrize(
    ("text", "header", "codes", "rest"),
    [
        ("是", "是否发热", ("FEVER",), ""),
        ("否", "是否发热", (), ""),
        ("是", HEADER, (), "是"),
        ("是", "身体是否健康", (), ""),
        ("否", "身体是否健康", (), "否"),
        ("有", "健康状况", (), "有"),
    ],
)
def test_a_plain_answer_means_what_its_header_asks(
    text: str, header: str, codes: tuple[str, ...], rest: str
) -> None:
    read = read_symptoms(cell=text, header=header)
    assert (read.codes, read.rest) == (codes, rest)


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        (36.5, "36.5"),
        (37, "37.0"),
        (36.699999999999996, "36.7"),
        ("36.5℃", "36.5"),
        ("36.5度", "36.5"),
        ("36度5", "36.5"),
        ("３６．５", "36.5"),
        ("36,5", "36.5"),
        ("37.25", "37.3"),
        ("34.0", "34.0"),
        ("42.0", "42.0"),
    ],
)
def test_a_temperature_is_read(cell: Cell, read: str) -> None:
    assert str(read_temperature(cell=cell)) == read


@pytest.mark.parametrize("cell", [None, "", "无", "正常", "-"])
def test_no_temperature_is_none(cell: Cell) -> None:
    assert read_temperature(cell=cell) is None


@pytest.mark.parametrize("cell", ["33.9", "42.1", "365", 365, "abc", "36.5/36.8", 0])
def test_an_unbelievable_temperature_is_refused(cell: Cell) -> None:
    with pytest.raises(BadTemperature):
        read_temperature(cell=cell)


def test_a_temperature_is_a_decimal() -> None:
    assert read_temperature(cell=36.5) == Decimal("36.5")
