"""A photograph in a real browser: shrunk, kept while there is no network, sent apart from the records, seen at the desk."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import pytest
from django.conf import settings as as_set
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from linli.messages import PictureKind
from linli.people.models import Household
from linli.phone import pictures
from linli.pictures.commands.keeping import open_picture
from linli.pictures.models import Picture
from linli.staff.models import User
from linli.staff.rights import Role
from tests.cast import GRID
from tests.phone_in_browser import SHAPE, Doors, network_back, open_app, open_offline, type_password

pytestmark = [
    pytest.mark.journey,
    pytest.mark.usefixtures("reference_rows"),
    pytest.mark.once,
]
KIND: Final = "DOOR_PLATE"
DOOR: Final = "**/api/v1/pictures?*"
# Noise, so that it does not compress: 12 million pixels weigh far more than 200 KB.
TAKE: Final = """async ([chunk, shown]) => {
  const canvas = document.createElement("canvas");
  canvas.width = 4000;
  canvas.height = 3000;
  const context = canvas.getContext("2d");
  for (let n = 0; n < 20000; n++) {
    context.fillStyle = `hsl(${(n * 137) % 360}, 70%, ${20 + (n % 60)}%)`;
    context.fillRect((n * 7919) % 4000, (n * 104729) % 3000, 60, 60);
  }
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.95));
  const { take } = await import(chunk);
  const taken = await take(blob, shown);
  return { ...taken, chosen: blob.size };
}"""


@pytest.fixture(autouse=True)
def planted(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> None:
    settings.PICTURES_DIR = tmp_path / "pictures"

    def takes(_viewer: object, subject: UUID) -> str | None:
        return Household.objects.filter(pk=subject).values_list("area", flat=True).first()

    kind = PictureKind(KIND, takes, lambda _viewer, _subject: True)
    monkeypatch.setattr(pictures, "KINDS", (kind,))


@pytest.fixture
def held(
    browser: Browser, live_server: LiveServer, make_user: Callable[..., User]
) -> Iterator[BrowserContext]:
    """Put a phone into a worker's hand, at whatever hour."""
    context = browser.new_context(base_url=live_server.url, **SHAPE)
    page = context.new_page()
    page.goto("/sign-in/?next=/w/")
    type_password(page, make_user(role=Role.GRID_WORKER, area=GRID))
    expect(page.get_by_role("heading", name="今天要走的门")).to_be_visible()
    page.close()
    yield context
    context.close()


def take(page: Page, subject: UUID) -> dict[str, Any]:
    (chunk,) = (Path(as_set.STATIC_ROOT) / "phone" / "assets").glob("pictures-????????.js")
    shown = {"kind": KIND, "subject": str(subject), "title": "门牌"}
    taken: dict[str, Any] = page.evaluate(TAKE, [f"/static/phone/assets/{chunk.name}", shown])
    return taken


def test_a_photograph_is_shrunk_and_sent_by_itself(held: BrowserContext, doors: Doors) -> None:
    home = doors(1)[0].person.household
    assert home is not None
    page = open_app(held)

    with page.expect_response(DOOR) as answer:
        taken = take(page, home.pk)

    assert answer.value.status == 200
    assert int(answer.value.request.all_headers()["content-length"]) <= 200 * 1024
    assert taken["is"] == "kept"
    assert taken["chosen"] > 500 * 1024
    row = Picture.objects.get()
    assert (str(row.pk), row.subject, row.width, row.height) == (
        taken["id"],
        home.pk,
        row.width,
        row.width * 3 // 4,
    )
    assert row.width <= 1600
    assert open_picture(picture=row, by=row.taken_by, now=row.received_at)
    page.goto("/w/outbox/")
    expect(page.get_by_text("没有要上传的。")).to_be_visible()


def test_without_a_network_it_waits_and_is_told_and_goes_by_itself_afterwards(
    held: BrowserContext, doors: Doors
) -> None:
    home = doors(1)[0].person.household
    assert home is not None
    page = open_offline(held)
    take(page, home.pk)
    page.evaluate("history.pushState(null, '', '/w/outbox/'); dispatchEvent(new PopStateEvent('popstate'))")
    expect(page.get_by_role("heading", name="没有上传的照片 1")).to_be_visible()
    expect(page.get_by_text("门牌")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="没有上传的照片 1")).to_be_visible()
    assert not Picture.objects.exists()

    with page.expect_response(DOOR) as answer:
        network_back(held)

    assert answer.value.status == 200
    assert Picture.objects.get().subject == home.pk
    expect(page.get_by_role("heading", name="没有上传的照片 1")).to_be_hidden()
