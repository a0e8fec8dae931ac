"""A county's own version of the protocol, as tests write it."""

from dataclasses import replace
from datetime import date

from linli.protocols.commands import NewVersion
from linli.protocols.models import Protocol
from linli.protocols.versions import rules_of
from tests.cast import COUNTY


def version(*, code: str = "340102-01", area: str = COUNTY, **rules: object) -> NewVersion:
    """Return one on top of P2020-01, with some fields of its rules otherwise."""
    own = replace(rules_of("P2020-01"), code=code, **rules)  # type: ignore[arg-type]  # any field of the rules
    return NewVersion(
        rules=own,
        name="瑶海区版",
        area=area,
        base=Protocol.objects.get(pk="P2020-01"),
        valid_from=date(2020, 1, 28),
        source="区指挥部1号通告",
    )
