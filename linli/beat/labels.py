"""Words for what kept a job from its end: what is known, and who can help."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FAULTS: Final[dict[str, Promise]] = {
    "BUSY": _("数据库正忙，没有轮到；过一会儿自动再做"),
    "DISK_FULL": _("磁盘满了，请管理员清出空间"),
    "DATABASE": _("数据库没有回应，请管理员检查"),
    "PROGRAM": _("程序出错，详情在这台机器的日志里"),
}
