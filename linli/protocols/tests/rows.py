"""A version of a county's own."""

from dataclasses import replace
from typing import Any

from django.utils import timezone

from linli.areas.rules import AreaCode
from linli.clock import day_of
from linli.protocols.commands import NewVersion, write_version
from linli.protocols.models import Protocol
from linli.protocols.versions import rules_of
from linli.staff.rules import Viewer
from tests.made import Made


def _version_of(community: AreaCode, by: Viewer) -> str:
    code = f"{community.county}-{community[-2:]}"
    new = NewVersion(
        rules=replace(rules_of("P2020-01"), code=code),
        name="自定方案",
        area=community.county,
        base=Protocol.objects.get(pk="P2020-01"),
        valid_from=day_of(timezone.now()),
        source="自定",
    )
    return write_version(new=new, by=by, now=timezone.now()).pk


def rows(made: Made) -> dict[str, Any]:
    """Write a version."""
    return {"protocol_code": _version_of(made.community, made.by)}
