"""The shapes of what is said to a finding."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.emergencies.forms import WordsField

READ_ABOVE: Final = _("上级也看得到：不要写居民的姓名、电话和证件号码。")


class FindingAnswerForm(forms.Form):
    """What is behind a finding."""

    answer = WordsField(
        label=_("核实的情况"),
        max_length=500,
        help_text=READ_ABOVE,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("请写明核实的情况。")},
    )


class FindingCorrectionForm(FindingAnswerForm):
    """Another answer in place of the one that stands."""

    reason = WordsField(
        label=_("为什么更正"),
        max_length=200,
        error_messages={"required": _("请写明为什么更正。")},
    )


class FindingJudgementForm(forms.Form):
    """Why an answer is enough, why not, or why a judgement is taken back; the command says where words are needed."""

    words = WordsField(
        label=_("说明"),
        max_length=500,
        help_text=READ_ABOVE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].asked_if = _("认可的可以不写，不认可、撤回的要写")  # type: ignore[attr-defined]  # read by the page
