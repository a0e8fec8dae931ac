"""Words for to whom data went, what they were, and how somebody was told; and the sentence to tell them."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Label = str | Promise
TO: Final[dict[str, Label]] = {
    "CLINIC": _("发热门诊"),
    "POLICE": _("派出所"),
    "MOVE": _("另一社区（转出）"),
    "FOUND": _("另一社区（登记和居住不在一处）"),
    "LEAD": _("另一社区（线索转交）"),
}
# What the other side gets to see, by the kind or as the app tells (kinds.HandedOn.what).
WHAT: Final[dict[str, Label]] = {
    "CLINIC": _("姓名、性别、年龄、为什么送医、流行病学史、同住人员、历次体温"),
    "POLICE": _("姓名、住址、劝说的各步，没有电话"),
    "POLICE_PHONE": _("姓名、住址、电话、劝说的各步"),
    "MOVE": _("登记卡、到达情况、观察和历次排查、新住址"),
    "MOVE_OFFERED": _("姓名、新住址、来源地、观察到哪天"),
    "FOUND": _("姓名、到达日期、现在的住址、登记在哪个社区"),
    "LEAD": _("线索上的姓名、号码和来源地"),
}
WHY: Final[dict[str, Label]] = {
    "CLINIC": _("诊治"),
    "POLICE": _("请民警上门劝说或帮助查找"),
    "MOVE": _("由那里继续观察"),
    "FOUND": _("确定由哪个社区负责"),
    "LEAD": _("找到您，确认您的情况"),
}
WAYS: Final[list[tuple[str, Label]]] = [
    ("FACE", _("当面告诉本人")),
    ("CALL", _("打电话告诉本人")),
    ("PAPER", _("书面告诉本人")),
    ("KIN", _("告诉了监护人，或代本人说话的家属")),
]
REASONS: Final[list[tuple[str, Label]]] = [
    ("LAW", _("法律规定要保密，或不需要告诉")),
    ("HINDERS", _("现在告诉会妨碍防疫")),
]
