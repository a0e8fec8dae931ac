"""Reading of rendered pages: which fields their forms have and which parameters their links name."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit

from lxml import html


@dataclass
class Sent:
    """What a page of an address sends along: the values it offers, by field; uploads: fields that take a file."""

    values: dict[str, list[str]] = field(default_factory=dict)
    uploads: set[str] = field(default_factory=set)

    def learn(self, other: "Sent") -> None:
        """Add what another form of the same address sends."""
        self.values = other.values | self.values
        self.uploads |= other.uploads


Known = Mapping[tuple[str, str], Sent]


def sent_from(pages: Mapping[str, str]) -> Known:
    """Return what can be sent where, by method and address, from pages by address."""
    known: dict[tuple[str, str], Sent] = defaultdict(Sent)
    for address, text in pages.items():
        page = html.fromstring(text)
        for form in page.iter("form"):
            target = urlsplit(urljoin(address, form.get("action") or ""))
            known[(form.get("method") or "get").upper(), target.path].learn(_form(form))
        for link in page.iter("a"):
            target = urlsplit(urljoin(address, link.get("href") or ""))
            values = {name: [value] for name, value in parse_qsl(target.query)}
            if values:
                known["GET", target.path].learn(Sent(values))
    return known


def _form(form: Any) -> Sent:
    sent = Sent()
    for one in form.xpath(".//input[@name] | .//select[@name] | .//textarea[@name] | .//button[@name]"):
        name = one.get("name")
        if one.get("type") == "file":
            sent.uploads.add(name)
        else:
            sent.values.setdefault(name, []).extend(_offered(one))
    return sent


def _offered(one: Any) -> Iterator[str]:
    """Yield a value that a page would send: what stands there, or the first real choice."""
    if one.tag == "select":
        options = [option.get("value", "") for option in one.iter("option")]
        yield next((value for value in options if value), "")
    elif one.tag == "textarea":
        yield one.text or ""
    elif one.get("type") in {"checkbox", "radio", "submit"} or one.tag == "button":
        yield one.get("value", "on")
    else:
        yield one.get("value", "")
