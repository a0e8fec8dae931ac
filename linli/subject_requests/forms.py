"""Shapes of taking a request in, and of what is done with it."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.day_fields import MomentField
from linli.subject_requests.labels import ASKERS, SHOWN, WANTED, WAYS
from linli.subject_requests.rules import Asker, Shown, Way, contradictions

CONTRADICTIONS: Final = {
    "shown": _("电话里不能当面认出，请选别的。"),
    "asker_name": _("本人提出的不填别人的姓名；别人提出的，请选是谁。"),
}


class RequestForm(forms.Form):
    """A request about somebody on file, as it was told."""

    wanted = forms.ChoiceField(
        label=_("要什么"),
        choices=WANTED,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择要什么。")},
    )
    words = forms.CharField(
        label=_("原话"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("例如：电话登记错了；想知道民警看过没有。"),
    )
    asker = forms.ChoiceField(
        label=_("谁提出的"),
        choices=ASKERS,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择谁提出的。")},
    )
    asker_name = forms.CharField(
        label=_("提出的人的姓名"), max_length=60, required=False, help_text=_("本人提出的不用填。")
    )
    shown = forms.ChoiceField(
        label=_("怎么核实的"),
        choices=SHOWN,
        widget=forms.RadioSelect,
        help_text=_("没有核实，可以先登记；核实以前什么也不给。"),
        error_messages={"required": _("请选择怎么核实的；没有核实就选“还没有核实”。")},
    )
    way = forms.ChoiceField(
        label=_("怎么提出的"),
        choices=WAYS,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择怎么提出的。")},
    )
    asked_at = MomentField(
        label=_("什么时候"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"required": _("请填写什么时候提出的。")},
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the name of who speaks for the person."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("asker") not in {None, Asker.SELF} and not said.get("asker_name", "").strip():
            self.add_error("asker_name", _("请填写提出的人的姓名。"))
        if not {"way", "shown", "asker"} <= said.keys():
            return said
        wrong = contradictions(
            way=Way(said["way"]),
            shown=Shown(said["shown"]),
            asker=Asker(said["asker"]),
            asker_name=said.get("asker_name", ""),
        )
        for field in sorted(wrong):
            self.add_error(field, CONTRADICTIONS[field])
        return said


class NameForm(forms.Form):
    """Whom a request is about who is on no file, and which community is asked."""

    name = forms.CharField(label=_("说的是谁"), max_length=60, error_messages={"required": _("请填写姓名。")})
    community = forms.ChoiceField(label=_("社区"))

    def __init__(self, *args: Any, communities: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["community"].choices = communities  # type: ignore[attr-defined]  # a ChoiceField, as declared above
        if len(communities) == 1:
            self.fields["community"].widget = forms.HiddenInput()
            self.fields["community"].initial = communities[0][0]


class WordsForm(forms.Form):
    """What is said of what is done."""

    words = forms.CharField(
        label=_("说明"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ReasonForm(forms.Form):
    """Why something is refused, taken back or opened again."""

    words = forms.CharField(
        label=_("理由"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("请写明理由。")},
    )


class ShownForm(forms.Form):
    """How it was shown that it is they."""

    shown = forms.ChoiceField(
        label=_("怎么核实的"),
        choices=SHOWN,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择怎么核实的；没有核实就选“还没有核实”。")},
    )
    words = forms.CharField(label=_("说明"), max_length=200, required=False)
