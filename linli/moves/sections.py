"""What the page of a person shows of moves."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.moves.queries import moves_of
from linli.observation.queries.cases import observations_on
from linli.people.queries import PersonFile
from linli.staff.rules import Viewer
from linli.staff.sections import Section, Shown


def _moves(viewer: Viewer, file: PersonFile, _now: datetime) -> Mapping[str, object]:
    return {"moves": moves_of(observations=observations_on(viewer=viewer, file=file))}


MOVES: Final = Section("moves", _("转出"), "moves/section.html", _moves, Shown.OPENED)
