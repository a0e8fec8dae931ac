"""`linli verify --audit`: what the operator sees and how it ends."""

import pytest
from click.testing import CliRunner

from linli.audit.commands import link_events, write_event
from linli.audit.models import AuditEvent
from linli.cli import main
from tests.cast import COMMUNITY, COUNTY, MORNING


@pytest.mark.django_db
def test_a_chain_that_holds_ends_well_and_one_that_does_not_ends_with_1() -> None:
    for _number in range(3):
        write_event(action="test.done", area=COMMUNITY, by=None, now=MORNING)
    link_events(county=COUNTY)
    end = f"{COUNTY}:3:{AuditEvent.objects.get(county=COUNTY, position=3).link}"

    answer = CliRunner().invoke(main, ["verify", "--audit", "--noted", end])
    assert (answer.exit_code, answer.output) == (0, f"{COUNTY}: 3 events, holds. {end}\n")

    AuditEvent.objects.filter(county=COUNTY, position=2).update(action="test.undone")
    answer = CliRunner().invoke(main, ["verify", "--audit"])
    assert (answer.exit_code, answer.output.count("not what Linli wrote")) == (1, 1)

    assert CliRunner().invoke(main, ["verify", "--audit", "--noted", "nonsense"]).exit_code == 2
