"""Versions of protocols: written once, declared in force, and the moving of one observation to another."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from linli.audit.commands import write_event
from linli.protocols.models import Protocol, ProtocolInForce
from linli.protocols.rules import Fault, ProtocolRules, faults_of
from linli.protocols.versions import areas_above, columns_of, read_rules
from linli.staff.rules import Viewer


class VersionFaulty(ValueError):
    """The version cannot be worked with; `faults` says why, in the order of Fault."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(faults)
        self.faults = faults


class VersionWritten(Exception):
    """The code names a version with other values already; a version never changes."""


class VersionOfAnotherArea(Exception):
    """The version holds in another area only."""


class VersionNotYetValid(Exception):
    """The version is declared for a day on which it does not hold."""


@dataclass(frozen=True)
class NewVersion:
    """A version to be written: its rules with the code, its name, whose it is ('' the nation's), what it stands on."""

    rules: ProtocolRules
    name: str
    area: str
    base: Protocol | None
    valid_from: date
    source: str
    remark: str = ""


@transaction.atomic
def write_version(*, new: NewVersion, by: Viewer, now: datetime) -> Protocol:
    """Write a version. The same version sent again is returned as it stands.

    Raises VersionWritten when the code has other values, VersionFaulty, and VersionOfAnotherArea when the base does
    not hold in the version's area. Nothing is written then.
    """
    faults = faults_of(protocol=new.rules)
    if faults:
        raise VersionFaulty(faults)
    if new.base is not None and new.base.area not in areas_above(area=new.area):
        raise VersionOfAnotherArea(new.base.pk)
    said = {
        **columns_of(new.rules),
        "name": new.name,
        "area": new.area,
        "base": new.base,
        "valid_from": new.valid_from,
        "source": new.source,
        "remark": new.remark,
    }
    code = said.pop("code")
    row, is_new = Protocol.objects.get_or_create(code=code, defaults=said)
    if not is_new and (
        read_rules(row) != new.rules
        or any(
            getattr(row, key) != said[key]
            for key in ("name", "area", "base", "valid_from", "source", "remark")
        )
    ):
        raise VersionWritten(code)
    if is_new:
        write_event(action="protocol.written", area=new.area, by=by.user_id, now=now, changed={"code": code})
    return row


@transaction.atomic
def declare_in_force(
    *, area: str, protocol: Protocol, from_on: date, by: Viewer, now: datetime
) -> ProtocolInForce:
    """Declare that observations of an area ('' everywhere) open under a version from a day on; the latest word holds.

    Open observations keep their version. Raises VersionOfAnotherArea, VersionNotYetValid.
    """
    if protocol.area not in areas_above(area=area):
        raise VersionOfAnotherArea(protocol.pk)
    if from_on < protocol.valid_from or (protocol.valid_until and from_on >= protocol.valid_until):
        raise VersionNotYetValid(from_on)
    row = ProtocolInForce.objects.create(area=area, protocol=protocol, from_on=from_on, at=now, by=by.user_id)
    write_event(
        action="protocol.in_force",
        area=area,
        by=by.user_id,
        now=now,
        changed={"code": protocol.pk, "from_on": from_on.isoformat()},
    )
    return row


@transaction.atomic
def set_own_version(*, new: NewVersion, by: Viewer, now: datetime) -> Protocol:
    """Write an area's own version and declare it in force there from its first day; sent again, it stands as it is.

    Raises what `write_version` raises; nothing is written then.
    """
    protocol = write_version(new=new, by=by, now=now)
    if not ProtocolInForce.objects.filter(area=new.area, protocol=protocol, from_on=new.valid_from).exists():
        declare_in_force(area=new.area, protocol=protocol, from_on=new.valid_from, by=by, now=now)
    return protocol
