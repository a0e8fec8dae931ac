"""Words for stored codes: screens never show a code."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

POLICE_DID: Final[list[tuple[str, str | Promise]]] = [
    ("VISITED", _("已上门说明")),
    ("PERSUADED", _("已劝说，本人同意配合")),
    ("WARNED", _("已告诫")),
    ("NOT_MET", _("没有见到本人")),
]
