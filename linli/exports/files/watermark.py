"""What every sheet and page of a copy says in sight: who, when, why, and its number."""

from dataclasses import dataclass

from linli.clock import SHANGHAI
from linli.exports.labels import KINDS, NUMBERS, PURPOSES
from linli.exports.models import Export, ExportCopy


@dataclass(frozen=True)
class Watermark:
    """The words of a copy, in Chinese. who: name of the one who took it; short: for a printed margin."""

    title: str
    who: str
    when: str
    why: str
    number: str
    warning: str = "含个人信息，只用于上述用途，用完销毁，不得转发"

    @property
    def long(self) -> str:
        """All of it in one line."""
        return f"{self.who} 于 {self.when} 导出　用途：{self.why}　{self.number}　{self.warning}"

    @property
    def short(self) -> str:
        """What a margin has room for."""
        return f"{self.who} {self.when} 导出　用途：{self.why}　{self.number}"


def watermark_of(*, copy: ExportCopy, place: str, who: str) -> Watermark:
    """Return a copy's watermark; call it with Chinese active. place: name of the export's area."""
    export: Export = copy.export
    purpose = str(dict(PURPOSES)[export.purpose])
    numbers = f"（{NUMBERS[export.numbers]}）" if export.numbers == "CLEAR" else ""
    return Watermark(
        title=f"{place}　{KINDS[export.kind]}{numbers}",
        who=who,
        when=f"{copy.taken_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}",
        why=f"{purpose}（{export.words}）" if export.words else purpose,
        number=f"第 {copy.number} 份　编号 {copy.label}",
    )
