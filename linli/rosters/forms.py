"""Shapes of what staff type when they bring a roster in."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from linli.areas.models import Area
from linli.areas.rules import AreaCode, NotAnAreaCode
from linli.day_fields import DayField
from linli.rosters.labels import FIELDS
from linli.rosters.preview import SheetMapping
from linli.rosters.rules import fields
from linli.rosters.rules.headers import ColumnMapping
from linli.sheets.reading import LARGEST_BYTES, UnreadableFile
from linli.uploads.gate import Kind, Refused, look

MOST_LISTED: Final = 200  # a longer list of communities is no list any more; the code is typed then
FIRST_YEAR: Final = 2000
LAST_YEAR: Final = 2100


TABLES: Final = frozenset({Kind.ZIP, Kind.OLE, Kind.TEXT})
_WORDS: Final = {"WRONG_KIND": "NOT_A_SPREADSHEET"}  # what the gate says, in the words of rosters


def _table(file: "UploadedFile[bytes]") -> "UploadedFile[bytes]":
    try:
        look(file=file, kinds=TABLES, most_bytes=LARGEST_BYTES)
    except Refused as bad:
        said = UnreadableFile(_WORDS.get(bad.code, bad.code))
        raise ValidationError(gettext(said.message), code=bad.code.lower()) from bad
    return file


class UploadForm(forms.Form):
    """A roster file, for one of the viewer's communities."""

    file = forms.FileField(
        label=_("花名册文件"),
        allow_empty_file=True,  # the reader says in its own words what is wrong with an empty one
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.csv"}),
        error_messages={"required": _("请选择要导入的文件。")},
    )
    community = forms.CharField(
        label=_("社区代码"),
        max_length=12,
        help_text=_("名单上的人登记到哪个社区，12 位数字。"),
    )
    on = DayField(
        label=_("名单日期"),
        help_text=_("名单是哪一天的情况。人员从导入时起登记，应查从下一个时段安排。"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    year = forms.IntegerField(
        label=_("年份"),
        required=False,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        help_text=_("日期里没写年份（如“1月23日”）时算作这一年；不填就是名单日期的那一年。"),
    )

    def __init__(self, *args: Any, communities: Sequence[Area], today: date, **kwargs: Any) -> None:
        """Offer the communities: one is taken without asking, up to 200 are listed, of more the code is typed."""
        super().__init__(*args, **kwargs)
        self.allowed = {area.code for area in communities}
        choices = [(area.code, area.name) for area in communities]
        if len(choices) <= MOST_LISTED:
            empty = [] if len(choices) == 1 else [("", _("请选择"))]
            self.fields["community"] = forms.ChoiceField(
                label=_("登记到社区"),
                choices=[*empty, *choices],
                widget=forms.HiddenInput if len(choices) == 1 else forms.Select,
                error_messages={"invalid_choice": _("只能导入到您负责的社区。")},
            )
        if len(choices) == 1:
            self.initial.setdefault("community", choices[0][0])
        self.initial.setdefault("on", today)
        self.fields["on"].widget.attrs["max"] = today.isoformat()

    def clean_file(self) -> "UploadedFile[bytes]":
        """Return the file; a too large one, or none of a table, is refused before it is read into memory."""
        return _table(self.cleaned_data["file"])

    def clean_community(self) -> AreaCode:
        """Return the code of one of the viewer's communities."""
        try:
            code = AreaCode(self.cleaned_data["community"].strip())
        except NotAnAreaCode as error:
            raise ValidationError(_("社区代码应为 12 位数字。"), code="shape") from error
        if code not in self.allowed:
            raise ValidationError(_("只能导入到您负责的社区。"), code="foreign")
        return code


class OwnDayForm(forms.Form):
    """The list's own day: of which day its temperatures are."""

    on = DayField(
        label=_("体温、症状是哪天的"),
        required=False,
        help_text=_("名单上的体温只作为那天的记录，不算已经上门或打过电话。"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class PlaceForm(forms.Form):
    """Where a list belongs that names another community than the one that it is entered for."""

    place = forms.ChoiceField(
        label=_("登记到哪个社区"),
        widget=forms.RadioSelect,
        error_messages={"required": _("名单上写的是别的社区，请说明登记到哪里。")},
    )

    def __init__(
        self, *args: Any, own: tuple[str, str], others: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        """Offer the community that was chosen, and those named where the viewer may enter; (code, name) each."""
        super().__init__(*args, **kwargs)
        keep = (own[0], gettext("没有错，就登记到%(name)s") % {"name": own[1]})
        moved = [(code, gettext("改为登记到%(name)s") % {"name": name}) for code, name in others]
        self.fields["place"].choices = [keep, *moved]  # type: ignore[attr-defined]


class SheetForm(forms.Form):
    """The fields that a person chooses for the columns of one sheet."""

    def __init__(self, *args: Any, sheet: SheetMapping, **kwargs: Any) -> None:
        """Make one select for each column that holds anything."""
        super().__init__(*args, **kwargs)
        self.sheet = sheet
        choices = [("", _("没有对应的，写进备注")), *((field, FIELDS[field]) for field in fields.FIELDS)]
        for column in asked_columns(sheet=sheet):
            label = column.header or gettext("（没有列名）")
            attrs = {
                "class": "form-select",
                "aria-label": gettext("“%(header)s”列导入为") % {"header": label},
            }
            self.fields[field_name(column=column)] = forms.ChoiceField(
                label=label,
                choices=choices,
                required=False,
                initial=column.field or "",
                widget=forms.Select(attrs=attrs),
            )

    def clean(self) -> dict[str, Any]:
        """Refuse a field that two columns share, at the later of the two."""
        said: dict[str, Any] = dict(super().clean() or {})
        first: dict[str, str] = {}
        for column in asked_columns(sheet=self.sheet):
            field = said.get(field_name(column=column), "")
            if field and field in first:
                words = {"field": FIELDS[field], "header": first[field]}
                self.add_error(
                    field_name(column=column),
                    gettext("“%(field)s”已由“%(header)s”列导入；一个字段只能选一列。") % words,
                )
            first.setdefault(field, column.header)
        return said

    def answers(self) -> list[str]:
        """Return what is chosen now, one field a column of the sheet, '' to leave it out; also of a wrong form."""
        asked = {column.index for column in asked_columns(sheet=self.sheet)}
        return [
            str(self[field_name(column=column)].value() or "") if column.index in asked else ""
            for column in self.sheet.columns
        ]


def asked_columns(*, sheet: SheetMapping) -> list[ColumnMapping]:
    """Return the columns with a header or a sample; nobody is asked about the others."""
    return [column for column in sheet.columns if column.header or any(sheet.samples[column.index])]


def field_name(*, column: ColumnMapping) -> str:
    """Return the name of a column's select in its sheet's form."""
    return f"column_{column.index}"


class TakeBackForm(forms.Form):
    """Why a list is taken back."""

    reason = forms.CharField(
        label=_("为什么撤回"),
        max_length=200,
        help_text=_("例如：传错了社区；列选错了。"),
        error_messages={"required": _("请写明为什么撤回。")},
    )


class TakeInForm(forms.Form):
    """Why a list that was taken back is taken in again."""

    reason = forms.CharField(
        label=_("为什么取消撤回"),
        max_length=200,
        error_messages={"required": _("请写明为什么取消撤回。")},
    )


class LeadTableForm(forms.Form):
    """A list of leads: a file, or rows pasted from a table with their header."""

    file = forms.FileField(
        label=_("名单文件"),
        required=False,
        allow_empty_file=True,
        help_text=_(".xlsx、.xls、.csv；第一行是列名，例如：姓名、身份证号、联系电话、来源地、备注。"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.csv"}),
    )
    rows = forms.CharField(
        label=_("或者把表格粘贴在这里"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("从表格软件里连同列名一起复制。"),
    )

    def clean_file(self) -> "UploadedFile[bytes] | None":
        """Return the file; a too large one, or none of a table, is refused before it is read into memory."""
        file: UploadedFile[bytes] | None = self.cleaned_data["file"]
        return None if file is None else _table(file)

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        said: dict[str, Any] = dict(super().clean() or {})
        if not self.errors and said.get("file") is None and not said.get("rows", "").strip():
            self.add_error("file", _("请选择文件，或粘贴表格。"))
        return said

    def place(self) -> str:
        """Return the field that the list came through."""
        return "file" if self.cleaned_data["file"] is not None else "rows"

    def content(self) -> tuple[str, bytes]:
        """Return the name and content of the list, pasted rows as a text table."""
        file = self.cleaned_data["file"]
        if file is not None:
            return file.name or "", file.read()
        return "leads.csv", self.cleaned_data["rows"].encode()
