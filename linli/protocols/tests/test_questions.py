"""Questions as people type them, and what answers one."""

import pytest

from linli.protocols.questions import (
    MOST_QUESTIONS,
    NotALine,
    Question,
    QuestionKind,
    answers,
    lines_of_questions,
    questions_of,
    questions_typed,
    rows_of,
    symptoms_typed,
    unanswerable,
)

LINES = """是非 | 最近去过集市吗 | Been to a market

单选 ｜ 戴口罩吗 | Mask | 一直戴=Always、有时戴=Sometimes
数字 | 家里来过几个人 | Visitors
文字 | 去过哪里"""


def test_a_line_is_a_question_and_the_same_words_have_the_same_code() -> None:
    asked = questions_typed(lines=LINES)

    assert [one.kind for one in asked] == list(QuestionKind)
    assert [(one.zh, one.en) for one in asked][2:] == [("家里来过几个人", "Visitors"), ("去过哪里", "")]
    assert [one.en for one in asked[1].choices] == ["Always", "Sometimes"]
    assert questions_typed(lines="文字 | 去过哪里 | Where to")[0].code == asked[3].code


def test_what_is_typed_kept_and_shown_is_the_same() -> None:
    asked = questions_typed(lines=LINES)
    assert questions_typed(lines=lines_of_questions(asked)) == asked == questions_of(rows_of(asked))


@pytest.mark.parametrize(
    "line",
    [
        "问答 | 去过吗",
        "是非",
        "是非 | ",
        "单选 | 戴口罩吗 | Mask",
        "是非 | 去过吗 | Been | 是=Yes",
        "文字 | 一 | 二 | 三 | 四",
        "数字 | 几个人\n数字 | 几个人",
        "\n".join(f"数字 | 第{n}问" for n in range(MOST_QUESTIONS + 1)),
    ],
)
def test_a_line_that_is_no_question_is_pointed_out(line: str) -> None:
    with pytest.raises(NotALine) as told:
        questions_typed(lines=line)
    assert told.value.args == (len(line.splitlines()),)


def test_a_symptom_needs_its_chinese() -> None:
    assert [(one.zh, one.en) for one in symptoms_typed(lines="耳鸣 | Ringing ears\n皮疹")] == [
        ("耳鸣", "Ringing ears"),
        ("皮疹", ""),
    ]
    with pytest.raises(NotALine):
        symptoms_typed(lines="| Rash")


@pytest.mark.parametrize(
    ("kind", "said", "fits"),
    [
        ("YES_NO", "YES", True),
        ("YES_NO", "UNKNOWN", True),
        ("YES_NO", "MAYBE", False),
        ("YES_NO", "", False),
        ("NUMBER", "0", True),
        ("NUMBER", "-2.25", True),
        ("NUMBER", "999999", True),
        ("NUMBER", "1000000", False),
        ("NUMBER", "1.234", False),
        ("NUMBER", "UNKNOWN", True),
        ("TEXT", "超市", True),
        ("TEXT", " ", False),
        ("TEXT", "长" * 60, True),
        ("TEXT", "长" * 61, False),
    ],
)
def test_what_answers_a_question(kind: str, said: str, *, fits: bool) -> None:
    assert answers(question=Question("Q1", QuestionKind(kind), "问"), said=said) is fits


def test_an_answer_to_nothing_is_named() -> None:
    asked = questions_typed(lines=LINES)
    said = {asked[0].code: "YES", "Q0": "YES", asked[1].code: asked[1].choices[0].code, asked[2].code: "三"}
    assert unanswerable(questions=asked, said=said) == ["Q0", asked[2].code]
