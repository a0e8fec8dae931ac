"""Shapes of what is typed about a household. Meaning is checked by commands."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from linli.observation.labels import CHANNELS
from linli.people.fields import NameField, PhoneField, paper_typed
from linli.people.labels import PAPERS
from linli.people.rules.papers import Paper


class MemberForm(forms.Form):
    """Somebody who lives in the household and did not come from elsewhere."""

    name = NameField(label=_("姓名"), max_length=60)
    id_type = forms.ChoiceField(label=_("证件类型"), choices=PAPERS, initial="ID_CARD", required=False)
    id_number = forms.CharField(label=_("证件号码"), max_length=40, required=False)
    phone = PhoneField(label=_("联系电话"), max_length=20, required=False)

    def clean(self) -> dict[str, Any]:
        """Read the number of the certificate by its kind; an ID card's tells sex and birth."""
        said = super().clean() or {}
        if "id_number" in said and "id_type" in said:
            try:
                said["paper"] = paper_typed(kind=said["id_type"] or Paper.ID_CARD, text=said["id_number"])
            except ValidationError as error:
                self.add_error("id_number", error)
        return said


class RoomsForm(forms.Form):
    """Whether the members can keep apart."""

    cannot_separate = forms.TypedChoiceField(
        label=_("能不能分开住（各住一间、不共用卫生间）"),
        choices=[("no", _("能分开")), ("yes", _("不能分开"))],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )


class TakeFromCareForm(forms.Form):
    """Why a family is not named to care any more."""

    reason = forms.CharField(
        label=_("撤回关爱的原因"), max_length=200, help_text=_("例如：家人已出院回家；登记有误。")
    )


class WayForm(forms.Form):
    """How a household was seen or asked: nothing is preselected, since nobody has said it yet."""

    channel = forms.ChoiceField(
        label=_("方式"),
        choices=CHANNELS,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择这次是怎么查的。")},
    )
