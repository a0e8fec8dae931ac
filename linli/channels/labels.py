"""Words for channels, for messages, and for why one did not go out."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.channels.rules import ChannelKind, Fault, MessageKind, State
from linli.staff.labels import Label

CHANNEL_KINDS: Final[dict[str, Label]] = {
    ChannelKind.WECOM: _("企业微信群机器人"),
    ChannelKind.DINGTALK: _("钉钉群机器人"),
    ChannelKind.SMS: _("短信"),
}
MESSAGE_KINDS: Final[dict[str, Label]] = {
    MessageKind.EMERGENCY: _("紧急报告"),
    MessageKind.TEST: _("测试"),
}
STATES: Final[dict[str, Label]] = {
    State.WAITING: _("等待发出"),
    State.SENT: _("已发出"),
    State.REPLACED: _("没有发，有更新的一条"),
    State.FAILED: _("没有发出去"),
    State.GIVEN_UP: _("不再发"),
}
FAULTS: Final[dict[str, Label]] = {
    Fault.NOT_REACHED: _("连不上对方的服务器"),
    Fault.TOO_SLOW: _("对方太久没有回答"),
    Fault.MOVED: _("地址转到了别处，请重新复制机器人地址"),
    Fault.REFUSED: _("对方的服务器拒绝了"),
    Fault.NOT_TAKEN: _("机器人没有收，请核对地址和加签密钥"),
    Fault.NOT_UNDERSTOOD: _("看不懂对方的回答，请核对地址"),
    Fault.NOT_ALLOWED: _("这个地址不允许，请告诉系统管理员"),
    Fault.NO_COMMAND: _("这台服务器没有设置短信"),
    Fault.COMMAND_FAILED: _("短信没有发成"),
}
