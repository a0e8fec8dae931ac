"""Somebody moves away: to a community by its name, with the household or alone, or to a place without Linli."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.contrib import messages
from django.utils.translation import gettext as _

from linli.areas.place_form import places_named
from linli.areas.queries import area_open
from linli.areas.rules import AreaCode
from linli.moves.commands import MoveAskedAlready, ask_for_all
from linli.moves.forms import AWAY, MoveForm
from linli.observation import commands
from linli.observation.queries import cases
from linli.observation.queries.households import observed_in
from linli.staff.http import StaffRequest
from linli.staff.rights import Action


def move_form(*, observation: cases.Observation, said: Mapping[str, str] | None) -> MoveForm:
    """Return the form of a move, with the communities of the name that was typed, the nearest first."""
    household = len(observed_in(household=observation.person.household))
    text = said.get("community", "") if said else ""
    places = places_named(text=text, near=AreaCode(observation.community))
    return MoveForm(said, places=places, household=household)


def moved(request: StaffRequest, form: MoveForm, observation: cases.Observation, now: datetime) -> bool:
    """Ask the other community, or end what goes to a place without Linli; False where the form says why not."""
    said = form.cleaned_data
    whole = said.get("together", False)
    going = _going(request, observation, with_household=whole)
    if said["chosen"] != AWAY and area_open(code=said["chosen"]) is None:
        form.add_error("community", _("没有这个社区，请核对代码。"))
        return False
    try:
        if said["chosen"] == AWAY:
            commands.leave_for(
                observations=going, place=said["community"].strip(), by=request.viewer, now=now
            )
        else:
            ask_for_all(
                observations=going,
                community=AreaCode(said["chosen"]),
                address=said["address"],
                by=request.viewer,
                now=now,
            )
    except commands.AlreadyThere:
        form.add_error("community", _("这就是本社区。"))
    except MoveAskedAlready:
        form.add_error(None, _("已经提出转出，正等对方社区答复。"))
    except commands.ReferralStillOpen:
        form.add_error(None, _("送医还没有办结，先办结送医再转出。"))
    except commands.ObservationClosed:
        form.add_error(None, _("观察已经结束。"))
    else:
        _tell(request, is_away=said["chosen"] == AWAY, count=len(going))
        return True
    return False


def _going(
    request: StaffRequest, observation: cases.Observation, *, with_household: bool
) -> Sequence[cases.Observation]:
    if not with_household:
        return [observation]
    members = observed_in(household=observation.person.household).values()
    mine = cases.observations_visible(viewer=request.viewer, action=Action.CLOSE_OBSERVATION)
    return list(mine.filter(pk__in=[member.pk for member in members]))


def _tell(request: StaffRequest, *, is_away: bool, count: int) -> None:
    if is_away:
        messages.success(request, _("%(count)s 人已按转出结束观察。") % {"count": count})
    else:
        messages.success(request, _("已提出转出；对方社区接收以前，仍由本社区负责。"))
