"""Which paper for whom, and how a text is filled."""

from datetime import date, timedelta

import pytest

from linli.observation.rules import State
from linli.papers.rules import (
    BLANK,
    PLACEHOLDERS,
    Kind,
    Line,
    LooseBrace,
    UnknownPlaceholders,
    check_body,
    day_words,
    fill,
    fits,
    mask_name,
    number_of,
)

FITTING = {
    (Kind.NOTICE, State.OBSERVING),
    (Kind.COMMITMENT, State.OBSERVING),
    (Kind.RELEASE, State.RELEASED),
    (Kind.COMPLETION, State.RELEASED),
    (Kind.RESIDENCE, State.OBSERVING),
    (Kind.RESIDENCE, State.RELEASED),
    (Kind.RESIDENCE, State.OVER_BEFORE),
}
LAST = date(2020, 2, 9)


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("state", list(State))
def test_which_paper_in_which_state(kind: Kind, state: State) -> None:
    assert fits(kind=kind, state=state, began_on=LAST, last_on=LAST) is ((kind, state) in FITTING)


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("state", list(State))
def test_no_paper_tells_of_an_observation_that_never_was(kind: Kind, state: State) -> None:
    told = fits(kind=kind, state=state, began_on=LAST + timedelta(days=1), last_on=LAST)
    assert told is (kind == Kind.RESIDENCE and (kind, state) in FITTING)


def test_there_are_five_papers_and_two_of_them_certificates() -> None:
    assert [kind.value for kind in Kind] == ["NOTICE", "COMMITMENT", "RELEASE", "COMPLETION", "RESIDENCE"]


def test_a_text_becomes_paragraphs_and_items() -> None:
    lines = fill(
        body="{name}：\n\n - 到{last_day}24时止 \n", values={"name": "王芳", "last_day": "2020年2月9日"}
    )
    assert lines == (Line("王芳：", is_item=False), Line("到2020年2月9日24时止", is_item=True))


@pytest.mark.parametrize(
    "name", ["#let a", "*王*_芳_", "$x$", "@王", "<王>", "{phone}", "王\\芳", "`王`", "= 王"]
)
def test_a_value_stays_what_it_is(name: str) -> None:
    assert fill(body="兹证明{name}住此。", values={"name": name, "phone": "1"}) == (
        Line(f"兹证明{name}住此。", is_item=False),
    )


@pytest.mark.parametrize("values", [{}, {"phone": ""}])
def test_what_nobody_wrote_down_is_left_to_be_written_in(values: dict[str, str]) -> None:
    assert fill(body="电话 {phone}", values=values)[0].words == f"电话 {BLANK}"


@pytest.mark.parametrize(
    ("body", "unknown"),
    [
        ("{nam}", ("nam",)),
        ("{name}{Name}{身份证}{Name}", ("Name", "身份证")),
        ("{}", ("",)),
        ("{ name }", (" name ",)),
        ("{name.__class__}", ("name.__class__",)),
    ],
)
def test_unknown_placeholders_are_named_once_in_order(body: str, unknown: tuple[str, ...]) -> None:
    with pytest.raises(UnknownPlaceholders) as told:
        check_body(body=body)
    assert told.value.args == unknown


@pytest.mark.parametrize("body", ["{name", "name}", "{{name}}", "第一行\n到 } 止"])
def test_a_brace_without_its_partner_is_refused(body: str) -> None:
    with pytest.raises(LooseBrace):
        check_body(body=body)


def test_every_placeholder_is_known() -> None:
    check_body(body="".join(f"{{{name}}}" for name in PLACEHOLDERS))


@pytest.mark.parametrize(
    ("name", "masked"), [("王芳", "王*"), ("欧阳外地", "欧***"), ("王", "王*"), ("Ann Lee", "A******")]
)
def test_a_name_that_anybody_may_see(name: str, masked: str) -> None:
    assert mask_name(name=name) == masked


@pytest.mark.parametrize(("serial", "number"), [(1, "2020-0001"), (9999, "2020-9999"), (10000, "2020-10000")])
def test_numbers(serial: int, number: str) -> None:
    assert number_of(year=2020, serial=serial) == number


def test_a_day_in_words() -> None:
    assert day_words(date(2020, 2, 9)) == "2020年2月9日"
