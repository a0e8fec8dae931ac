"""How a guardian is asked for, at a registration and later."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from linli.people.labels import CONSENTS
from linli.people.rules.guardians import Consent, GuardianSaid

NOT_NAMED: Final = _("请写监护人是谁、谁说的。")
NOT_ASKED: Final = _("不满十四周岁，请问监护人是否同意登记；问不到选“还不知道”。")


class GuardianField(forms.ChoiceField):
    """Whether a guardian agrees; nothing is chosen beforehand."""

    asked_if = _("不满十四周岁必填")

    def __init__(self) -> None:
        super().__init__(
            label=_("监护人同意登记吗（不满十四周岁）"),
            choices=[("", _("请选择")), *CONSENTS.items()],
            required=False,
        )


class GuardianWordField(forms.CharField):
    """Who a guardian is, or who said so: asked once the consent is known."""

    asked_if = _("同意或不同意时必填")

    def __init__(self, *, label: Promise) -> None:
        super().__init__(label=label, max_length=60, required=False)


class GuardianDoneForm(forms.Form):
    """What was done once a guardian refused."""

    done = forms.CharField(
        label=_("怎么办的"),
        max_length=200,
        help_text=_("例如：只登记居家观察依法必需的；已向镇里请示。"),
        error_messages={"required": _("请写明怎么办的。")},
    )


class GuardianForm(forms.Form):
    """A guardian, as told later."""

    guardian_consent = GuardianField()
    guardian = GuardianWordField(label=_("监护人姓名"))
    guardian_told_by = GuardianWordField(label=_("谁说的"))

    def clean(self) -> dict[str, Any]:
        """Ask for what is missing."""
        said = super().clean() or {}
        for name, words in faults_of(said=said).items():
            self.add_error(name, words)
        return said


def faults_of(*, said: Mapping[str, Any]) -> dict[str, Any]:
    """Return what must still be told of a child's guardian, by field; UNKNOWN is an answer."""
    consent = said.get("guardian_consent")
    if not consent:
        return {"guardian_consent": NOT_ASKED}
    if consent == Consent.UNKNOWN:
        return {}
    return {name: NOT_NAMED for name in ("guardian", "guardian_told_by") if not said.get(name)}


def guardian_said(*, said: Mapping[str, Any]) -> GuardianSaid:
    """Return what the fields tell."""
    return GuardianSaid(Consent(said["guardian_consent"]), said["guardian"], said["guardian_told_by"])
