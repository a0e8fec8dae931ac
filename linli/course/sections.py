"""What the page of a person and of a household shows of observations."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.areas.queries import paths_of
from linli.areas.rules import AreaCode
from linli.clock import day_of
from linli.course.queries.facts import facts_of
from linli.course.queries.history import after_ends, judged_of, taken_back_by
from linli.emergencies.queries import raised_about
from linli.observation.queries import cases
from linli.observation.queries.cases_at_home import cases_at_home
from linli.observation.queries.households import observed_in
from linli.observation.queries.releases import may_sign
from linli.observation.queries.taken_back import taken_back
from linli.observation.rules import REOPENABLE, DecisionKind, State, is_over_before
from linli.people.queries import Household, PersonFile, members_of
from linli.protocols.queries import version_names
from linli.staff.queries.teams import team_at
from linli.staff.rights import Action
from linli.staff.rules import Viewer, may_at
from linli.staff.sections import Section, Shown


def _may(viewer: Viewer, file: PersonFile, action: Action) -> bool:
    """Say whether the viewer may do something about a person; nothing is written of whose identity was removed."""
    removed = file.person.identity_removed_at is not None
    return not removed and may_at(viewer=viewer, action=action, area=file.person.area)


def places_of(reasons: Sequence[str]) -> dict[str, str]:
    """Return the names of communities to which people were moved, by code; a place without Linli is named as it was typed."""
    codes = {AreaCode(reason) for reason in reasons if reason.isdigit()}
    return {str(code): name for code, name in paths_of(codes=codes).items()} if codes else {}


def _alerts(viewer: Viewer, file: PersonFile, _now: datetime) -> Mapping[str, object]:
    return {"alerts": list(cases.alerts_open(viewer=viewer, file=file))}


def _observations(viewer: Viewer, file: PersonFile, now: datetime) -> Mapping[str, object]:
    may_release = _may(viewer, file, Action.RELEASE_PERSON)
    may_end = _may(viewer, file, Action.CLOSE_OBSERVATION)
    rows = cases.observations_on(viewer=viewer, file=file)
    over = [o for o in rows if o.state == State.OBSERVING and o.last_on < day_of(now)]
    cases_waiting = cases_at_home(observations=over) if over else {}
    after = after_ends(observations=rows)
    is_observed = any(row.state == State.OBSERVING for row in rows)
    # Raised from here is a death alone; where nobody died nothing is asked.
    died = any(row.state == State.DIED for row in rows)
    raised = raised_about(viewer=viewer, people=file.ids if died else ())
    moved = places_of([o.closed_reason for o in rows if o.state == State.MOVED_OUT])
    return {
        "observations": [
            {
                "observation": o,
                "after": after[o.pk],
                "is_over": o.last_on < day_of(now),
                "is_over_before": o.state == State.OBSERVING
                and is_over_before(last_on=o.last_on, began_on=o.began_on),
                "may_sign": may_release and may_sign(viewer=viewer, observation=o),
                "is_newest": o is rows[0],
                "died": after[o.pk].died_there,
                "cases": cases_waiting.get(o.pk, ()),
                "died_on": after[o.pk].died_on,
                "moved_to": moved.get(o.closed_reason, o.closed_reason) if o.state == State.MOVED_OUT else "",
                "may_reopen": may_end and not is_observed and o is rows[0] and o.state in REOPENABLE,
            }
            for o in rows
        ],
        "may_check": _may(viewer, file, Action.RECORD_CHECK),
        "may_review": _may(viewer, file, Action.REVIEW_ALERT),
        "may_release": may_release,
        "may_issue": _may(viewer, file, Action.ISSUE_PAPER),
        "may_end": may_end,
        "may_report": _may(viewer, file, Action.RAISE_EMERGENCY),
        "raised": raised,
        # What is raised about a death stands at the death; once that is taken back, whoever took it back must see it.
        "running": [row for row in raised.values() if not row.closed_at and rows[0].state != State.DIED]
        if rows
        else [],
    }


def _judged(viewer: Viewer, file: PersonFile, _now: datetime) -> Mapping[str, object]:
    judged = judged_of(observations=cases.observations_on(viewer=viewer, file=file))
    moved = any(
        row.kind in {DecisionKind.PROTOCOL, DecisionKind.SHORTER_ASKED}
        for one in judged
        for row, _by in one.decisions
    )
    gone = taken_back(observations=[one.observation.pk for one in judged])
    return {
        "judged": [one for one in judged if one.decisions or one.findings],
        "taken_back": gone,
        "to_take_back": {
            one.observation.pk
            for one in judged
            if taken_back_by(
                judged=one,
                gone=gone,
                judges=_may(viewer, file, Action.REVIEW_ALERT),
                ends=_may(viewer, file, Action.CLOSE_OBSERVATION),
            )
        },
        "version_names": version_names() if moved else {},
    }


def _team(viewer: Viewer, file: PersonFile, now: datetime) -> Mapping[str, object]:
    """Return the team of the observation that is open; nobody has two."""
    observations = cases.observations_on(viewer=viewer, file=file)
    observed = next((o for o in observations if o.state == State.OBSERVING), None)
    if observed is None:
        return {"team": None}
    return {
        "observation": observed,
        "team": team_at(area=AreaCode(observed.area), subject=observed.pk, on=day_of(now)),
        "may_fill_teams": _may(viewer, file, Action.FILL_TEAMS),
    }


def _facts(viewer: Viewer, file: PersonFile, now: datetime) -> Mapping[str, object]:
    """Return the facts of the newest observation, none where there is none."""
    newest = cases.observations_on(viewer=viewer, file=file)[:1]
    return {"all_facts": [facts_of(observation=o, on=day_of(now)) for o in newest], "names": True}


def _members(viewer: Viewer, household: Household, _now: datetime) -> Mapping[str, object]:
    observed = observed_in(household=household)
    return {
        "members": [(person, observed.get(person.pk)) for person in members_of(household=household)],
        "observed": observed,
        "may_check": may_at(viewer=viewer, action=Action.RECORD_CHECK, area=household.area),
    }


ALERTS: Final = Section("alerts", _("预警"), "course/alert_banners.html", _alerts)
OBSERVATIONS: Final = Section("observations", _("医学观察"), "course/observations.html", _observations)
JUDGED: Final = Section("judged", _("决定和医生判断"), "course/judged.html", _judged, Shown.IN_SIGHT)
TEAM: Final = Section("team", _("责任组"), "course/team.html", _team, Shown.OPENED)
FACTS: Final = Section(
    "facts", _("流行病学史、同住人员和历次体温"), "course/facts.html", _facts, Shown.OPENED
)
MEMBERS: Final = Section(
    "members",
    _("同住人员"),
    "course/members.html",
    _members,
    actions="course/members_actions.html",
)
