"""Shape of how an observation ends, but for release and move. Meaning is checked by commands."""

from typing import Any, Final

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from linli.day_fields import DayField
from linli.observation.rules import State

ENDS: Final[list[tuple[str, str | Promise]]] = [
    ("LOST", _("失联")),
    ("STRUCK_OFF", _("登记有误，注销")),
    ("DIED", _("死亡")),
]


class EndForm(forms.Form):
    """How an observation ends, but for release and move."""

    state = forms.ChoiceField(label=_("结束原因"), choices=[("", _("请选择")), *ENDS])
    reason = forms.CharField(label=_("说明"), max_length=200)
    died_on = DayField(
        label=_("去世日期（只在死亡时填）"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    day_unknown = forms.BooleanField(label=_("死亡，但不知道是哪天"), required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for the day of a death, or that nobody knows it; drop both of another end."""
        said = super().clean() or {}
        if said.get("state") != State.DIED:
            return said | {"died_on": None, "day_unknown": False}
        if said.get("died_on") and said.get("day_unknown"):
            self.add_error("day_unknown", _("填了去世日期，就不要勾选“不知道是哪天”。"))
        elif not said.get("died_on") and not said.get("day_unknown") and "died_on" not in self.errors:
            self.add_error("died_on", _("请填写去世日期；没有人知道的，请勾选“不知道是哪天”。"))
        return said
