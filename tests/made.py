"""Somebody with a fever in a community, on whom the rows of every app hang, and the marks that show whose they are."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from linli.areas.rules import AreaCode
from linli.observation.models import Observation
from linli.people.commands import PersonCard
from linli.staff.models import User
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, FOREIGN, SIBLING

# What must appear on no page of somebody else: names, an address and a reason that stand nowhere but in the foreign rows.
NAME: Final = "欧阳外地"
ADDRESS: Final = "外滩路七百七十七弄"
NOTE: Final = "外地备注不可见"
FILE: Final = "外地名单.csv"
MARKS: Final = (NAME, ADDRESS, NOTE, FILE)
# What is put behind the name where.
PLACES: Final = {COMMUNITY: "近", SIBLING: "邻", FOREIGN: "远"}
# What those above may read, and nobody beside.
EMERGENCY: Final = "外地紧急不可见"
EXPORT: Final = "外地导出不可见"
GROUND: Final = "外地理由不可见"


@dataclass(frozen=True)
class Made:
    """What the rows of an app hang on. area: a grid of the community, or the community; by: its secretary."""

    community: AreaCode
    area: AreaCode
    name: str
    card: PersonCard
    observation: Observation
    by: Viewer
    make_user: Callable[..., User]
    make_viewer: Callable[..., Viewer]
