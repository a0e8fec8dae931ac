"""Words for how a duty stands, of whatever kind."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TASK_STATES: Final[dict[str, str | Promise]] = {
    "LATER": _("未到时间"),
    "OPEN": _("待办"),
    "OVERDUE": _("超时未办"),
    "DONE": _("已办"),
    "NOBODY_HOME": _("无人在家"),
    "REFUSED": _("拒绝"),
    "NOT_NEEDED": _("不用办"),
    "MISSED": _("漏办"),
}
