"""`linli verify --audit`: what the operator sees and how it ends."""

import pytest
from click.testing import CliRunner
from django.db import connection

from linli.audit.commands import link_events, link_waiting, note_heads, write_event
from linli.audit.models import AuditEvent, AuditHead
from linli.cli import main
from linli.reports.models import Report
from linli.reports.tests.days import CUT_OFF, BusyDay, Seal
from tests.cast import CITY, COMMUNITY, COUNTY, MORNING, PROVINCE


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


def said() -> tuple[int, str]:
    answer = CliRunner().invoke(main, ["verify", "--audit"])
    return answer.exit_code, answer.output


def take_away(county: str, *, after: int = 0) -> None:
    """Take a chain out of the database behind a position, and set its end as if it had never gone on."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_auditevent WHERE county = %s AND position > %s", [county, after])
    last = AuditEvent.objects.filter(county=county, position=after).first()
    if last:
        AuditHead.objects.filter(county=county).update(position=after, link=last.link, noted=0)
    else:
        AuditHead.objects.filter(county=county).delete()


@pytest.fixture
def linked_and_sealed(busy_day: BusyDay, seal: Seal) -> str:
    """Seal a day's report over a chain that is linked; return where the chain ended then."""
    link_waiting()
    report = seal()
    link_waiting()
    return report.audit_head


def test_a_chain_whose_tail_is_cut_off_is_named_by_the_report_that_holds_its_end(
    linked_and_sealed: str,
) -> None:
    assert said()[0] == 0
    position = int(linked_and_sealed.partition(":")[0])

    take_away(COUNTY, after=position - 1)

    code, words = said()
    assert code == 1
    assert f"{COUNTY} event {position}: the chain ends too early" in words


def test_a_whole_chain_that_is_gone_is_named_where_anybody_has_a_post_or_a_row(
    linked_and_sealed: str,
) -> None:
    Report.objects.all().delete()
    take_away(COUNTY)
    code, words = said()
    assert (code, f"{COUNTY} event 0: there is no chain" in words) == (1, True)


@pytest.mark.django_db
def test_the_end_of_each_chain_stands_in_the_one_above_and_misses_what_is_cut_off() -> None:
    for _number in range(3):
        write_event(action="test.done", area=COMMUNITY, by=None, now=MORNING)
    link_waiting()
    assert note_heads(now=CUT_OFF) == 1
    assert note_heads(now=CUT_OFF) == 0
    link_waiting()
    held = AuditEvent.objects.get(county=CITY, action="audit.head_noted")
    assert held.changed == {
        "county": COUNTY,
        "position": 3,
        "link": AuditHead.objects.get(county=COUNTY).link,
    }
    # The city's own end goes up to the province, that to the nation, and there it rests.
    assert [note_heads(now=CUT_OFF) + 0 * link_waiting() for _hour in range(3)] == [1, 1, 0]
    assert {row.county for row in AuditHead.objects.all()} == {"", PROVINCE, CITY, COUNTY}
    assert said()[0] == 0

    take_away(COUNTY, after=2)
    assert f"{COUNTY} event 3: the chain ends too early" in said()[1]
    take_away(COUNTY)
    assert f"{COUNTY} event 1: the chain ends too early" in said()[1]
