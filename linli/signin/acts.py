"""Words for what the audit tells of signin."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.audit.acts import Acts

ACTS: Final = Acts(
    words={
        "sign_in.done": _("登录"),
        "sign_in.failed": _("登录没有成功"),
        "sign_in.refused": _("登录试得太多，被挡"),
        "sign_in.unknown_many": _("没有这个人的登录太多，这一小时只计数"),
        "sign_in.unknown_counted": _("没有这个人的登录，那一小时的总数"),
        "sign_in_code.issued": _("发登录码"),
        "sign_in_code.used": _("用登录码登录"),
        "helper.link_given": _("给志愿者发链接"),
        "helper.taken_back": _("收回志愿者链接"),
        "second_factor.added": _("添加两步验证"),
        "second_factor.removed": _("去掉两步验证"),
        "second_factor.renewed": _("更换恢复码"),
        "second_factor.reset": _("为他人清除两步验证"),
        "second_factor.required_of": _("规定哪些岗位要两步验证"),
        "provider.connected": _("连接企业微信或钉钉"),
        "provider.disconnected": _("断开企业微信或钉钉"),
        "session.ended": _("在别处退出"),
        "password.changed": _("修改密码"),
    },
)
