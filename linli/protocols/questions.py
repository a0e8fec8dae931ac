"""Further questions that a version asks at a door, and symptoms of its own: their words, and what answers them."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Final

# Asked, and nobody knew. What nobody asked has no answer at all.
NOT_KNOWN: Final = "UNKNOWN"
# Source: docs/rules/protocols.md#questions.
LONGEST_ANSWER: Final = 60
MOST_QUESTIONS: Final = 12


class QuestionKind(StrEnum):
    """How a question is answered; NOT_KNOWN answers each."""

    YES_NO = "YES_NO"
    CHOICE = "CHOICE"
    NUMBER = "NUMBER"
    TEXT = "TEXT"


@dataclass(frozen=True)
class Wording:
    """Something with its words in both languages; en: '' where nobody said it in English."""

    code: str
    zh: str
    en: str = ""


@dataclass(frozen=True)
class Question:
    """A question, asked of each person at each check. choices: of a CHOICE, in order."""

    code: str
    kind: QuestionKind
    zh: str
    en: str = ""
    choices: tuple[Wording, ...] = ()


class NotALine(ValueError):
    """A line that says no symptom or no question; its number from 1."""


def code_of(*, letter: str, zh: str) -> str:
    """Return the code of what is worded so: the same words have the same code in each version and each county."""
    return letter + hashlib.sha256(zh.encode()).hexdigest()[:8].upper()


def answers(*, question: Question, said: str) -> bool:
    """Say whether something answers a question. Source: docs/rules/protocols.md#questions."""
    if said == NOT_KNOWN:
        return True
    match question.kind:
        case QuestionKind.YES_NO:
            return said in {"YES", "NO"}
        case QuestionKind.CHOICE:
            return said in {choice.code for choice in question.choices}
        case QuestionKind.NUMBER:
            return re.fullmatch(r"-?\d{1,6}(\.\d{1,2})?", said) is not None
        case QuestionKind.TEXT:
            return 0 < len(said.strip()) <= LONGEST_ANSWER


def unanswerable(*, questions: tuple[Question, ...], said: Mapping[str, str]) -> list[str]:
    """Return the codes of answers that answer no question, in their order."""
    known = {question.code: question for question in questions}
    return [
        code
        for code, word in said.items()
        if code not in known or not answers(question=known[code], said=word)
    ]


def written(said: Mapping[str, str]) -> str:
    """Return answers as they are kept; '' for none, and the same for the same."""
    return json.dumps(dict(sorted(said.items())), ensure_ascii=False) if said else ""


def read(kept: str) -> dict[str, str]:
    """Return answers that were kept."""
    found: dict[str, str] = json.loads(kept) if kept else {}
    return found


# As people type them, one a line: 中文 | English; before a question its kind, after it the choices. ------------------

KINDS: Final[dict[str, QuestionKind]] = {
    "是非": QuestionKind.YES_NO,
    "单选": QuestionKind.CHOICE,
    "数字": QuestionKind.NUMBER,
    "文字": QuestionKind.TEXT,
}


def symptoms_typed(*, lines: str) -> tuple[Wording, ...]:
    """Read symptoms of a version's own: 耳鸣 | Ringing ears. Raises NotALine."""
    return tuple(_wording("S", zh=zh, en=en) for _number, (zh, en) in _lines(lines, parts=2))


def questions_typed(*, lines: str) -> tuple[Question, ...]:
    """Read questions: 是非 | 最近去过集市吗 | Been to a market; 单选 | 戴口罩吗 | Mask | 一直=Always、有时=Sometimes.

    Raises NotALine, also for one question too many and for the same twice.
    """
    found: list[Question] = []
    for number, (kind_word, zh, en, choice_words) in _lines(lines, parts=4):
        kind, choices = KINDS.get(kind_word), tuple(_choices_typed(choice_words))
        words = _wording("Q", zh=zh, en=en)
        is_asked = words.code in {one.code for one in found} or len(found) == MOST_QUESTIONS
        if kind is None or not zh or is_asked or (kind == QuestionKind.CHOICE) != bool(choices):
            raise NotALine(number)
        found.append(Question(words.code, kind, words.zh, words.en, choices))
    return tuple(found)


def _choices_typed(words: str) -> Iterator[Wording]:
    for one in re.split("[、；;]", words):
        if one.strip():
            zh, _, en = one.partition("=")
            yield _wording("C", zh=zh.strip(), en=en.strip())


def lines_of_symptoms(symptoms: tuple[Wording, ...]) -> str:
    """Return symptoms as they would be typed."""
    return "\n".join(f"{one.zh} | {one.en}" for one in symptoms)


def lines_of_questions(questions: tuple[Question, ...]) -> str:
    """Return questions as they would be typed."""
    words = {kind: word for word, kind in KINDS.items()}
    return "\n".join(" | ".join([words[one.kind], one.zh, one.en, *_choices(one)]) for one in questions)


def _choices(question: Question) -> list[str]:
    return ["、".join(f"{one.zh}={one.en}" for one in question.choices)] if question.choices else []


def _lines(lines: str, *, parts: int) -> Iterator[tuple[int, list[str]]]:
    """Yield the lines that say anything, by their number from 1, each in so many parts, '' where it has fewer."""
    for number, line in enumerate(lines.splitlines(), start=1):
        said = [part.strip() for part in re.split("[|｜]", line)]
        if not any(said):
            continue
        if len(said) > parts or not said[0]:
            raise NotALine(number)
        yield number, said + [""] * (parts - len(said))


def _wording(letter: str, *, zh: str, en: str) -> Wording:
    return Wording(code_of(letter=letter, zh=zh), zh, en)


# As a row keeps them ---------------------------------------------------------------------------------


def rows_of(words: tuple[Wording, ...] | tuple[Question, ...]) -> list[dict[str, Any]]:
    """Return symptoms or questions as a column keeps them."""
    return json.loads(json.dumps([asdict(one) for one in words]))  # type: ignore[no-any-return]  # lists and texts


def symptoms_of(rows: list[dict[str, Any]]) -> tuple[Wording, ...]:
    """Read symptoms of a column."""
    return tuple(Wording(**row) for row in rows)


def questions_of(rows: list[dict[str, Any]]) -> tuple[Question, ...]:
    """Read questions of a column."""
    return tuple(
        Question(row["code"], QuestionKind(row["kind"]), row["zh"], row["en"], symptoms_of(row["choices"]))
        for row in rows
    )
