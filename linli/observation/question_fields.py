"""Fields for the further questions of a version, alike wherever a check is typed or typed anew."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.protocols.asked import choices_of, worded
from linli.protocols.questions import LONGEST_ANSWER, NOT_KNOWN, Question, answers
from linli.protocols.rules import ProtocolRules


class AnswerField(forms.CharField):
    """A number or a few words that answer a question; 不清楚 says that nobody knew."""

    default_error_messages = {"shape": gettext_lazy("请填写数字；不知道的写“不清楚”。")}

    def __init__(self, *, question: Question, **told: Any) -> None:
        super().__init__(max_length=LONGEST_ANSWER, required=False, **told)
        self.question = question

    def prepare_value(self, value: Any) -> Any:
        """Show what was answered as it is typed."""
        return _("不清楚") if value == NOT_KNOWN else value

    def clean(self, value: Any) -> str:
        """Return the answer, '' for none. Raises ValidationError for what is none."""
        said: str = super().clean(value)
        if said in {"不清楚", _("不清楚")}:
            return NOT_KNOWN
        if said and not answers(question=self.question, said=said):
            raise ValidationError(self.error_messages["shape"], code="shape")
        return said


def add_question_fields(*, form: forms.Form, rules: ProtocolRules, said: Mapping[str, str]) -> None:
    """Add a field for each question of a version; `said` is what was answered before. Nothing is preselected."""
    for question in rules.questions:
        name = f"answer_{question.code}"
        form.fields[name] = _field(question)
        form.initial[name] = said.get(question.code, "")


def _field(question: Question) -> forms.Field:
    choices = choices_of(question)
    if not choices:
        return AnswerField(question=question, label=worded(question))
    return forms.ChoiceField(label=worded(question), choices=[("", _("没有问")), *choices], required=False)


def question_fields(form: forms.Form) -> Iterator[forms.BoundField]:
    """Yield the fields of questions, in the order of the version."""
    return (form[name] for name in form.fields if name.startswith("answer_"))


def answered(*, form: forms.Form) -> dict[str, str]:
    """Return what was answered, by code; what nobody asked is not there."""
    return {
        name.removeprefix("answer_"): said
        for name, said in form.cleaned_data.items()
        if name.startswith("answer_") and said
    }
