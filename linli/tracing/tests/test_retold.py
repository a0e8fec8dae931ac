"""Which lines of a list tell of somebody told before."""

from datetime import date
from typing import Any, Final

import pytest

from linli.audit.models import AuditEvent
from linli.sealing.seals import unseal
from linli.staff.rules import Viewer
from linli.tracing.commands import NewLead, receive_leads
from linli.tracing.models import Lead
from linli.tracing.rules import Source
from linli.tracing.tests.conftest import ID
from tests.cast import COMMUNITY, COUNTY, FIRST_DAY, MORNING

OTHER_ID: Final = "110105198001010032"
BORN: Final = date(1949, 12, 31)


@pytest.mark.parametrize("together", [True, False], ids=["one list", "a list that goes on"])
@pytest.mark.parametrize(
    ("lines", "first"),
    [
        # one number is one person; two are two, whatever they share
        ([{"id_number": ID}, {"name": "王方", "id_number": ID}], [0, 0]),
        ([{"id_number": ID, "phone": "1"}, {"id_number": OTHER_ID, "phone": "1"}], [0, 1]),
        # phone and name, where nothing contradicts
        ([{"id_number": ID, "phone": "1"}, {"phone": "1"}], [0, 0]),
        ([{"phone": "1"}, {"name": "李明", "phone": "1"}], [0, 1]),
        ([{"phone": "1", "born_on": BORN}, {"phone": "1", "born_on": FIRST_DAY}], [0, 1]),
        # what only a later line tells keeps the next namesake apart
        ([{"phone": "1"}, {"phone": "1", "id_number": ID}, {"phone": "1", "id_number": OTHER_ID}], [0, 0, 2]),
        ([{"phone": "1"}, {"phone": "1", "born_on": BORN}, {"phone": "1", "born_on": FIRST_DAY}], [0, 0, 2]),
        # the same line word for word is one line; a name alone is nobody
        ([{"origin": "武汉"}, {"origin": "武汉"}], [0, 0]),
        ([{"origin": "武汉"}, {"origin": "黄冈"}], [0, 1]),
        ([{"origin": "武汉"}, {"phone": "1", "origin": "武汉"}], [0, 1]),
        ([{"name": "", "phone": "1"}, {"name": "", "phone": "1"}], [0, 0]),
        ([{"name": "", "phone": "1"}, {"phone": "1"}], [0, 1]),
        # a phone of many names tells nothing, a line told again does
        (
            [*({"name": f"客{n}", "phone": "1"} for n in range(7)), {"name": "客0", "phone": "1"}],
            [*range(7), 0],
        ),
        (
            [
                *({"name": f"客{n}", "phone": "1"} for n in range(7)),
                {"name": "客0", "phone": "1", "origin": "武汉"},
            ],
            [*range(8)],
        ),
    ],
)
def test_who_was_told_before(
    lines: list[dict[str, Any]], first: list[int], together: bool, township_officer: Viewer
) -> None:
    entries = [NewLead(**{"name": "王芳"} | line) for line in lines]
    leads = []
    for part in [entries] if together else [[entry] for entry in entries]:
        answers = receive_leads(
            community=COMMUNITY,
            source=Source.RAIL,
            list_name="G1",
            entries=part,
            by=township_officer,
            now=MORNING,
        )
        leads += [answer.lead.pk for answer in answers]
    assert [leads.index(lead) for lead in leads] == first
    assert Lead.objects.count() == len(set(first))


def test_what_only_a_later_line_tells_is_kept_of_the_lead_and_written_down(township_officer: Viewer) -> None:
    for entry in (
        NewLead(name="王芳", phone="1"),
        NewLead(name="王芳", phone="1", id_number=ID, born_on=BORN),
    ):
        receive_leads(
            community=COMMUNITY,
            source=Source.RAIL,
            list_name="G1",
            entries=[entry],
            by=township_officer,
            now=MORNING,
        )
    lead = Lead.objects.get()
    assert (unseal(lead.id_sealed), lead.born_on) == (ID, BORN)
    event = AuditEvent.objects.get(county=COUNTY, action="lead.completed")
    assert event.changed == {"leads": [str(lead.pk)]}
