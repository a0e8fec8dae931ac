"""Symptoms and temperatures as people write them into a roster."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from typing import Final

from linli.sheets.cells import Cell, said, text_of

LOWEST_C: Final = Decimal("34.0")
HIGHEST_C: Final = Decimal("42.0")
TENTH: Final = Decimal("0.1")

# Code, words. The order is that of the codes in a result; a longer word is taken before a shorter one inside it.
_WORDS: Final = {
    "FEVER": "发热|发烧|高烧|低烧|高热|低热|烧|fever",
    "DRY_COUGH": "干咳|干性咳嗽|dry cough",
    "COUGH": "咳嗽|咳痰|咳|cough",
    "FATIGUE": "乏力|无力|疲劳|疲乏|疲倦|没劲|没力气|没有力气|浑身无力|全身无力|四肢无力|倦怠|fatigue|tired|weak",
    "SORE_THROAT": "咽痛|咽喉痛|咽喉疼痛|咽喉不适|咽干|咽部不适|喉咙痛|喉咙疼|喉咙不适|嗓子疼|嗓子痛|嗓子不舒服|sore throat",
    "CHEST_TIGHTNESS": "胸闷|胸痛|胸口闷|憋闷|chest tightness|chest pain",
    "BREATHLESSNESS": "呼吸困难|呼吸急促|呼吸不畅|气促|气短|气喘|喘|喘不上气|憋气"
    "|breathless|short of breath|shortness of breath|dyspnea|dyspnoea",
    "POOR_APPETITE": "食欲不振|食欲减退|食欲差|没胃口|没有胃口|胃口差|纳差|厌食|不想吃饭|poor appetite|loss of appetite",
    "NAUSEA": "恶心|呕吐|想吐|反胃|nausea|vomiting|vomit",
    "DIARRHOEA": "腹泻|拉肚子|拉稀|腹痛腹泻|diarrhoea|diarrhea",
    "HEADACHE": "头痛|头疼|头晕|headache",
    "PALPITATIONS": "心慌|心悸|palpitations",
    "CONJUNCTIVITIS": "结膜炎|红眼|眼红|眼睛红|conjunctivitis",
    "MUSCLE_ACHE": "肌肉酸痛|肌肉疼痛|肌肉酸疼|全身酸痛|浑身酸痛|四肢酸痛|全身疼痛|浑身疼|肌痛|酸痛"
    "|muscle ache|muscle pain|myalgia|body ache",
}
_CODE_OF: Final = {word: code for code, words in _WORDS.items() for word in words.split("|")}
_WORD = "|".join(sorted(map(re.escape, _CODE_OF), key=len, reverse=True))
_ANY = re.compile(_WORD)
_END = r"(?:等?(?:任何)?(?:可疑|不适)?(?:症状|现象|情况|表现))"
_LIST = rf"(?:{_WORD})(?:\s*(?:[、/和及与或]|以及|or|and)?\s*(?:{_WORD}))*"
_COMMAS = rf"(?:{_WORD})(?:\s*(?:[、,/和及与或]|以及|or|and)?\s*(?:{_WORD}))*{_END}"
# A denial covers the words behind it (无发热咳嗽), beyond a comma only where the list is closed (无发热,咳嗽等症状): the
# more severe reading wins. 无力 is a word itself.
_DENIED = re.compile(
    r"(?:无(?!力)|未(?:见|有|出现|发现|曾)?|没有?(?!力气|劲|胃口)|否认(?:有)?|不(?!适|想吃|畅|振)(?:是|曾)?|非|\bno\b|\bnot\b|without|denies)"
    rf"\s*(?:明显|任何|过|其他|出现|有|any)?\s*(?:{_COMMAS}|{_LIST}{_END}?)"
)
_TAKEN_BACK = re.compile(rf"(?:{_WORD})\s*[:：]?\s*(?:\(?(?:无|否|没有|-)\)?)(?![力])")
_FINE = re.compile(
    r"(?:一切|身体|目前|均|都|状况|状态|情况|健康|体温|现|暂|无|未见|没有?|未发现|未出现|任何|其他|明显|不良|可疑|相关|上述|以上|等|的|为|是|正常|良好|较好|很好|还好|健康"
    r"|异常|不适|症状|反应|感觉|现象|无恙|否|好|暂无|尚可|无异|ok|normal|none|no|nil|good|fine|healthy|asymptomatic|symptoms?|n/a|na|null|false|[-—/\\、,。.;:!()\s0×✗√])+"
)
_PROBLEM = re.compile(
    r"(?<!无)(?<!未见)(?<!没有)(?<!未发现)(?<!未出现)(?<!无任何)(?<!无明显)(?<!无其他)(?:异常|不适|不正常|不好|不健康)|^(?:无症状)?有症状|^(?:非|不)正常"
)
_YES: Final = frozenset(("是", "有", "yes", "y", "true", "1", "√", "✓", "✔"))
_NO: Final = frozenset(("否", "不是", "没", "no", "n", "false", "0", "×", "✗", "x"))
_ASKS_HEALTH = re.compile(r"是否[^、,]*(?:健康|正常|良好)")
_EDGES = re.compile(
    r"^(?:有点|有|轻微|轻度|偶尔|稍微|略|伴|及|和|等|症状|现象|[\s、,。;:()])+|(?:症状|现象|等|有|[\s、,。;:()])+$"
)
_TEMPERATURE = re.compile(r"(?:体温)?[:]?(\d{1,3}(?:\.\d{1,3})?)(?:°c|℃|°|度c?|c|摄氏度)?")
_TENTHS_IN_WORDS = re.compile(r"(\d{2})度(\d)")


class BadTemperature(ValueError):
    """The cell is no body temperature within 34.0-42.0 °C."""


@dataclass(frozen=True)
class Symptoms:
    """What a cell says: codes in the order of the list, and words that no code stands for."""

    codes: tuple[str, ...]
    rest: str


def read_temperature(*, cell: Cell) -> Decimal | None:
    """Read degrees Celsius to one decimal; None for an empty cell or 正常.

    36.5℃, 36.5度, 36度5, 36,5 are read; 365 is not guessed. Raises BadTemperature outside 34.0-42.0, ends good.
    """
    text = said(cell).lower().replace(" ", "").replace(",", ".").replace("。", ".").replace("..", ".")
    if not text or (_FINE.fullmatch(text) and not any(c.isdigit() for c in text)):
        return None
    match = _TEMPERATURE.fullmatch(_TENTHS_IN_WORDS.sub(r"\1.\2", text))
    if not match:
        raise BadTemperature(text)
    try:
        degrees = Decimal(match[1]).quantize(TENTH, ROUND_HALF_UP)
    except InvalidOperation as bad:
        raise BadTemperature(text) from bad
    if not LOWEST_C <= degrees <= HIGHEST_C:
        raise BadTemperature(text)
    return degrees


def read_symptoms(*, cell: Cell, header: str) -> Symptoms:
    """Read symptoms; 无, 正常, 否 and the like are none, and a denial covers the words behind it.

    header: a plain yes under a header that names exactly one symptom (是否发热) means that one; under any other header
    it stays in `rest`.
    """
    return _read_symptoms(text_of(cell).lower(), header.lower())


@lru_cache(maxsize=8192)
def _read_symptoms(text: str, header: str) -> Symptoms:
    if text in _YES or text in _NO:
        return _from_answer(text, header)
    if _is_fine(text):
        return Symptoms((), "")
    open_text = _TAKEN_BACK.sub(" ", _DENIED.sub(" ", text))
    rest = _EDGES.sub("", _ANY.sub(" ", open_text))
    return Symptoms(_codes_in(open_text), "" if _is_fine(rest) else text)


def _from_answer(text: str, header: str) -> Symptoms:
    """Read a plain yes or no, whose sense lies in the question."""
    if _ASKS_HEALTH.search(header):
        return Symptoms((), "" if text in _YES else text)
    if text in _NO:
        return Symptoms((), "")
    asked = _codes_in(header)
    return Symptoms(asked, "") if len(asked) == 1 else Symptoms((), text)


def _is_fine(text: str) -> bool:
    return not text or (bool(_FINE.fullmatch(text)) and not _PROBLEM.search(text))


def _codes_in(text: str) -> tuple[str, ...]:
    found = {_CODE_OF[match[0]] for match in _ANY.finditer(text)}
    return tuple(code for code in _WORDS if code in found)
