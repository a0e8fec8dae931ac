"""What a version asks, in the words of whoever reads: symptoms, questions, and what was answered."""

from collections.abc import Mapping

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from linli.protocols.labels import ALL_SYMPTOMS
from linli.protocols.models import Protocol
from linli.protocols.questions import NOT_KNOWN, Question, QuestionKind, Wording, symptoms_of
from linli.protocols.rules import ProtocolRules
from linli.protocols.versions import rules_of
from linli.staff.labels import Label

_words: dict[str, Wording] = {}


def worded(one: Wording | Question) -> str:
    """Return the words in the language of whoever reads, Chinese where there are no others."""
    return one.en if one.en and (get_language() or "").startswith("en") else one.zh


def symptoms_asked(*, rules: ProtocolRules) -> list[tuple[str, Label]]:
    """Return (code, words) of the symptoms that a version asks about: Linli's own first, then the version's."""
    known = [pair for pair in ALL_SYMPTOMS if pair[0] in rules.symptoms]
    return [*known, *((one.code, worded(one)) for one in rules.own_symptoms)]


def symptom_word(code: str) -> Label:
    """Return the words of a symptom of any version; a statement once for one of a version's own."""
    known = dict(ALL_SYMPTOMS).get(code)
    if known is not None:
        return known
    if code not in _words:
        for rows in Protocol.objects.exclude(own_symptoms=[]).values_list("own_symptoms", flat=True):
            _words.update((one.code, one) for one in symptoms_of(rows))
    return worded(_words[code]) if code in _words else _("后来的方案问的症状")


def symptom_words() -> dict[str, str]:
    """Return the words of every symptom of every version, by code; one statement."""
    rows = Protocol.objects.exclude(own_symptoms=[]).values_list("own_symptoms", flat=True)
    own = {one.code: worded(one) for row in rows for one in symptoms_of(row)}
    return {code: str(label) for code, label in ALL_SYMPTOMS} | own


def choices_of(question: Question) -> list[tuple[str, str]]:
    """Return (code, words) of what a question may be answered with; none for a number or a text."""
    match question.kind:
        case QuestionKind.YES_NO:
            return [("YES", _("是")), ("NO", _("否")), (NOT_KNOWN, _("不清楚"))]
        case QuestionKind.CHOICE:
            return [*((one.code, worded(one)) for one in question.choices), (NOT_KNOWN, _("不清楚"))]
        case _:
            return []


def answers_told(*, version: str, said: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return (question, answer) in words, in the order of the version; none for a question that nobody answered."""
    if not said:
        return []
    return [
        (worded(question), _answer(question, said[question.code]))
        for question in rules_of(version).questions
        if question.code in said
    ]


def _answer(question: Question, word: str) -> str:
    if word == NOT_KNOWN:
        return _("不清楚")
    return dict(choices_of(question)).get(word, word)
