"""Words for what the audit tells of people registered elsewhere."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.audit.acts import Acts

ACTS: Final = Acts(
    words={
        "found_here.noted": _("登记到别的社区的人"),
        "found_here.looked_after": _("照看别的社区的人"),
        "found_here.kept_there": _("答复：仍由登记的社区负责"),
        "found_here.taken_back": _("撤回登记到别的社区的人"),
        "found_here.handed_over": _("档案转给所在社区"),
    },
)
