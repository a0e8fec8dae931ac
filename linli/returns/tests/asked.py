"""What a sheet asks for, shortly, and words of a day that a form may ask for."""

from linli.returns.rules import Facts
from linli.returns.rules.layout import Place, places
from linli.sheets.layout import Sheet

FACTS = Facts(area_name="明光路社区", day="2020年1月27日", prepared_by="张三", as_of="2020年1月27日16:00")


def asked_of(sheet: Sheet, areas: dict[str, str], **said: str) -> tuple[Place, ...]:
    """Return the places of the first sheet of a workbook."""
    known = {f"|{title}": unit for title, unit in said.items()}
    return places(sheet=sheet, areas=areas, said=known, name="").places


def told_by(found: tuple[Place, ...]) -> dict[str, list[tuple[str, str]]]:
    """Return the cells and areas of places by path."""
    return {place.path: [(spot.cell, spot.area) for spot in place.spots] for place in found}
