"""An area picked by its name, its pinyin or initials, or its code: a field that asks which one is meant."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from linli.areas.naming import meant
from linli.areas.queries import paths_of, search
from linli.areas.rules import AreaCode, NotAnAreaCode

PLACES: Final = 12
LONGEST: Final = 60
HELP: Final = _("写名称、拼音或首字母，例如“填海巷”“thx”，再选；也可以写区划代码。")


@dataclass(frozen=True)
class Said:
    """What was typed, and the code of the place that was chosen of those that were offered for these very words, or ''."""

    text: str
    chosen: str = ""

    def __str__(self) -> str:
        """Return what was typed."""
        return self.text


class AreaInput(forms.TextInput):
    """A line in which a place is typed, and below it the places to choose from; a script offers them while one types."""

    template_name = "staff/area_input.html"
    offered: Sequence[tuple[str, str]] = ()
    more = False

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Said | None:
        """Return what was typed, with what was chosen; a choice for other words than those that stand there is none."""
        text = data.get(name)
        if text is None:
            return None
        was_for_these = data.get(f"{name}_asked") == text
        return Said(text, str(data.get(f"{name}_chosen", "")) if was_for_these else "")

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Return what the template draws."""
        chosen = value.chosen if isinstance(value, Said) else ""
        context = super().get_context(name, value, attrs)
        return context | {
            "offered": self.offered,
            "more": self.more,
            "chosen": chosen,
            "look_up": reverse_lazy("staff:places"),
        }


class AreaField(forms.Field):
    """The code of an area. within, at: the subtrees, and the very areas, in which places are offered, set by the form.

    A whole code is taken as it is, wherever it lies: whether the viewer may do there what is asked is for the view.
    """

    widget = AreaInput
    within: Sequence[AreaCode] = ()
    at: Sequence[AreaCode] = ()

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"label": _("地区"), "help_text": HELP, **options})

    def clean(self, value: Any) -> AreaCode | None:
        """Return the code that is meant. Raises ValidationError, and offers places where none is named without a doubt."""
        said = value if isinstance(value, Said) else Said(str(value or ""))
        text = said.text.replace("\0", "").strip()[:LONGEST]
        if not text:
            self._ensure_not_asked()
            return None
        for whole in (said.chosen, text):
            with suppress(NotAnAreaCode):
                return AreaCode(whole)
        if text.isdigit():
            raise ValidationError(_("区划代码应为 2、4、6、9、12 或 15 位数字。"), code="shape")
        found = search(text=text, under=self.within, at=self.at, limit=PLACES + 1)
        if code := meant(text=text, called={area.code: area.name for area in found}):
            return AreaCode(code)
        if not found:
            raise ValidationError(
                _("您负责的范围里没有叫“%(text)s”的地区，请核对。"), code="unknown", params={"text": text}
            )
        self.widget.offered = list(paths_of(codes=[area.code for area in found[:PLACES]]).items())
        self.widget.more = len(found) > PLACES
        raise ValidationError(_("请选是哪一个。"), code="several")

    def _ensure_not_asked(self) -> None:
        if self.required:
            raise ValidationError(self.error_messages["required"], code="required")


def offer_within(
    *, form: forms.BaseForm, name: str = "area", within: Sequence[AreaCode], at: Sequence[AreaCode] = ()
) -> None:
    """Let a field of a form offer the places of some subtrees, and of some very areas."""
    field = form.fields[name]
    assert isinstance(field, AreaField)  # noqa: S101 (declared so by the form)
    field.within, field.at = within, at
