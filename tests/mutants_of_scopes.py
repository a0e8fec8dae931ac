"""Scopes broken, which the walks through every door must notice."""

from typing import Final

from tests.mutant import Mutant

WALK: Final = "tests/test_rights_walk.py"
SCOPE: Final = "tests/test_scope_walk.py"
PHONE: Final = "tests/test_phone_walk.py"

SCOPES: Final = (
    Mutant(
        "an empty scope matches everything",
        "linli/staff/queries/__init__.py",
        "    if not scope.areas:\n        return NOWHERE",
        "    if not scope.areas:\n        return Q()",
        WALK,
        "officers",
    ),
    Mutant(
        "people are not asked by area",
        "linli/people/queries/people.py",
        "Person.objects.filter(in_scope(viewer=viewer, action=Action.SEE_PERSON), joined_to=None)",
        "Person.objects.filter(joined_to=None)",
        WALK,
        "workers",
    ),
    Mutant(
        "an area holds its siblings",
        "linli/areas/rules.py",
        "other.startswith(self)",
        "other.startswith(self[:-3])",
        WALK,
        "secretary doctor",
    ),
    Mutant(
        "forms of every area",
        "linli/returns/queries/__init__.py",
        "Form.objects.filter(area__in=own_areas(viewer=viewer))",
        "Form.objects.filter()",
        WALK,
        "officers",
    ),
    Mutant(
        "referrals of every area",
        "linli/referrals/queries/__init__.py",
        "        Referral.objects.filter(in_scope(viewer=viewer, action=Action.SEE_REFERRAL))\n        .select_related",
        "        Referral.objects.filter()\n        .select_related",
        WALK,
        "workers",
    ),
    Mutant(
        "a clinic sees what was sent to its neighbour",
        "linli/referrals/queries/__init__.py",
        "sent_to__staff__user=viewer.user_id, sent_to__county__in=counties",
        "sent_to__county__in=counties",
        WALK,
        "all others",
    ),
    Mutant(
        "an office seals for those beneath it",
        "linli/reports/commands/offices.py",
        "    return area in own_offices(viewer=viewer, action=Action.SEAL_REPORT)",
        "    return any(a.contains(area) for a in own_offices(viewer=viewer, action=Action.SEAL_REPORT))",
        WALK,
        "officers",
    ),
    Mutant(
        "an office receives over the head of the level between",
        "linli/reports/commands/offices.py",
        "    return report.above in own_offices(viewer=viewer, action=Action.RECEIVE_REPORT)",
        "    return any(report.above.startswith(a) for a in own_offices(viewer=viewer, action=Action.RECEIVE_REPORT))",
        WALK,
        "officers",
    ),
    Mutant(
        "leads are not asked by area",
        "linli/tracing/queries/leads.py",
        "Lead.objects.filter(in_scope(viewer=viewer, action=Action.TRACE_LEADS))",
        "Lead.objects.filter()",
        WALK,
        "workers",
    ),
    Mutant(
        "the phone brings checks for any door",
        "linli/observation/phone/checks.py",
        "areas_condition(scope=Scope(areas)), pk__in=ids",
        "pk__in=ids",
        PHONE,
    ),
    Mutant(
        "whoever may see may look at whole numbers",
        "linli/desk/views/people.py",
        "if not may_at(viewer=request.viewer, action=Action.REVEAL_IDENTITY, area=person.area)",
        "if not may_at(viewer=request.viewer, action=Action.SEE_PERSON, area=person.area)",
        WALK,
        "workers",
    ),
    Mutant(
        "whoever is signed in ends anybody's session",
        "linli/signin/commands/sessions.py",
        "UserSession.objects.filter(user=user, pk=session_id)",
        "UserSession.objects.filter(pk=session_id)",
        SCOPE,
        "secretary",
    ),
    Mutant(
        "exports of every area wait for an answer",
        "linli/exports/queries/exports.py",
        "Export.objects.filter(in_scope(viewer=viewer, action=Action.APPROVE_EXPORT), state=State.ASKED)",
        "Export.objects.filter(state=State.ASKED)",
        SCOPE,
        "secretary",
    ),
)
