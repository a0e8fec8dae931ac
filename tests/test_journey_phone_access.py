"""Everybody can use every screen of the phone: axe finds nothing, targets take a thumb, nothing is cut off at 200 %."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from tests.phone_in_browser import Doors, Hold, open_app, open_offline, record

AXE = Path(settings.BASE_DIR) / "web" / "node_modules" / "axe-core" / "axe.min.js"
pytestmark = [
    pytest.mark.once,
    pytest.mark.journey,
    pytest.mark.skipif(not AXE.exists(), reason="axe is missing: npm ci in web/"),
    pytest.mark.usefixtures("reference_rows"),
]
SCREENS = [
    "",
    "h",
    "card",
    "need",
    "new/",
    "emergency/",
    "outbox/",
    "changes/",
    "tally/",
    "more/",
    "settings/",
    "scan/",
]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}
SMALL = """() => [...document.querySelectorAll('a, button, input, textarea')].filter(one => {
  const { width, height } = one.getBoundingClientRect();
  return width && (height < (one.matches('.status-line') ? 44 : 60) || width < 44);
}).map(one => one.outerHTML.slice(0, 120))"""


def _go(page: Page, screen: str, household: Any) -> None:
    page.goto(f"/w/{screen}/{household}/" if screen in {"h", "card", "need"} else f"/w/{screen}")
    expect(page.locator("main")).to_be_visible()
    page.wait_for_timeout(200)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_screen_passes_axe_and_takes_a_thumb(hold: Hold, doors: Doors, language: str) -> None:
    household = doors(3)[0].person.household_id
    context = hold()
    page = open_offline(context)
    record(page, "住户03")
    page.evaluate(f"localStorage.setItem('linli-language', '{language}')")
    found: dict[str, Any] = {}

    for screen in SCREENS:
        _go(page, screen, household)
        page.evaluate(AXE.read_text() + ";true")
        seen = page.evaluate("rules => axe.run(rules)", RULES)["violations"]
        found[screen] = [(one["id"], one["nodes"][0]["html"]) for one in seen] + page.evaluate(SMALL)

    assert {screen: faults for screen, faults in found.items() if faults} == {}


@pytest.mark.parametrize("width", [360, 180])
def test_no_screen_is_wider_than_the_phone_at_200_percent_too(hold: Hold, doors: Doors, width: int) -> None:
    household = doors(1)[0].person.household_id
    page = open_app(hold(viewport={"width": width, "height": width * 16 // 9}))

    widths = {}
    for screen in SCREENS:
        _go(page, screen, household)
        widths[screen] = page.evaluate("document.documentElement.scrollWidth")

    assert {screen: wide for screen, wide in widths.items() if wide > width} == {}
