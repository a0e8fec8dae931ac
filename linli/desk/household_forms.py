"""Shapes of what is typed about a household. Meaning is checked by commands."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from linli.day_fields import MomentField
from linli.observation.labels import CHANNELS, OUTCOMES
from linli.people.fields import NameField, PhoneField, paper_typed
from linli.people.labels import PAPERS
from linli.people.rules.papers import Paper
from linli.protocols.fields import TenthsField
from linli.protocols.labels import ALL_SYMPTOMS


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


class MemberCheckForm(forms.Form):
    """The check of one member; `outcome` '' leaves the member out of this visit."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    claimed_at = MomentField(widget=forms.HiddenInput)  # with the id: the same form again is the same check
    outcome = forms.ChoiceField(label=_("结果"), choices=[*OUTCOMES, ("", _("这次没查"))], required=False)
    temperature = TenthsField(
        label=_("体温（℃）"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
    symptoms = forms.MultipleChoiceField(
        label=_("症状"), choices=ALL_SYMPTOMS, widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, asked: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["symptoms"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 (declared above)
        field.choices = [pair for pair in ALL_SYMPTOMS if pair[0] in asked]

    def clean(self) -> dict[str, Any]:
        """Ask for a temperature or a symptom where somebody was seen; drop both where nobody was."""
        said = super().clean() or {}
        if said.get("outcome") != "DONE":
            said |= {"temperature": None, "symptoms": []}
        elif "temperature" in said and said["temperature"] is None and not said.get("symptoms"):
            self.add_error("temperature", _("请填写体温；没有测到时勾选症状，或选“这次没查”。"))
        return said
