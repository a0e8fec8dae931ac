"""Shapes of what staff type to strike a check, to record it anew, or to put it back."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.observation.labels import CHANNELS
from linli.observation.question_fields import add_question_fields, question_fields
from linli.protocols.asked import symptoms_asked
from linli.protocols.fields import TenthsField
from linli.protocols.labels import ALL_SYMPTOMS
from linli.protocols.rules import ProtocolRules

ANEW: Final = "ANEW"


class PutBackForm(forms.Form):
    """Why a struck check counts again."""

    reason = forms.CharField(
        label=_("原因"), max_length=200, error_messages={"required": _("请写明为什么恢复。")}
    )


class StrikeForm(forms.Form):
    """Why a check is struck and, where it is recorded anew, what should have been typed."""

    id = forms.UUIDField(widget=forms.HiddenInput)  # of the check recorded anew
    reason = forms.CharField(
        label=_("为什么划掉"),
        max_length=200,
        help_text=_("例如：36.3 误填成 37.3。"),
        error_messages={"required": _("请写明为什么划掉。")},
    )
    temperature = TenthsField(
        label=_("正确的体温（℃）"),
        required=False,
        help_text=_("测量时间等照原来的登记。"),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
    symptoms = forms.MultipleChoiceField(
        label=_("正确的症状"), choices=ALL_SYMPTOMS, widget=forms.CheckboxSelectMultiple, required=False
    )
    well = forms.BooleanField(
        label=_("问过没有不适，没有量体温"),
        required=False,
        help_text=_("原来就没有量体温、只改方式的，勾选这里。"),
    )
    channel = forms.ChoiceField(
        label=_("正确的方式"),
        choices=CHANNELS,
        widget=forms.RadioSelect,
        required=False,
        help_text=_("方式登错的在这里改。"),
    )
    then = forms.ChoiceField(choices=[(ANEW, ANEW), ("STRIKE", "STRIKE")], required=False)

    def __init__(self, *args: Any, rules: ProtocolRules, said: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = symptoms_asked(rules=rules)
        field = self.fields["symptoms"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 (declared above)
        field.choices = self.asked
        add_question_fields(form=self, rules=rules, said=said)

    @property
    def question_fields(self) -> list[forms.BoundField]:
        """The fields of what the version asks beside symptoms."""
        return list(question_fields(self))

    def clean(self) -> dict[str, Any]:
        """Ask for what should have been typed where it is recorded anew."""
        said = super().clean() or {}
        if said.get("then") != ANEW or "temperature" in self.errors:
            return said
        is_blank = said.get("temperature") is None and not said.get("symptoms")
        if is_blank and not said.get("well"):
            self.add_error(
                "temperature",
                _("请填写正确的体温，没有量的勾选“问过没有不适”；不重新登记的，请按“只划掉”。"),
            )
        if said.get("well") and not is_blank:
            self.add_error("well", _("已填体温或症状，又勾选了没有不适；请改一处。"))
        if "channel" in self.fields and not said.get("channel"):
            self.add_error("channel", _("请选择这次是怎么查的。"))
        return said
