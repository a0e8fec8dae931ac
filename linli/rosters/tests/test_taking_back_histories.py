"""Whatever a list tells: taken back and taken in again, everybody stands as before, and the balance holds all along."""

from contextlib import suppress
from datetime import timedelta
from typing import Any

from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.census.queries.counts import counted
from linli.duties.models import Duty
from linli.observation.models import Alert, Observation
from linli.observation.rules import State
from linli.people.models import Person, ToldAgain
from linli.people.queries import people_visible
from linli.referrals.models import Referral
from linli.reports.rules import balance_holds
from linli.rosters import commands
from linli.rosters.models import RosterImport
from linli.rosters.queries.taking_back import rows_standing
from linli.rosters.tests.acts import received
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, COUNTY, MORNING
from tests.properties import examples

HEADERS = "姓名,联系电话,现住址,来源地,到达时间,体温"
# Who, which day of January, how warm; the same person may stand in both lists, and twice in one.
ROWS = st.lists(
    st.tuples(st.integers(0, 4), st.integers(22, 26), st.sampled_from(["", "36.5", "38.2"])), max_size=4
)


class RollBack(Exception):
    """Ends an example, so that the next begins with nothing."""


def listed(rows: list[tuple[int, int, str]]) -> bytes:
    lines = [
        f"王{'甲乙丙丁戊'[who]},1370000000{who},{who + 1}栋1单元101室,湖北省武汉市,1月{day}日,{warm}"
        for who, day, warm in rows
    ]
    return "\n".join([HEADERS, *lines]).encode()


def stands(by: Viewer) -> dict[str, Any]:
    """Return how everybody stands, whatever row says so."""
    open_ = Observation.objects.filter(state=State.OBSERVING)
    due = Duty.objects.filter(
        county=COUNTY, outcome=Duty.Outcome.OPEN, due_at__gt=MORNING + timedelta(hours=3)
    )
    owners = dict(open_.values_list("pk", "person"))
    return {
        "register": set(people_visible(viewer=by)),
        "observed": set(open_.values_list("person", "arrival", "last_on", "category", "area")),
        "due": sorted(
            (str(owners[s]), on, at) for s, on, at in due.values_list("subject", "slot_on", "session")
        ),
        "alerts": sorted(
            Alert.objects.filter(reviewed_at=None, struck_at=None).values_list("observation__person", "cause")
        ),
        "referrals": set(Referral.objects.filter(state="RAISED").values_list("person", flat=True)),
        "told": set(ToldAgain.objects.filter(decision="").values_list("pk", flat=True)),
    }


def balance(hours: int) -> dict[str, int]:
    until = MORNING + timedelta(hours=hours)
    found = counted(community=COMMUNITY, from_=MORNING - timedelta(hours=12), until=until)
    assert balance_holds(figures=found)
    return found


@settings(max_examples=examples(8))
@given(first=ROWS, second=ROWS)
def test_taken_back_and_in_again_everybody_stands_as_before(
    first: list[tuple[int, int, str]], second: list[tuple[int, int, str]], secretary: Viewer
) -> None:
    with suppress(RollBack), transaction.atomic():
        brought(first, secretary, hours=0)
        nobody = stands(secretary)
        roster = brought(second, secretary, hours=1)
        before, had, people = stands(secretary), balance(3), Person.objects.count()
        standing = rows_standing(roster=roster)
        if standing and not any(one.done for one in standing):
            said: dict[str, Any] = {"by": secretary, "now": MORNING + timedelta(hours=2)}
            taking = commands.take_back_roster(roster=roster, reason="传错了", **said)
            assert stands(secretary) == nobody
            gone = balance(3)
            left = had["after"] - gone["after"]
            assert left == had["new"] - gone["new"] + gone["struck_off"] - had["struck_off"]
            said["now"] += timedelta(minutes=30)
            commands.take_in_again(taking=taking, reason="没有传错", **said)
            assert stands(secretary) == before
            after = balance(3)
            assert (after, Person.objects.count()) == (had, people)
        raise RollBack


def brought(rows: list[tuple[int, int, str]], by: Viewer, *, hours: int) -> RosterImport:
    roster = received(listed(rows), by=by)
    at = MORNING + timedelta(hours=hours)
    commands.run_import(roster=roster, by=by, now=at, progress=lambda _done, _total: None)
    return roster
