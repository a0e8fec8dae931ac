"""Papers as PDF: drawn by Typst from what is stored, whenever they are asked for; the same paper gives the same bytes."""

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Final

import segno
from django.conf import settings
from django.utils import translation

from linli.clock import day_of
from linli.papers.labels import KINDS, SIGNATURES
from linli.papers.models import Paper
from linli.papers.queries.papers import values_stored
from linli.papers.rules import BLANK, WITHOUT_PERIOD, Kind, day_words, fill
from linli.papers.typesetting import fonts_in

# -P: its own folder is not where it looks for modules.
TYPESETTER: Final = (sys.executable, "-P", str(Path(__file__).with_name("typesetting.py")))
LONGEST_S: Final = 120
FAMILIES: Final = ("Noto Serif CJK SC", "Noto Sans CJK SC")
PACKAGE: Final = "fonts-noto-cjk"
# Which health unit releases is printed where the community's name stands on other papers.
OF_HEALTH_UNIT: Final = frozenset({Kind.RELEASE})


class FontMissing(Exception):
    """A font that papers are set in is not on this machine. args: the families that are missing."""


def check_fonts() -> tuple[str, ...]:
    """Return the families that papers are set in. Raises FontMissing where one is not there."""
    known = set(fonts_in(settings.PAPER_FONTS).families())
    missing = [family for family in FAMILIES if family not in known]
    if missing:
        raise FontMissing(*missing)
    return FAMILIES


def draw(*, papers: Iterable[Paper], links: Mapping[str, str]) -> bytes:
    """Return papers as one PDF, each from a page of its own.

    links: what each paper's QR code leads to, by its code. Raises FontMissing.
    """
    rows = list(papers)
    with translation.override("zh-hans"):
        told = [_told(paper, links[paper.code]) for paper in rows]
    return typeset(layout="papers", data=told, at=rows[0].issued_at)


def typeset(*, layout: str, data: object, at: datetime) -> bytes:
    """Return data as a PDF of one of the layouts in typst/, dated `at`. Raises FontMissing."""
    check_fonts()
    job = {"fonts": settings.PAPER_FONTS, "at": int(at.timestamp()), "layout": layout, "data": data}
    done = subprocess.run(  # noqa: S603 (our own program, whose arguments are fixed)
        TYPESETTER, input=json.dumps(job).encode(), stdout=subprocess.PIPE, check=True, timeout=LONGEST_S
    )
    return done.stdout


def _told(paper: Paper, link: str) -> dict[str, object]:
    """Return what the layout prints of one paper."""
    kind, values = Kind(paper.kind), values_stored(paper=paper)
    health_unit = values["health_unit"] if kind in OF_HEALTH_UNIT else ""
    return {
        "title": str(KINDS[kind]),
        "number": paper.number,
        "community": values["community"],
        "issuer": health_unit or values["community"],
        "issued": day_words(day_of(paper.issued_at)),
        "facts": _facts(values),
        "period": "" if kind in WITHOUT_PERIOD else _period(values),
        "lines": [
            {"words": line.words, "is_item": line.is_item}
            for line in fill(body=paper.template.body, values=values)
        ],
        "signatures": [[words, values.get(who, "")] for words, who in SIGNATURES[kind]],
        "link": link,
        "qr": qr(link=link),
        "revoked": paper.revoked_at is not None,
    }


def _facts(values: Mapping[str, str]) -> list[tuple[str, str]]:
    last4 = f"后四位 {values['id_last4']}" if values["id_last4"] else BLANK
    return [
        ("姓名", values["name"]),
        ("性别", values["sex"] or BLANK),
        ("证件号码", last4),
        ("住址", values["address"] or BLANK),
    ]


def _period(values: Mapping[str, str]) -> str:
    """Return the days in full; a county's text may say them or not, the paper always does."""
    return f"{values['first_day']} 至 {values['last_day']} 24时，{values['release_day']}起解除"


def qr(*, link: str) -> str:
    """Return the QR code of a link as SVG."""
    image = BytesIO()
    segno.make(link, error="m").save(image, kind="svg", border=2)
    return image.getvalue().decode()
