"""Shapes of asking another community to take somebody over, and of its answer."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.areas.rules import DIGITS, Level

AWAY: Final = "AWAY"  # to a place without Linli


class RefusalForm(forms.Form):
    """Why a hand-over is sent back."""

    reason = forms.CharField(
        label=_("退回原因"),
        max_length=200,
        widget=forms.TextInput(attrs={"placeholder": _("例如：该住址查无此人。")}),
        error_messages={"required": _("请写明退回原因。")},
    )


class MoveForm(forms.Form):
    """Where somebody moves: the name of a community and, of those that are called so, which one."""

    community = forms.CharField(
        label=_("转往哪里"),
        max_length=100,
        help_text=_("写社区名称，如“金大塘社区”；出了省、不在系统里的，写地名，如“广东省深圳市”。"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "list": "neighbours"}),
    )
    chosen = forms.ChoiceField(
        label=_("是哪一个"),
        widget=forms.RadioSelect,
        required=False,
        help_text=_("同名的社区，本区县的在前。"),
    )
    address = forms.CharField(label=_("那里的住址"), max_length=200, required=False)
    together = forms.BooleanField(label=_("全户正在观察的人一起转"), required=False)

    def __init__(
        self, data: Any = None, *, places: Sequence[tuple[str, str]] = (), household: int = 1
    ) -> None:
        super().__init__(data)
        if data is None:
            del self.fields["chosen"]
        else:
            away = (AWAY, _("不在上面：出了省或不在系统里，按转出结束观察"))
            self.fields["chosen"].choices = [*places, away]  # type: ignore[attr-defined]  # as declared above
        if household < len(("one", "other")):
            del self.fields["together"]

    def clean(self) -> dict[str, Any]:
        """Take a whole code as it is; of a name ask which place is meant; of a household that moves, where to."""
        said = super().clean() or {}
        if said.get("together") and not said.get("address", "").strip():
            self.add_error("address", _("全户一起转，请填那里的住址。"))
        if "community" not in said or "chosen" not in said:
            return said
        if code := code_in(text=said["community"]):
            said["chosen"] = code
        elif said["community"].strip().isdigit():
            self.add_error("community", _("请填写社区名称，或 12 位社区代码。"))
        elif not said["chosen"]:
            self.add_error("chosen", _("请选择是哪一个。"))
        return said


def code_in(*, text: str) -> str:
    """Return the code of a community that a text is, '' for a name or another number."""
    plain = text.strip()
    return plain if len(plain) == DIGITS[Level.COMMUNITY] and plain.isascii() and plain.isdigit() else ""
