"""A lead handed down, and the neighbour who may be asked to take it."""

from collections.abc import Callable
from datetime import date

import pytest

from linli.areas.rules import AreaCode
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from linli.tracing.commands import NewLead, receive_leads
from linli.tracing.models import Lead
from linli.tracing.rules import Source
from tests.cast import COMMUNITY, MORNING, SIBLING, MakeViewer

ID = "11010519491231002X"
FULL = NewLead(name="王芳", id_number=ID, phone="13800000001", born_on=date(1949, 12, 31), origin="武汉")
MakeLead = Callable[..., Lead]


@pytest.fixture
def make_lead(make_viewer: MakeViewer) -> MakeLead:
    """Hand one lead to COMMUNITY, unless told otherwise."""

    def make(*, entry: NewLead = FULL, community: AreaCode = COMMUNITY, source: Source = Source.RAIL) -> Lead:
        by = make_viewer(role=Role.TOWNSHIP_OFFICER, area=AreaCode(community[:9]))
        return receive_leads(
            community=community, source=source, list_name="G1 车", entries=[entry], by=by, now=MORNING
        )[0].lead

    return make


@pytest.fixture
def neighbour(make_viewer: MakeViewer) -> Viewer:
    """Make the secretary of SIBLING."""
    return make_viewer(role=Role.SECRETARY, area=SIBLING)
