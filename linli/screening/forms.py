"""Shapes of what staff type and tap for screening."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from linli.day_fields import DayField
from linli.screening.labels import ANSWERS, WAYS
from linli.screening.queries import Place
from linli.screening.rules import MOST_DOORS, Answer, Way
from linli.sheets.uploaded import table_at_door

# What a button says that takes a number back instead of writing one.
TAKE_BACK: Final = "TAKE_BACK"


def _day(label: Any) -> DayField:
    return DayField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


def _doors(label: Any, **more: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=MOST_DOORS,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "min": 0}),
        **more,
    )


class ListForm(forms.Form):
    """A list of doors, for one of the viewer's communities."""

    community = forms.ChoiceField(label=_("社区"), widget=forms.Select(attrs={"class": "form-select"}))
    file = forms.FileField(
        label=_("住户底册文件"),
        allow_empty_file=True,
        help_text=_(
            ".xlsx、.xls、.csv，一行一户。列名例如：小区、楼栋、单元、门牌，或村民组、门牌（没有门牌的写户主），或地址；"
            "网格、户主、人数、电话可以没有。"
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.csv"}),
        error_messages={"required": _("请选择文件。")},
    )

    def __init__(self, *args: Any, communities: Sequence[Place], **kwargs: Any) -> None:
        """Offer the viewer's communities; one alone is not asked for."""
        super().__init__(*args, **kwargs)
        field = self.fields["community"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (as declared above)
        field.choices = [(place.code, place.name) for place in communities]
        if len(communities) == 1:
            field.widget = forms.HiddenInput()
            field.initial = communities[0].code

    def clean_file(self) -> "UploadedFile[bytes]":
        """Return the file; a too large one, or none of a table, is refused before it is read into memory."""
        return table_at_door(file=self.cleaned_data["file"])


class CountForm(forms.Form):
    """How many doors a grid has, and when somebody counted them."""

    doors = _doors(_("户数"))
    counted_on = _day(_("清点日期"))


class TypedForm(forms.Form):
    """How many doors of a grid without a list were asked on a day."""

    on = _day(_("日期"))
    asked = _doors(_("问了几户"))
    nobody_home = _doors(_("其中无人在家"), initial=0)


class TypedBackForm(forms.Form):
    """The day of which a typed number is taken back."""

    on = _day(_("日期"))


class AnswerForm(forms.Form):
    """One tap at a door. id: of this tap, so that the same again is the same row; then: the door that follows.

    replaces: the answer that it puts right.
    """

    id = forms.UUIDField()
    answer = forms.ChoiceField(choices=[(code, ANSWERS[code]) for code in Answer])
    way = forms.ChoiceField(choices=[(code, WAYS[code]) for code in Way])
    then = forms.UUIDField(required=False)
    replaces = forms.UUIDField(required=False)
