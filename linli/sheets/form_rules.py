"""What a sheet of an .xlsx takes in its cells: its own lists of choices and its limits of whole numbers."""

from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from linli.sheets.addresses import place_of, ref_of
from linli.sheets.layout import LARGEST, Allowed, Cell
from linli.sheets.package import children, each

Corner = tuple[int, int]
# Of a limit, what it says of the least and the most; a formula in its place limits nothing here.
_NEXT: Final = {"greaterThan": 1, "lessThan": -1}


def allowed_of(*, root: etree._Element, cells: Mapping[str, Cell]) -> tuple[Allowed, ...]:
    """Return what a sheet takes in those of its cells that are there; other kinds of limits are left to Excel."""
    found = []
    for rule in each(root=root, name="dataValidation"):
        refs = tuple(ref for ref in _refs(rule.get("sqref", "")) if ref in cells)
        if refs and rule.get("type") == "list":
            choices = _choices(_formula(rule, "formula1"), cells)
            found += [Allowed(refs, choices)] if choices else []
        elif refs and rule.get("type") == "whole" and (limits := _limits(rule)):
            found.append(Allowed(refs, (), *limits))
    return tuple(found)


def _formula(rule: etree._Element, name: str) -> str:
    return "".join((one.text or "").strip() for one in children(element=rule, name=name))


def _refs(text: str) -> Iterator[str]:
    for part in text.split():
        yield from _within(part)


def _within(text: str) -> Iterator[str]:
    """Yield the cells of a range as far as a form reaches."""
    first, _colon, last = text.replace("$", "").partition(":")
    (top, left), (bottom, right) = place_of(ref=first), place_of(ref=last or first)
    for row in range(top, min(bottom, top + 300) + 1):
        for column in range(left, min(right, left + 80) + 1):
            yield ref_of(row=row, column=column)


def _choices(formula: str, cells: Mapping[str, Cell]) -> tuple[str, ...]:
    """Return the words of a list, written out or in a range of the same sheet; () of any other."""
    if len(formula) > 1 and formula[0] == formula[-1] == '"':
        return tuple(dict.fromkeys(word.strip() for word in formula[1:-1].split(",") if word.strip()))
    if "!" in formula or "$" not in formula:
        return ()
    return tuple(
        cells[ref].text.strip() for ref in _within(formula) if ref in cells and cells[ref].text.strip()
    )


def _limits(rule: etree._Element) -> tuple[int, int] | None:
    """Return the least and the most whole number that a rule takes, None where it says so by a formula or excludes."""
    named = [_formula(rule, name) for name in ("formula1", "formula2")]
    if any(text and not text.lstrip("-").isdigit() for text in named):
        return None
    numbers = [int(text) for text in named if text]
    match rule.get("operator", "between"), numbers:
        case "between", [least, most]:
            return least, most
        case "equal", [only]:
            return only, only
        case ("greaterThan" | "greaterThanOrEqual") as way, [least]:
            return least + _NEXT.get(way, 0), LARGEST
        case ("lessThan" | "lessThanOrEqual") as way, [most]:
            return -LARGEST, most + _NEXT.get(way, 0)
    return None
