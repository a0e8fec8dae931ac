"""Reads of texts and of whom a community's papers tell people to ring."""

from dataclasses import dataclass

from linli.areas.queries import area_named
from linli.areas.rules import AreaCode, Level
from linli.papers.models import PaperOffice, PaperTemplate
from linli.papers.rules import Kind
from linli.staff.queries import names_of
from linli.staff.rights import Action
from linli.staff.rules import Viewer, scope


@dataclass(frozen=True)
class TextTold:
    """A version of a text with the name of who wrote it."""

    text: PaperTemplate
    by: str


def texts_in_force(*, county: str) -> dict[Kind, PaperTemplate]:
    """Return the text of each kind in a county: its own newest version, else Linli's newest."""
    rows = PaperTemplate.objects.filter(area__in=["", county]).order_by("kind", "area", "version")
    return {Kind(row.kind): row for row in rows}


def newest_version(*, kind: Kind, county: str) -> int:
    """Return the number of a county's newest own version of a kind, 0 where it has none."""
    rows = PaperTemplate.objects.filter(kind=kind, area=county).order_by("-version")
    return rows.values_list("version", flat=True).first() or 0


def versions_of(*, kind: Kind, county: str) -> list[TextTold]:
    """Return every version of a kind that holds or held in a county, the newest first, Linli's own last."""
    rows = list(PaperTemplate.objects.filter(kind=kind, area__in=["", county]).order_by("-area", "-version"))
    names = names_of(ids={row.created_by for row in rows if row.created_by})
    return [TextTold(row, names.get(row.created_by, "") if row.created_by else "") for row in rows]


def counties_to_edit(*, viewer: Viewer | None) -> list[AreaCode]:
    """Return the counties whose texts the viewer may edit, in order of code."""
    own = scope(viewer=viewer, action=Action.EDIT_PAPER_TEXTS)
    return [area for area in own.areas if area.level is Level.COUNTY]


def communities_to_edit(*, viewer: Viewer | None) -> list[AreaCode]:
    """Return the communities whose telephones the viewer may edit, in order of code."""
    own = scope(viewer=viewer, action=Action.EDIT_PAPER_OFFICE)
    return [area for area in own.areas if area.level is Level.COMMUNITY]


def office_of(*, community: str) -> PaperOffice:
    """Return whom a community's papers tell people to ring; an unsaved, empty one where nobody wrote it down."""
    known = PaperOffice.objects.filter(pk=community).first()
    return known or PaperOffice(community=community, county=AreaCode(community).county)


def name_of(*, area: str) -> str:
    """Return the name of an area, '' for an unknown one."""
    known = area_named(code=area)
    return known.name if known else ""
