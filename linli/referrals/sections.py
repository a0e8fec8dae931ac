"""What the page of a person shows of referrals."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.people.queries import PersonFile
from linli.referrals.queries import referrals_of, referrals_open
from linli.referrals.queries.results import words_on
from linli.staff.rules import Viewer
from linli.staff.sections import Section, Shown


def _open(viewer: Viewer, file: PersonFile, _now: datetime) -> Mapping[str, object]:
    return {"referrals": list(referrals_open(viewer=viewer, people=file.ids))}


def _history(viewer: Viewer, file: PersonFile, _now: datetime) -> Mapping[str, object]:
    referrals = list(referrals_of(viewer=viewer, people=file.ids))
    words = words_on(referrals=[referral.pk for referral in referrals])
    return {"history": [(referral, words.get(referral.pk, [])) for referral in referrals]}


REFERRALS: Final = Section("referrals", _("送医"), "referrals/banners.html", _open)
HISTORY: Final = Section(
    "referral_history", _("送医经过和结果"), "referrals/history.html", _history, Shown.IN_SIGHT
)
