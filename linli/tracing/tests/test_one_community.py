"""At any time a lead has exactly one responsible community, whatever is done with it, by whom, in whatever order."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from linli.areas.models import Area
from linli.areas.rules import AreaCode
from linli.duties.models import Duty
from linli.people.commands import PersonCard, add_people
from linli.staff.rights import Role
from linli.staff.rules import PostHeld, Viewer
from linli.tracing import commands
from linli.tracing.commands import NewLead
from linli.tracing.models import Lead, LeadEvent
from linli.tracing.queries import leads
from linli.tracing.rules import OPEN, How, Move, Source, StepNotAllowed, Try
from tests.cast import AREAS, COMMUNITY, FIRST_DAY, FOREIGN, MORNING, SIBLING
from tests.properties import examples

COMMUNITIES: Final = (COMMUNITY, SIBLING, FOREIGN)
SECRETARIES: Final = {
    code: Viewer(UUID(int=n + 1), code, (PostHeld(Role.SECRETARY, code),))
    for n, code in enumerate(COMMUNITIES)
}
REFUSALS: Final = (StepNotAllowed, commands.LeadMovedOn, commands.SameCommunity, commands.AreaElsewhere)
Act = Callable[[Lead, AreaCode, Viewer, datetime], None]


def _found(lead: Lead, _to: AreaCode, by: Viewer, now: datetime) -> None:
    person = add_people(community=AreaCode(lead.community), cards=[PersonCard(name="王芳")], now=now)[0]
    commands.mark_found(lead=lead, person=person, by=by, now=now)


TRIED: Final = (Try(How.CALL, MORNING),)
ACTS: Final[dict[str, Act]] = {
    "assign": lambda lead, to, by, now: commands.assign_lead(lead=lead, area=to, worker=None, by=by, now=now),
    "found": _found,
    "hand on": lambda lead, to, by, now: commands.hand_on(lead=lead, community=to, reason="", by=by, now=now),
    "withdraw": lambda lead, _to, by, now: commands.withdraw_lead(lead=lead, by=by, now=now),
    "accept": lambda lead, _to, by, now: commands.accept_lead(lead=lead, by=by, now=now),
    "refuse": lambda lead, _to, by, now: commands.refuse_lead(lead=lead, reason="不在", by=by, now=now),
    "not existing": lambda lead, _to, by, now: commands.close_lead(
        lead=lead, move=Move.SAY_NOT_EXISTING, reason="查无", by=by, now=now
    ),
    "give up": lambda lead, _to, by, now: commands.close_lead(
        lead=lead, move=Move.GIVE_UP, reason="", tried=TRIED, by=by, now=now
    ),
    "reopen": lambda lead, _to, by, now: commands.reopen_lead(lead=lead, reason="再找", by=by, now=now),
}


class OneCommunity(TestCase):
    """Random walks through the commands, by whoever may be asked, stale or not."""

    @settings(max_examples=examples(20))
    @given(
        st.lists(
            st.tuples(st.sampled_from(sorted(ACTS)), st.sampled_from(COMMUNITIES), st.booleans()), max_size=14
        )
    )
    def test_exactly_one_is_responsible(self, walk: list[tuple[str, AreaCode, bool]]) -> None:
        """Exactly one secretary has the lead, and exactly that community's duty is open while the lead is."""
        Area.objects.bulk_create(
            Area(code=code, name=name, level=AreaCode(code).level, valid_from=FIRST_DAY)
            for code, name in AREAS.items()
        )
        lead = commands.receive_leads(
            community=COMMUNITY,
            source=Source.TIP,
            list_name="",
            entries=[NewLead(name="王芳")],
            by=SECRETARIES[COMMUNITY],
            now=MORNING,
        )[0].lead
        as_first_seen = Lead.objects.get(pk=lead.pk)
        for n, (act, to, is_stale) in enumerate(walk):
            now = MORNING + timedelta(hours=n + 1)
            seen = as_first_seen if is_stale else Lead.objects.get(pk=lead.pk)
            with suppress(*REFUSALS):
                ACTS[act](seen, to, SECRETARIES[to], now)
            self._is_with_one(lead.pk)

    def _is_with_one(self, pk: UUID) -> None:
        lead = Lead.objects.get(pk=pk)
        having = [code for code, who in SECRETARIES.items() if leads.leads_visible(viewer=who).filter(pk=pk)]
        assert having == [lead.community]
        assert lead.area.startswith(lead.community)
        assert lead.county == lead.community[:6]
        open_ = Duty.objects.filter(
            county__in={code[:6] for code in COMMUNITIES}, kind="LEAD", subject=pk, outcome=""
        )
        due = [(duty.area, duty.due_at) for duty in open_]
        assert due == ([(lead.area, lead.due_at)] if lead.state in OPEN else [])
        last = LeadEvent.objects.filter(lead=lead).order_by("at", "pk").last()
        assert last is not None
        assert last.to_state == lead.state
