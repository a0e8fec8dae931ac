"""Shapes of what is typed when a shift is handed over."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

NOTE_LENGTH = 500


class NoteForm(forms.Form):
    """What the next one must know."""

    note = forms.CharField(
        label=_("交班说明"),
        max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("例如：约好几点再去哪户、钥匙在哪、谁会来电话。写门牌就够，不用写姓名和号码。"),
        error_messages={"required": _("请写交班说明；没有特别的事就写“无”。")},
    )


class ShiftForm(NoteForm):
    """To whom a shift is handed, and what the next one must know."""

    taker = forms.ChoiceField(label=_("交给谁"), error_messages={"required": _("请选择接班的人。")})
    field_order = ["taker", "note"]

    def __init__(self, data: Any, *, takers: list[tuple[str, str]]) -> None:
        super().__init__(data)
        field = self.fields["taker"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (declared above)
        field.choices = takers if len(takers) == 1 else [("", _("请选择")), *takers]


class StrikeForm(forms.Form):
    """Why a hand-over is struck."""

    reason = forms.CharField(
        label=_("为什么划掉"), max_length=200, error_messages={"required": _("请写明原因。")}
    )
