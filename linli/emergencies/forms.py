"""Shapes of what is typed about an emergency. Meaning is checked by commands."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.emergencies.labels import EMERGENCY_KINDS
from linli.people.rules.numbers_in_words import numbers_in
from linli.staff.labels import Label


class WordsField(forms.CharField):
    """Words that the levels above read too: no number of a telephone or certificate stands in them."""

    asked_if: Label | str = ""

    def clean(self, value: Any) -> str:
        """Return what was said. Raises ValidationError, with the numbers in it."""
        said = str(super().clean(value))
        if found := numbers_in(words=said):
            raise forms.ValidationError(
                _("上级也会看到这段话，请去掉里面的电话和证件号码：%(found)s。"),
                params={"found": "、".join(found)},
            )
        return said


class EmergencyForm(forms.Form):
    """Something that must be known at once."""

    id = forms.UUIDField(widget=forms.HiddenInput)  # the same form again is the same emergency
    person = forms.UUIDField(
        widget=forms.HiddenInput, required=False
    )  # whom it is about, on whose page it was raised
    place = forms.ChoiceField(label=_("在哪里"), required=False)
    kind = forms.ChoiceField(label=_("发生了什么"), choices=EMERGENCY_KINDS, widget=forms.RadioSelect)
    words = WordsField(
        label=_("简要情况"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("时间、地点、现状、需要什么。不要写姓名和证件号码，上级也会看到。"),
    )
    people = forms.IntegerField(label=_("涉及人数"), required=False, min_value=0, max_value=100_000)

    def __init__(self, *args: Any, places: Sequence[tuple[str, Label]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = places  # type: ignore[attr-defined]  # of a field of choices
        if len(places) == 1 or self["person"].value():
            del self.fields["place"]


class AnswerForm(forms.Form):
    """What is done about it."""

    words = WordsField(
        label=_("正在做什么"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].asked_if = _("确认收到可以不写，续报、结束要写")  # type: ignore[attr-defined]  # read by the page


class UndoForm(forms.Form):
    """Why something done about it is taken back."""

    words = WordsField(label=_("为什么"), max_length=500, error_messages={"required": _("请写明情况。")})


class CorrectionForm(UndoForm):
    """What was said of it, put right, and why."""

    words_now = WordsField(
        label=_("简要情况应当是"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("请写明情况。")},
    )
    field_order = ("words_now", "words")
