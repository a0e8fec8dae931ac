"""Words for what a phone is answered."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Sentences for the worker who must mend a record; the codes are part of the API.
REASONS: Final[dict[str, Promise]] = {
    "unknown_kind": _("服务器不认识这种记录；请更新手机页面后再发。"),
    "unknown_schema": _("这条记录的格式太新或太旧；请更新手机页面后再发。"),
    "malformed": _("这条记录填得不完整，请打开核对。"),
    "not_yours": _("这户不在您负责的社区；请存成文件交给对方社区。"),
    "closed": _("记录的时间晚于观察结束的时间；请核对时间。"),
    "future": _("记录的时间还没有到；请核对手机的时间。"),
    "before_start": _("记录的时间早于观察开始的那天；请核对时间。"),
    "unbelievable": _("体温不可信；请重新测量后改正。"),
    "id_reused": _("同一编号已经收到另一条内容；请核对后作为新记录再发。"),
    "known_elsewhere": _("此人已在其他社区登记；请与街道联系，由对方转出。"),
    "too_early": _("这家人请求过一段时间再联系；请在备注里写明为什么提前联系。"),
    "unknown_field": _("这一项不能在手机上改。"),
}
