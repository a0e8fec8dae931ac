"""Shapes of what staff type about papers. Meaning is checked by commands."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.papers.labels import KINDS
from linli.papers.rules import BODY_LENGTH


class RevokeForm(forms.Form):
    """Why a paper is revoked."""

    reason = forms.CharField(
        label=_("为什么作废"),
        max_length=200,
        help_text=_("例如：姓名写错。作废以后，扫码会显示已作废。"),
        error_messages={"required": _("请写明为什么作废。")},
    )


class RunForm(forms.Form):
    """Which kind, and for whom; `areas` are (code, name) of the viewer's communities and grids."""

    kind = forms.ChoiceField(
        label=_("文书"),
        choices=list(KINDS.items()),
        error_messages={"required": _("请选择文书。"), "invalid_choice": _("请选择文书。")},
    )
    area = forms.ChoiceField(
        label=_("给哪里的人"),
        help_text=_("只出给还没有这种文书的人；已有的不会重出。"),
        error_messages={
            "required": _("请选择社区或网格。"),
            "invalid_choice": _("只能选您负责的社区或网格。"),
        },
    )

    def __init__(self, data: Any = None, *, areas: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        field = self.fields["area"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (declared above)
        field.choices = areas


class TextForm(forms.Form):
    """A text with placeholders, and the version that the page showed."""

    body = forms.CharField(
        label=_("正文"),
        max_length=BODY_LENGTH,
        widget=forms.Textarea(attrs={"rows": 18}),
        help_text=_("一行一段；以“- ”开头的行是列表。花括号里的词在出具时换成那个人的内容。"),
        error_messages={"required": _("请填写正文。")},
    )
    after = forms.IntegerField(widget=forms.HiddenInput)


class OfficeForm(forms.Form):
    """Whom papers tell people to ring."""

    phone = forms.CharField(
        label=_("社区值班电话"),
        max_length=40,
        required=False,
        help_text=_("白天夜里都有人接的电话。不填的，文书上留空手写。"),
    )
    health_unit = forms.CharField(
        label=_("卫生机构名称"),
        max_length=60,
        required=False,
        help_text=_("例如：明光路社区卫生服务中心。解除告知单由它盖章。"),
    )
    doctor_phone = forms.CharField(label=_("社区医生电话"), max_length=40, required=False)
