"""What a phone is told beside the doors: whose it is, grids, whom to ring, and the rules of the protocols."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from linli.areas.queries import names_of
from linli.emergencies.labels import EMERGENCY_KINDS
from linli.people.labels import ORIGIN_CLASSES
from linli.people.queries.cards import lost_of
from linli.phone.rules import KEEP
from linli.protocols.asked import choices_of, symptom_words, worded
from linli.protocols.labels import SESSIONS
from linli.protocols.questions import Question
from linli.protocols.versions import rules_of
from linli.staff.queries import Colleague, colleagues_at
from linli.staff.queries import names_of as staff_names
from linli.staff.queries.substitutions import StandingIn, standing_in
from linli.staff.queries.teams import team_phones
from linli.staff.rights import Action, Role
from linli.staff.rules import Viewer, may_at, scope


def user_told(*, viewer: Viewer) -> dict[str, str]:
    """Return whose day it is; a statement more where the session began with somebody's one-time code."""
    issuer = viewer.by_code_of
    by_code_of = staff_names(ids={issuer}).get(issuer, "") if issuer else ""
    return {"id": str(viewer.user_id), "name": viewer.name, "by_code_of": by_code_of}


def grids_for(*, viewer: Viewer, on: date) -> list[dict[str, Any]]:
    """Return the areas whose doors the viewer walks to, with whom to ring there; phones are those of the teams."""
    areas = list(scope(viewer=viewer, action=Action.RECORD_CHECK).areas)
    communities = [area.community for area in areas]
    names = names_of(codes=[*areas, *communities])
    phones = team_phones(grids=areas)
    instead = {one.area: one for one in standing_in(viewer=viewer, on=on)}
    told = []
    for area, community in zip(areas, communities, strict=True):
        colleagues = colleagues_at(area=area, action=Action.RECORD_CHECK, on=on)
        told.append(
            {
                "code": str(area),
                "name": names.get(area, str(area)),
                "community": names.get(community, str(community)),
                "may_register": may_at(viewer=viewer, action=Action.REGISTER_PERSON, area=community)
                or may_at(viewer=viewer, action=Action.REGISTER_PERSON, area=area),
                "doctors": _those(colleagues, Role.DOCTOR, phones),
                "secretaries": _those(colleagues, Role.SECRETARY, phones),
                **_instead(instead.get(str(area))),
            }
        )
    return told


def _instead(one: StandingIn | None) -> dict[str, str]:
    return {"instead_of": one.absent, "until_on": one.until_on.isoformat()} if one else {}


def _those(colleagues: Sequence[Colleague], role: Role, phones: dict[str, str]) -> list[dict[str, str]]:
    return [{"name": c.name, "phone": phones.get(c.name, "")} for c in colleagues if c.role == role]


def protocols_for(*, codes: Collection[str]) -> dict[str, Any]:
    """Return what a phone must know of protocol versions to warn at once, by code."""
    told = {}
    for code in sorted(codes):
        rules = rules_of(code)
        told[code] = {
            "fever_tenths": rules.fever_tenths,
            "lowest_tenths": rules.lowest_tenths,
            "highest_tenths": rules.highest_tenths,
            "remeasure_below_tenths": rules.remeasure_below_tenths,
            "symptoms": list(rules.symptoms),
            "sessions": [
                {"code": s.code, "opens": f"{s.opens:%H:%M}", "due": f"{s.due:%H:%M}"} for s in rules.sessions
            ],
            "questions": [_question(one) for one in rules.questions],
        }
    return told


def _question(question: Question) -> dict[str, Any]:
    return {
        "code": question.code,
        "kind": question.kind.value,
        "words": worded(question),
        "choices": [{"code": code, "words": words} for code, words in choices_of(question)],
    }


def words_for() -> dict[str, dict[str, str]]:
    """Return the words for stored codes in the language that is asked for."""
    return {
        "symptoms": symptom_words(),
        "sessions": {code: str(label) for code, label in SESSIONS.items()},
        "emergencies": {code: str(label) for code, label in EMERGENCY_KINDS},
        "origins": {code: str(label) for code, label in ORIGIN_CLASSES},
    }


def lost_cards_for(*, viewer: Viewer, now: datetime) -> list[dict[str, str]]:
    """Return what the viewer changed of cards and somebody else changed afterwards, not knowing it."""
    return [
        {
            "op": str(one.lost.op),
            "card": one.lost.card,
            "subject": str(one.lost.subject),
            "field": one.lost.field,
            "mine": one.lost_value,
            "kept": one.kept_value,
            "by": one.kept_by,
        }
        for one in lost_of(viewer=viewer, since=now - KEEP)
    ]
