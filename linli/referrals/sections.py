"""What the page of a person shows of referrals."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.people.queries import PersonFile
from linli.referrals.queries import referrals_open
from linli.staff.rules import Viewer
from linli.staff.sections import Section


def _open(viewer: Viewer, file: PersonFile, _now: datetime) -> Mapping[str, object]:
    return {"referrals": list(referrals_open(viewer=viewer, people=file.ids))}


REFERRALS: Final = Section("referrals", _("送医"), "referrals/banners.html", _open)
