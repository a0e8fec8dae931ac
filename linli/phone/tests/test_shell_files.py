"""The phone's files as they are served: kept by a browser for ever where their name says what is in them."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

pytestmark = pytest.mark.once

FOR_EVER = "immutable"


def _kept_for(address: str, client: Client) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return str(answer["Cache-Control"])


def test_files_named_by_what_is_in_them_are_kept_and_no_other(client: Client) -> None:
    root = Path(settings.STATIC_ROOT)
    assets = [path for path in (root / "phone" / "assets").iterdir() if path.suffix in {".js", ".css"}]
    assert len(assets) > 5
    for path in assets:
        assert FOR_EVER in _kept_for(f"/static/phone/assets/{path.name}", client), path.name

    for plain in ("phone/sw.js", "phone/index.html", "desk.js"):
        assert FOR_EVER not in _kept_for(f"/static/{plain}", client), plain
    (desk,) = root.glob("desk.*.js")
    assert FOR_EVER in _kept_for(f"/static/{desk.name}", client)
