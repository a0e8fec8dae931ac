"""Papers as PDF: drawn from what is stored, whenever they are asked for; the same paper gives the same bytes."""

from collections.abc import Iterable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Final

import segno
from django.utils import translation

from linli.clock import day_of
from linli.papers.labels import KINDS, SIGNATURES
from linli.papers.models import Paper
from linli.papers.queries.papers import values_stored
from linli.papers.rules import BLANK, WITHOUT_PERIOD, Kind, day_words, fill
from linli.typesetting.drawing import typeset

LAYOUT: Final = Path(__file__).parent / "typst" / "papers.typ"
# Which health unit releases is printed where the community's name stands on other papers.
OF_HEALTH_UNIT: Final = frozenset({Kind.RELEASE})
# What a household gets when something of it is written down first.
TELLS_COLLECTION: Final = frozenset({Kind.NOTICE})


def draw(*, papers: Iterable[Paper], links: Mapping[str, str]) -> bytes:
    """Return papers as one PDF, each from a page of its own.

    links: what each paper's QR code leads to, by its code. Raises FontMissing.
    """
    rows = list(papers)
    with translation.override("zh-hans"):
        told = [_told(paper, links[paper.code]) for paper in rows]
    return typeset(layout=LAYOUT, data=told, at=rows[0].issued_at)


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
        # Papers that were issued before it was told have none.
        "collection": values.get("collection", "").splitlines() if kind in TELLS_COLLECTION else [],
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
