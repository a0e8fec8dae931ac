"""Shapes of asking another community to take somebody over, and of its answer."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.areas.place_form import chosen_field, name_field, offer, read_place

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

    community = name_field(
        label=_("转往哪里"),
        help_text=_("写社区名称，如“金大塘社区”；出了省、不在系统里的，写地名，如“广东省深圳市”。"),
    )
    chosen = chosen_field()
    address = forms.CharField(label=_("那里的住址"), max_length=200, required=False)
    together = forms.BooleanField(label=_("全户正在观察的人一起转"), required=False)

    def __init__(
        self, data: Any = None, *, places: Sequence[tuple[str, str]] = (), household: int = 1
    ) -> None:
        super().__init__(data)
        offer(form=self, places=[*places, (AWAY, _("不在上面：出了省或不在系统里，按转出结束观察"))])
        if household < len(("one", "other")):
            del self.fields["together"]
        else:
            self.fields["address"].asked_if = _("全户一起转时要填")  # type: ignore[attr-defined]  # read by the page

    def clean(self) -> dict[str, Any]:
        """Take a whole code as it is; of a name ask which place is meant; of a household that moves, where to."""
        said = super().clean() or {}
        if said.get("together") and not said.get("address", "").strip():
            self.add_error("address", _("全户一起转，请填那里的住址。"))
        read_place(form=self, said=said)
        return said
