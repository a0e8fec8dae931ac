"""A page for each role, in words of the work: one source, in guide/, for the product and for docs/guide."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from linli.staff.rights import Role

FOLDER: Final = Path(__file__).parent / "guide"
# The page of each role; some share one.
PAGES: Final[dict[Role, str]] = {
    Role.GRID_WORKER: "grid-worker",
    Role.SECRETARY: "secretary",
    Role.DOCTOR: "doctor",
    Role.TOWNSHIP_OFFICER: "township",
    Role.COUNTY_OFFICER: "county",
    Role.CITY_OFFICER: "city-province",
    Role.PROVINCE_OFFICER: "city-province",
    Role.CLINIC: "clinic",
    Role.POLICE: "police",
    Role.STOREKEEPER: "storekeeper",
    Role.ADMINISTRATOR: "administrator",
    Role.SECURITY_ADMINISTRATOR: "security",
    Role.AUDITOR: "auditor",
    Role.CLEANER: "assigned",
    Role.PSYCH_WORKER: "assigned",
    Role.PUBLICITY: "assigned",
    Role.TREASURER: "assigned",
    Role.HELPER: "assigned",
}
_LANGUAGES: Final = {"zh-hans": "zh-CN", "en": "en"}
# **words** `/address/`, **words**, `code`.
_SPANS: Final = re.compile(r"\*\*(?P<words>[^*]+)\*\*(?: `(?P<to>/[^`]*)`)?|`(?P<code>[^`]+)`")
_NUMBERED: Final = re.compile(r"\d+\. ")


@dataclass(frozen=True)
class Span:
    """Part of a line. kind: TEXT, STRONG, LINK or CODE; to: the address of a link."""

    kind: str
    text: str
    to: str = ""


@dataclass(frozen=True)
class Block:
    """A heading, a paragraph or a list. kind: TITLE, HEADING, TEXT, NUMBERS or POINTS; lines: one but for lists."""

    kind: str
    lines: tuple[tuple[Span, ...], ...]


@lru_cache(maxsize=64)
def guide(*, page: str, language: str) -> tuple[Block, ...]:
    """Return a page of PAGES in a language, Chinese where there is no other; read once in a process."""
    name = _LANGUAGES.get(language, "zh-CN")
    return tuple(_blocks((FOLDER / f"{page}.{name}.md").read_text(encoding="utf-8").splitlines()))


def _blocks(lines: Iterable[str]) -> Iterator[Block]:
    listed: list[tuple[Span, ...]] = []
    kind = ""
    for line in [*lines, ""]:
        own, text = _kind(line)
        if listed and own != kind:
            yield Block(kind, tuple(listed))
            listed = []
        if own in {"NUMBERS", "POINTS"}:
            kind = own
            listed.append(tuple(_spans(text)))
        elif text:
            yield Block(own, (tuple(_spans(text)),))


def _kind(line: str) -> tuple[str, str]:
    if line.startswith("# "):
        return "TITLE", line[2:]
    if line.startswith("## "):
        return "HEADING", line[3:]
    if line.startswith("- "):
        return "POINTS", line[2:]
    if found := _NUMBERED.match(line):
        return "NUMBERS", line[found.end() :]
    return "TEXT", line.strip()


def _spans(text: str) -> Iterator[Span]:
    at = 0
    for found in _SPANS.finditer(text):
        if found.start() > at:
            yield Span("TEXT", text[at : found.start()])
        yield _span(found)
        at = found.end()
    if at < len(text):
        yield Span("TEXT", text[at:])


def _span(found: re.Match[str]) -> Span:
    if found["to"]:
        return Span("LINK", found["words"], found["to"])
    if found["words"]:
        return Span("STRONG", found["words"])
    code = found["code"]
    return Span("LINK", code, code) if code.startswith("/") else Span("CODE", code)
