"""What the page of a person shows of hand-overs to the police."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.observation.queries.cases import observations_on
from linli.people.queries import PersonFile
from linli.police.queries import hand_overs_of
from linli.staff.rights import Action
from linli.staff.rules import Viewer, may_at
from linli.staff.sections import Section, Shown


def _hand_overs(viewer: Viewer, file: PersonFile, _now: datetime) -> Mapping[str, object]:
    return {
        "police": hand_overs_of(observations=observations_on(viewer=viewer, file=file)),
        "may_hand_over": may_at(viewer=viewer, action=Action.HAND_OVER_TO_POLICE, area=file.person.area),
    }


HAND_OVERS: Final = Section("police", _("移交民警"), "police/section.html", _hand_overs, Shown.OPENED)
