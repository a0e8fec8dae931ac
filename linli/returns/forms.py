"""Shapes of what is typed about superiors' forms. Meaning is checked by commands."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from linli.returns.commands import Pointed
from linli.returns.labels import UNUSABLE, choices, holds_words
from linli.returns.plain_sheet import plain_sheet
from linli.returns.rules import Column, Holds
from linli.returns.rules.layout import Place
from linli.returns.rules.suggestions import Suggestion
from linli.returns.suggested import suggested, surely
from linli.sheets.unusable import LARGEST_BYTES
from linli.uploads.gate import look
from linli.uploads.kinds import Kind, Refused

MOST_NAMES: Final = 60
NAME_LENGTH: Final = 60
_FILE = forms.FileInput(attrs={"accept": ".xlsx"})


class LayoutForm(forms.Form):
    """What a form looks like: the superior's own file, or the names of its columns."""

    file = forms.FileField(
        label=_("上级发来的 Excel 表"),
        required=False,
        allow_empty_file=True,
        help_text=_("原样上传，不用改。填好后还是这张表，格式、合并的格子和公式都不动。"),
        widget=_FILE,
    )
    names = forms.CharField(
        label=_("没有表格文件，就写列名"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("一行写一个，例如：新增返乡人员。"),
    )

    def clean_file(self) -> "UploadedFile[bytes] | None":
        """Return the file; a too large one is refused before anything reads it into memory."""
        file: UploadedFile[bytes] | None = self.cleaned_data["file"]
        if file is None:
            return None
        try:
            look(file=file, kinds=frozenset({Kind.ZIP, Kind.OLE}), most_bytes=LARGEST_BYTES)
        except Refused as bad:
            words = UNUSABLE["TOO_LARGE" if bad.code == "TOO_LARGE" else "NOT_A_WORKBOOK"]
            raise ValidationError(str(words), code=bad.code.lower()) from bad
        return file

    def clean_names(self) -> list[str]:
        """Return the names that were written, each once, without empty lines."""
        lines = (line.strip().replace("\0", "") for line in self.cleaned_data["names"].splitlines())
        names = list(dict.fromkeys(line[:NAME_LENGTH] for line in lines if line))
        if len(names) > MOST_NAMES:
            raise ValidationError(gettext("最多 60 个列名。"), code="too_many")
        return names

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        said: dict[str, Any] = dict(super().clean() or {})
        if not {"file", "names"} & set(self.errors) and said.get("file") is None and not said.get("names"):
            self.add_error("file", _("请选择文件，或写列名。"))
        return said

    def content(self, *, title: str) -> tuple[str, bytes]:
        """Return the name and content of the file; of names, of a plain sheet made of them."""
        file = self.cleaned_data["file"]
        if file is not None:
            return (file.name or "")[-200:], file.read()
        return f"{title}.xlsx", plain_sheet(title=title, names=self.cleaned_data["names"])


class NewForm(LayoutForm):
    """A form that a superior asks for."""

    area = forms.ChoiceField(label=_("由谁填报"))
    title = forms.CharField(
        label=_("表名"), max_length=100, error_messages={"required": _("请写表名，和上级叫的一样。")}
    )
    asked_by = forms.CharField(
        label=_("哪个部门要"), max_length=100, error_messages={"required": _("请写明是哪个部门要的。")}
    )
    due_at = forms.TimeField(
        label=_("每天几点前交"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_("没有说定就不填。"),
    )
    field_order = ("area", "title", "asked_by", "due_at", "file", "names")

    def __init__(self, *args: Any, areas: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        """Offer the areas whose forms the viewer keeps; a single one is not asked."""
        super().__init__(*args, **kwargs)
        field = self.fields["area"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (declared above)
        field.choices = list(areas)
        if len(areas) == 1:
            field.widget = forms.HiddenInput()
            self.initial.setdefault("area", areas[0][0])


class PointForm(forms.Form):
    """What each place of a layout holds, with a reason where it is typed in."""

    def __init__(
        self, *args: Any, places: Sequence[Place], known: Mapping[str, Column], **kwargs: Any
    ) -> None:
        """Make a select and a reason for each place; `known`: what the layout before said, by path."""
        super().__init__(*args, **kwargs)
        self.places = places
        for number, place in enumerate(places):
            likely = suggested(path=place.path)
            before = known.get(place.path)
            sure = None if before else surely(path=place.path)
            self.fields[f"holds_{number}"] = forms.ChoiceField(
                label=place.path,
                required=False,
                choices=_offered(likely),
                initial=_value(sure.holds, sure.key) if sure else _of_before(before),
                widget=forms.Select(attrs={"class": "form-select"}),
            )
            self.fields[f"reason_{number}"] = forms.CharField(
                label=gettext("为什么推算不出来"),
                required=False,
                max_length=200,
                initial=before.reason if before else "",
            )

            if sure:
                self.fields[f"looked_{number}"] = forms.BooleanField(label=place.path, required=False)

    def clean(self) -> dict[str, Any]:
        """Ask why, where a place is typed in every day; and whether somebody looked, where what was proposed is left."""
        said: dict[str, Any] = dict(super().clean() or {})
        for number in range(len(self.places)):
            holds, looked = f"holds_{number}", f"looked_{number}"
            if (
                looked in self.fields
                and not said.get(looked)
                and said.get(holds) == self.fields[holds].initial
            ):
                self.add_error(looked, _("请看一眼这一项，没错就打勾。"))
            if said.get(f"holds_{number}") == Holds.TYPED and not said.get(f"reason_{number}"):
                self.add_error(f"reason_{number}", _("每天自己填的项目，请写明为什么推算不出来。"))
        return said

    def pointed(self) -> dict[str, Pointed]:
        """Return what places hold by path; those left alone are missing."""
        said = {
            place.path: (self.cleaned_data[f"holds_{n}"], self.cleaned_data[f"reason_{n}"])
            for n, place in enumerate(self.places)
        }
        return {path: _pointed(value, reason) for path, (value, reason) in said.items() if value}

    def rows(self) -> list[tuple[Place, forms.BoundField, forms.BoundField, forms.BoundField | None]]:
        """Return each place with its select, its reason, and whether somebody looked, None where nothing is proposed."""
        return [
            (
                place,
                self[f"holds_{number}"],
                self[f"reason_{number}"],
                self[f"looked_{number}"] if f"looked_{number}" in self.fields else None,
            )
            for number, place in enumerate(self.places)
        ]


def _pointed(value: str, reason: str) -> Pointed:
    holds, _colon, key = value.partition(":")
    kind = Holds(holds)
    return Pointed(kind, key, reason if kind is Holds.TYPED else "")


def _offered(likely: list[Suggestion]) -> list[tuple[str, Any]]:
    first = [(_value(one.holds, one.key), holds_words(holds=one.holds, key=one.key)) for one in likely]
    taken = {value for value, _words in first}
    rest = [(group, [row for row in rows if row[0] not in taken]) for group, rows in choices()]
    return [("", gettext("不填，原样留着")), *([(gettext("可能是"), first)] if first else []), *rest]


def _of_before(before: Column | None) -> str:
    return _value(before.holds, before.key) if before else ""


def _value(holds: Holds, key: str) -> str:
    return f"{holds}:{key}" if key else str(holds)
