"""Shapes of what is typed about superiors' forms. Meaning is checked by commands."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from linli.returns.labels import UNUSABLE
from linli.returns.plain_sheet import plain_sheet
from linli.sheets.unusable import LARGEST_BYTES
from linli.uploads.gate import look
from linli.uploads.kinds import Kind, Refused

MOST_NAMES: Final = 60
NAME_LENGTH: Final = 60
_FILE = forms.FileInput(attrs={"accept": ".xlsx,.xls"})


class LayoutForm(forms.Form):
    """What a form looks like: the superior's own file, or the names of its columns."""

    file = forms.FileField(
        label=_("上级发来的 Excel 表"),
        required=False,
        allow_empty_file=True,
        help_text=_(
            "原样上传，不用改。填好后还是这张表，格式、合并的格子和公式都不动；旧版 .xls 会改写成 .xlsx。"
        ),
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
