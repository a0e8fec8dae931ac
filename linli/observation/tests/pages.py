"""Forms of a page as a browser without script would send them."""

from html.parser import HTMLParser
from typing import Any

Attributes = list[tuple[str, str | None]]


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, str]] = []
        self.is_inside = False
        self.select = ""

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        said = dict(attrs)
        if tag == "form":
            self.is_inside = True
            self.forms.append({})
        elif self.is_inside and tag in {"input", "button", "select", "option"}:
            self._field(tag, said)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.is_inside = False

    def _field(self, tag: str, said: dict[str, str | None]) -> None:
        form, name, value = self.forms[-1], said.get("name") or "", said.get("value") or ""
        if tag == "select":
            self.select = name
        elif tag == "option":
            if "selected" in said or self.select not in form:
                form[self.select] = value
        elif tag == "button":
            # Enter presses the first button of a form.
            if name:
                form.setdefault(name, value)
        elif said.get("type") not in {"radio", "checkbox"}:
            form[name] = value
        elif "checked" in said:
            form[name] = value or "on"


def form_with(page: Any, field: str) -> dict[str, str]:
    """Return what the first form that has this field would send: typed text, choices, and the button of Enter."""
    parser = _Forms()
    parser.feed(page.content.decode())
    return next(form for form in parser.forms if field in form)
