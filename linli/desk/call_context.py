"""What desk/calls.html shows: the calls with a family, the agreement on them, and both forms."""

from datetime import datetime
from typing import Any

from linli.clock import SHANGHAI
from linli.desk.queries.calls import call_lines
from linli.ids import new_id
from linli.people.forms import CallForm, PlanForm
from linli.people.queries import PersonFile
from linli.people.queries.calls import callers_for, plan_in
from linli.staff.labels import ROLES
from linli.staff.rights import Action
from linli.staff.rules import Viewer, may_at


def calls_context(
    *,
    viewer: Viewer,
    file: PersonFile,
    now: datetime,
    form: CallForm | None = None,
    plan_form: PlanForm | None = None,
) -> dict[str, object]:
    """Return the list, the agreement and the forms; forms that were sent stand as they were filled in."""
    may_call = may_at(viewer=viewer, action=Action.RECORD_CHECK, area=file.person.area)
    page: dict[str, object] = {
        "call_lines": call_lines(viewer=viewer, file=file),
        "may_call": may_call,
    }
    if may_call:  # who could ring is asked for those alone who may say so
        page["call_form"] = form or _empty(now)
        page["plan_form"] = plan_form or plan_form_of(typed=None, file=file, now=now)
    return page | agreement_context(viewer=viewer, file=file, now=now)


def agreement_context(*, viewer: Viewer, file: PersonFile, now: datetime) -> dict[str, object]:
    """Return who alone rings, where it is somebody else, and not before when; one statement where somebody is named."""
    plan = plan_in(file=file, now=now)
    other = plan.caller_name if plan.caller and plan.caller != viewer.user_id else ""
    return {"plan": plan, "other_caller": other}


def _empty(now: datetime) -> CallForm:
    return CallForm(initial={"id": new_id(), "at": now.astimezone(SHANGHAI)}, auto_id="call-%s")


def plan_form_of(*, typed: Any, file: PersonFile, now: datetime) -> PlanForm:
    """Return the form for the agreement on calls with what stands, or with what was typed."""
    plan = plan_in(file=file, now=now)
    callers = [
        (str(c.user_id), f"{c.name}（{ROLES[c.role]}）") for c in callers_for(person=file.person, now=now)
    ]
    initial = {"caller": str(plan.caller or ""), "not_before": plan.not_before}
    return PlanForm(typed, initial=initial, callers=callers, auto_id="plan-%s")
