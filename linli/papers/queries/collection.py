"""The notice at collection of a community, as anybody may read it."""

from collections.abc import Sequence
from datetime import date

from linli.areas.queries import path_names
from linli.areas.rules import AreaCode
from linli.papers.collection import collection_notice
from linli.papers.queries.texts import office_of
from linli.protocols.versions import protocol_on


def notice_of(*, community: AreaCode, on: date) -> Sequence[str]:
    """Return the notice of a community on a day: its own telephone, the days of its protocol. Raises NoProtocol."""
    return collection_notice(
        community=path_names(code=community),
        phone=office_of(community=community).phone,
        keep_days=protocol_on(day=on, area=community).keep_days,
    )
