"""An export in a real browser: asked for, agreed to, taken, leaked, traced."""

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Page, expect

from linli.exports.leak_cli import trace_leak
from linli.exports.models import ExportCopy
from linli.observation.models import Observation
from linli.staff.models import User
from linli.staff.rights import Role
from tests.cast import COMMUNITY, TOWNSHIP
from tests.exported import rows_of
from tests.mangled import pasted, rows_in

pytestmark = [
    pytest.mark.once,
    pytest.mark.journey,
    pytest.mark.usefixtures("reference_rows"),
]


def test_export_with_approval_and_the_leak_that_names_it(
    enter: Callable[[User], Page],
    make_user: Callable[..., User],
    observe: Callable[[int], list[Observation]],
    tmp_path: Path,
) -> None:
    secretary = make_user(role=Role.SECRETARY, area=COMMUNITY)
    observe(24)
    page = enter(secretary)

    page.goto("/exports/")
    page.get_by_role("link", name="观察人员名单").click()
    page.get_by_label("联系电话").check()
    page.get_by_label("做什么用").select_option("SUPPLIES")
    page.get_by_label("具体说明").fill("给隔离户送三天的菜")
    page.get_by_role("button", name="看有多少人").click()
    expect(page.get_by_text("这份名单有 24 人。")).to_be_visible()
    expect(page.get_by_text("要第二人批准")).to_be_visible()
    page.get_by_role("button", name="申请导出").click()
    expect(page.get_by_text("已申请，等第二人批准。")).to_be_visible()
    expect(page.get_by_role("button", name="下载一份")).to_have_count(0)

    township = enter(make_user(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP))
    township.goto("/exports/")
    township.get_by_role("link", name="观察人员名单").click()
    expect(township.get_by_text("给隔离户送三天的菜")).to_be_visible()
    expect(township.get_by_text("王芳")).to_have_count(0)
    township.get_by_role("button", name="批准", exact=True).click()
    expect(township.get_by_text("已批准。")).to_be_visible()

    page.reload()
    with page.expect_download() as download:
        page.get_by_role("button", name="下载一份").click()
    content = download.value.path().read_bytes()
    rows = rows_of(content)
    label = ExportCopy.objects.get().label
    for words in (secretary.full_name, "送生活物资（给隔离户送三天的菜）", label):
        assert words in rows[1][0]
    page.goto("/exports/")
    expect(page.get_by_text(label)).to_be_visible()

    leak = _leaked(content, tmp_path / "家人群.xlsx")
    told = CliRunner().invoke(trace_leak, [str(leak), "--json"])
    (named,) = json.loads(told.stdout)["named"]
    assert (told.exit_code, named["label"], named["taken_by"]) == (0, label, secretary.full_name)
    assert named["approved_by"].startswith("Township")

    page.goto(f"/people/{Observation.objects.filter(person__name='王芳')[0].person_id}/")
    page.locator("#looks summary").click()
    expect(page.locator("#looks").get_by_text(label)).to_be_visible()


def _leaked(content: bytes, file: Path) -> Path:
    """Shuffle rows, keep half of them and two columns, in a workbook of somebody else's."""
    rows = rows_in(content)
    random.Random(2).shuffle(rows)  # noqa: S311 (no secret)
    return pasted([row[:2] for row in rows[: len(rows) // 2]], file)
