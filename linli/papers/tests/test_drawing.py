"""What stands on the paper."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from linli.observation.models import Observation
from linli.papers.cli import papers as papers_command
from linli.papers.commands import issue_papers, revoke_paper
from linli.papers.drawing import draw
from linli.papers.models import Paper
from linli.papers.rules import Kind
from linli.staff.rules import Viewer
from linli.typesetting.fonts import FontMissing
from linli.typesetting.tests.pdf import pages_of, text_of
from tests.cast import MORNING, MakeObservation

pytestmark = pytest.mark.once

LATER = MORNING + timedelta(days=14, hours=1)


def drawn(papers: list[Paper]) -> bytes:
    return draw(
        papers=papers, links={paper.code: f"https://linli.example/verify/{paper.code}/" for paper in papers}
    )


@pytest.mark.parametrize(
    ("kind", "title", "release_day"),
    [
        (Kind.NOTICE, "居家医学观察告知书", "2020年2月10日起解除"),
        (Kind.COMMITMENT, "居家医学观察承诺书", "2020年2月10日起解除"),
        (Kind.RELEASE, "解除医学观察告知单", "2020年2月10日起解除"),
        (Kind.COMPLETION, "居家观察期满证明", "2020年2月10日起解除"),
    ],
)
def test_a_paper_names_the_person_and_its_last_day_in_full(
    kind: Kind,
    title: str,
    release_day: str,
    make_observation: MakeObservation,
    make_released: Callable[..., Observation],
    secretary: Viewer,
) -> None:
    make = make_observation if kind in {Kind.NOTICE, Kind.COMMITMENT} else make_released
    issued = issue_papers(
        observations=[make(name="欧阳芳", address="3栋2单元501室")], kind=kind, by=secretary, now=LATER
    )
    content = drawn(issued)
    words = text_of(content)
    assert content.startswith(b"%PDF")
    for part in (title, "欧阳芳", "3栋2单元501室", "2020年2月9日24时", release_day, issued[0].number):
        assert part in words, part
    assert f"https://linli.example/verify/{issued[0].code}/" in words
    assert pages_of(content) == 1


def test_a_residence_proof_tells_nothing_of_an_observation(
    observation: Observation, secretary: Viewer
) -> None:
    words = text_of(
        drawn(issue_papers(observations=[observation], kind=Kind.RESIDENCE, by=secretary, now=MORNING))
    )
    assert "居住证明" in words
    assert "王芳" in words
    assert "2020年2月9日" not in words
    assert "观察" not in words


@pytest.mark.parametrize("name", ["#王*_芳_", "$x$@<b>", "王[芳]{name}", "`王`~芳", "王//芳\\"])
def test_no_name_is_read_as_markup(name: str, observation: Observation, secretary: Viewer) -> None:
    observation.person.name = name
    observation.person.save()
    issued = issue_papers(observations=[observation], kind=Kind.RESIDENCE, by=secretary, now=MORNING)
    assert f"兹证明{name}" in text_of(drawn(issued))


def test_the_same_paper_gives_the_same_bytes(observation: Observation, secretary: Viewer) -> None:
    issued = issue_papers(observations=[observation], kind=Kind.NOTICE, by=secretary, now=MORNING)
    assert drawn(issued) == drawn(list(Paper.objects.all()))


def test_a_revoked_paper_says_so_across_the_page(observation: Observation, secretary: Viewer) -> None:
    paper = issue_papers(observations=[observation], kind=Kind.NOTICE, by=secretary, now=MORNING)[0]
    assert "已作废" not in text_of(drawn([paper]))
    revoke_paper(paper=paper, reason="姓名写错", by=secretary, now=LATER)
    assert "已作废" in text_of(drawn([Paper.objects.get()]))


def test_many_papers_are_one_file_and_each_counts_its_own_pages(
    make_observation: MakeObservation, secretary: Viewer
) -> None:
    rows = [make_observation(name=name) for name in ("王芳", "李强", "赵敏")]
    content = drawn(issue_papers(observations=rows, kind=Kind.NOTICE, by=secretary, now=MORNING))
    assert pages_of(content) == 3
    assert text_of(content).count("第1页，共1页") == 3


def test_without_the_fonts_it_says_how_to_mend_it(
    tmp_path: Path, settings: Any, observation: Observation, secretary: Viewer
) -> None:
    issued = issue_papers(observations=[observation], kind=Kind.NOTICE, by=secretary, now=MORNING)
    settings.PAPER_FONTS = str(tmp_path)
    with pytest.raises(FontMissing):
        drawn(issued)
    told = CliRunner().invoke(papers_command, ["check"])
    assert told.exit_code == 2
    for part in ("Noto Serif SC", "LINLI_FONTS", "apt-get install fonts-noto-cjk"):
        assert part in told.output


def test_with_the_fonts_the_check_names_them() -> None:
    told = CliRunner().invoke(papers_command, ["check"])
    assert (told.exit_code, "Noto Serif SC、Noto Sans CJK SC" in told.output) == (0, True)


def test_a_rare_name_stands_on_the_paper(make_observation: MakeObservation, secretary: Viewer) -> None:
    issued = issue_papers(
        observations=[make_observation(name="𠮷㛃䶮")], kind=Kind.NOTICE, by=secretary, now=MORNING
    )
    assert "𠮷㛃䶮" in text_of(drawn(issued))


def test_the_notice_of_a_household_says_who_keeps_what_of_it_for_how_long(
    make_observation: MakeObservation, secretary: Viewer
) -> None:
    row = make_observation(name="欧阳芳", address="3栋2单元501室")
    notice, commitment = (
        issue_papers(observations=[row], kind=kind, by=secretary, now=LATER)
        for kind in (Kind.NOTICE, Kind.COMMITMENT)
    )
    words = text_of(drawn(notice))
    for part in ("谁收集：", "观察结束后30天起销毁", "可能给谁：", "怎么问：", "不满十四周岁"):
        assert part in words, part
    assert "谁收集：" not in text_of(drawn(commitment))
