"""Words that a doctor says of an event."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Label = str | Promise

# What a doctor says most often of an alert; a button fills it in.
REVIEW_PHRASES: Final[list[Label]] = [
    _("复测体温正常，无症状，继续居家观察。"),
    _("电话问诊：原有慢性病，与平时一样，继续观察。"),
    _("上门看过，无发热，症状轻，继续观察，每日两次测温。"),
    _("测量有误，已按正确数值重新登记。"),
]
