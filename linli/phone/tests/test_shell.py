"""What makes the phone's page an app: its manifest and its pictures, for everybody."""

import json

import pytest
from django.conf import settings
from django.test import Client

pytestmark = pytest.mark.once


def test_the_page_names_a_manifest_that_a_browser_takes() -> None:
    page = Client().get("/w/")
    answer = Client().get("/w/manifest.webmanifest")
    told = json.loads(answer.content)

    assert b'rel="manifest" href="/w/manifest.webmanifest"' in page.content
    assert "manifest-src 'self'" in page["Content-Security-Policy"]
    assert answer["Content-Type"] == "application/manifest+json"
    assert (told["start_url"], told["scope"], told["display"]) == ("/w/", "/w/", "standalone")
    for icon in told["icons"]:
        picture = (settings.STATIC_ROOT / icon["src"].removeprefix("/static/")).read_bytes()
        width = int.from_bytes(picture[16:20])
        assert (picture[1:4], icon["sizes"]) == (b"PNG", f"{width}x{width}")
