"""Words for what the audit tells of requests about somebody's own data."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.audit.acts import Acts

ACTS: Final = Acts(
    words={
        "subject_request.taken_in": _("登记本人对自己数据的要求"),
        "subject_request.shown": _("记下怎么核实是本人"),
        "subject_request.found": _("确认要求说的是谁"),
        "subject_request.unfound": _("收回：要求说的不是此人"),
        "subject_request.copied": _("给本人打印自己的数据"),
        "subject_request.done": _("办结本人的要求"),
        "subject_request.nothing_held": _("答复这里没有此人的数据"),
        "subject_request.refused": _("不办本人的要求"),
        "subject_request.withdrawn": _("本人收回要求"),
        "subject_request.reopened": _("重新办理本人的要求"),
        "subject_request.expired": _("按期限销毁，本人的要求随之了结"),
    },
    looks={"subject_request.copied": ""},
)
