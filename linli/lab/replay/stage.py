"""What must stand before the first case: areas, staff, and a protocol for the days before the first one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Final

from linli.areas.models import Area
from linli.areas.rules import AreaCode
from linli.clock import moment
from linli.lab.replay.rules.places import Place
from linli.protocols.models import Protocol, ProtocolInForce
from linli.protocols.versions import NATION
from linli.staff.commands import add_user, give_post
from linli.staff.queries import viewer_of
from linli.staff.rights import Role
from linli.staff.rules import Viewer

PROTOCOL: Final = "P2020-01"
# The same rules under a name of its own, so that nobody takes the days before 24 January for history.
PROTOCOL_BEFORE: Final = "P2020-01-REPLAY"


@dataclass(frozen=True)
class Cast:
    """Who works in every community of the replay."""

    secretary: Viewer
    worker: Viewer
    doctor: Viewer


def set_stage(*, places: Sequence[Place], first: date) -> Cast:
    """Make the areas, the staff and the protocol from a day on."""
    rows = {
        code: Area(code=code, name=name, level=code.level, valid_from=first)
        for place in places
        for code, name in zip(_path(place), place.names, strict=True)
    }
    Area.objects.bulk_create(rows.values())
    _extend_protocol(first)
    communities = [AreaCode(place.code) for place in places]
    return Cast(
        secretary=_hire(Role.SECRETARY, "replay-secretary", communities, first),
        worker=_hire(Role.GRID_WORKER, "replay-worker", communities, first),
        doctor=_hire(Role.DOCTOR, "replay-doctor", communities, first),
    )


def _path(place: Place) -> tuple[AreaCode, ...]:
    code = AreaCode(place.code)
    return (*code.ancestors, code)


def _extend_protocol(first: date) -> None:
    """Let the rules of 24 January hold from the first day: what would have happened had they stood."""
    rules = Protocol.objects.get(pk=PROTOCOL)
    begins = rules.valid_from
    if first < begins:
        rules.pk, rules.valid_from, rules.valid_until = PROTOCOL_BEFORE, first, begins
        rules.save(force_insert=True)
        ProtocolInForce.objects.create(
            area=NATION, protocol=rules, from_on=first, at=moment(first, time.min), by=None
        )


def _hire(role: Role, username: str, communities: Sequence[AreaCode], first: date) -> Viewer:
    now = moment(first, time.min)
    user = add_user(
        username=username,
        full_name=username,
        password=None,
        by=None,
        area=communities[0],
        now=now,
    )
    for community in communities:
        give_post(user=user, role=role, area=community, from_on=first, by=None, now=now)
    return viewer_of(user=user, on=first)
