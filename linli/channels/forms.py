"""Shapes of what is typed about a channel. Meaning is checked by commands."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.channels.labels import CHANNEL_KINDS
from linli.staff.labels import Label

ADDRESS_HELP = _(
    "机器人：群设置里复制的 https 地址。短信：值班手机号。谁知道这个地址谁就能发，保存后不再显示。"
)
SECRET_HELP = _("钉钉机器人的安全设置选“加签”时，以 SEC 开头的那一串。")


class _Secret(forms.TextInput):
    """A field whose text is not shown again once the form was sent."""

    def __init__(self) -> None:
        super().__init__(attrs={"autocomplete": "off", "spellcheck": "false"})


class ChannelForm(forms.Form):
    """A new channel of one of some offices."""

    area = forms.ChoiceField(label=_("发给哪一级"))
    kind = forms.ChoiceField(label=_("怎么发"), choices=[*CHANNEL_KINDS.items()], widget=forms.RadioSelect)
    name = forms.CharField(label=_("叫什么"), max_length=60, help_text=_("例如：街道值班群"))
    address = forms.CharField(label=_("地址或号码"), max_length=1000, widget=_Secret, help_text=ADDRESS_HELP)
    secret = forms.CharField(
        label=_("加签密钥"), max_length=200, required=False, widget=_Secret, help_text=SECRET_HELP
    )

    def __init__(self, *args: Any, areas: Sequence[tuple[str, Label]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = areas  # type: ignore[attr-defined]  # of a field of choices
        if len(areas) == 1:
            self.fields["area"].widget = forms.HiddenInput()
            self.fields["area"].initial = areas[0][0]


class CorrectForm(forms.Form):
    """What of a channel can be put right; its kind and office are those of another channel."""

    name = forms.CharField(label=_("叫什么"), max_length=60)
    address = forms.CharField(
        label=_("新的地址或号码"),
        max_length=1000,
        required=False,
        widget=_Secret,
        help_text=_("不改就空着。"),
    )
    secret = forms.CharField(
        label=_("新的加签密钥"), max_length=200, required=False, widget=_Secret, help_text=_("不改就空着。")
    )
