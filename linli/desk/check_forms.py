"""Shapes of checks that are typed beside each other: of a household, or of a list. Meaning is checked by commands."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.day_fields import MomentField
from linli.desk.household_forms import WayForm
from linli.observation.again_form import again_field
from linli.observation.labels import OUTCOMES
from linli.protocols.asked import symptoms_asked
from linli.protocols.fields import TenthsField
from linli.protocols.labels import ALL_SYMPTOMS
from linli.protocols.rules import ProtocolRules

# Asked, and nothing is the matter; nobody measured. It is typed as one word and recorded as a check without a reading.
WELL: Final = "WELL"
WELL_WORDS: Final = _("都好：没有不适，没有量体温")


class MemberCheckForm(forms.Form):
    """The check of one member; `outcome` '' leaves the member out of this visit, WELL becomes DONE without a reading."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    again = again_field()
    claimed_at = MomentField(widget=forms.HiddenInput)  # with the id: the same form again is the same check
    outcome = forms.ChoiceField(
        label=_("结果"), choices=[*OUTCOMES, (WELL, WELL_WORDS), ("", _("这次没查"))], required=False
    )
    temperature = TenthsField(
        label=_("体温（℃）"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "data-column": ""}),
    )
    symptoms = forms.MultipleChoiceField(
        label=_("症状"), choices=ALL_SYMPTOMS, widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, rules: ProtocolRules, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["symptoms"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 (declared above)
        field.choices = symptoms_asked(rules=rules)

    def clean(self) -> dict[str, Any]:
        """Ask for a temperature or a symptom where somebody was seen; refuse both where nobody was."""
        said = super().clean() or {}
        told = said.get("temperature") is not None or bool(said.get("symptoms"))
        if said.get("outcome") == WELL:
            said["outcome"] = "DONE"
        elif said.get("outcome") != "DONE":
            if told:
                self.add_error("outcome", _("已填体温或症状，又没有选“见到或联系到”；请改一处。"))
            said |= {"temperature": None, "symptoms": []}
        elif "temperature" in said and said["temperature"] is None and not said.get("symptoms"):
            self.add_error("temperature", _("请填写体温；没有测到时勾选症状，或选“这次没查”。"))
        return said


class ListForm(WayForm):
    """What is asked once for a whole list: how it was asked, and when."""

    claimed_at = MomentField(
        label=_("查的时间"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("补录纸上的名单时，改成当时的时间。"),
    )
    seen_by = forms.CharField(
        label=_("谁查的"), max_length=60, required=False, help_text=_("补录别人查的才填，例如：王建国。")
    )


class EntryForm(forms.Form):
    """One row of a list. A row in which nothing was typed was not checked; a reading says that somebody was seen."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    again = again_field()
    temperature = TenthsField(
        label=_("体温（℃）"),
        required=False,
        widget=forms.TextInput(
            attrs={"inputmode": "decimal", "autocomplete": "off", "maxlength": 10, "data-column": ""}
        ),
    )
    outcome = forms.ChoiceField(
        label=_("结果"),
        choices=[
            ("", "—"),
            (WELL, _("都好，没有量")),
            *(pair for pair in OUTCOMES if pair[0] != "DONE"),
        ],
        required=False,
    )
    symptoms = forms.MultipleChoiceField(label=_("症状"), choices=ALL_SYMPTOMS, required=False)

    def __init__(self, *args: Any, rules: ProtocolRules, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["symptoms"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 (declared above)
        field.choices = symptoms_asked(rules=rules)

    def clean(self) -> dict[str, Any]:
        """Say what came of it; refuse a reading or a symptom of somebody who was not seen."""
        said = super().clean() or {}
        told = said.get("temperature") is not None or bool(said.get("symptoms"))
        if told and said.get("outcome") in {"NOBODY_HOME", "REFUSED"}:
            self.add_error("outcome", _("已填体温或症状，又选了无人在家或拒绝；请改一处。"))
        elif told or said.get("outcome") == WELL:
            said["outcome"] = "DONE"
        return said
