"""Shapes of what is sent with a list of colleagues, and answered about its rows."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from linli.areas.queries import paths_of
from linli.sheets.uploaded import table_at_door
from linli.staff_lists.commands.receiving import Answered
from linli.staff_lists.queries.preview import Previewed
from linli.staff_lists.rules.rows import Question

NEW = "NEW"


class UploadForm(forms.Form):
    """A list of colleagues."""

    file = forms.FileField(
        label=_("人员名单文件"),
        allow_empty_file=True,  # the reader says in its own words what is wrong with an empty one
        help_text=_(
            ".xlsx、.xls、.csv，一行一人。要有“姓名”和“地区”，可以有“用户名”“岗位”“从哪天起”“电话”；最多 1000 人。"
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.csv"}),
        error_messages={"required": _("请选择文件。")},
    )

    def clean_file(self) -> "UploadedFile[bytes]":
        """Return the file; a too large one, or none of a table, is refused before it is read into memory."""
        return table_at_door(file=self.cleaned_data["file"])


class AnswersForm(forms.Form):
    """What is asked about rows, each answer by itself; what is left out stays asked, what was answered may be changed."""

    def __init__(self, data: Any, *, rows: Sequence[Previewed]) -> None:
        super().__init__(data)
        self.asked = [one for one in rows if one.judged.asks]
        codes = {code for one in self.asked for code in one.facts.places}
        paths = paths_of(codes=codes)
        for one in self.asked:
            if Question.WHICH_AREA in one.judged.asks:
                places = [(code, paths[code]) for code in one.facts.places]
                self._ask(one, "area", _("是哪个地区"), places, one.facts.chosen)
            if Question.SAME_PERSON in one.judged.asks:
                known = _persons(one)
                answer = one.row.answer if one.row.answer in dict(known) else ""
                self._ask(one, "same", _("和已有账号是同一个人吗"), known, answer)

    def _ask(
        self, one: Previewed, kind: str, label: Any, choices: Sequence[tuple[str, Any]], answer: str
    ) -> None:
        field = forms.ChoiceField(label=label, required=False, choices=[("", _("请选择")), *choices])
        field.asked_if = _("不答复，这一行就不添加")  # type: ignore[attr-defined]  # read by desk/field.html
        name = f"{kind}-{one.row.number}"
        self.fields[name], self.initial[name] = field, answer

    def fields_of(self, one: Previewed) -> list[forms.BoundField]:
        """Return the fields that ask about a row."""
        return [self[name] for name in _names(one) if name in self.fields]

    def answers(self) -> dict[int, Answered]:
        """Return what was answered, by number of row. Only of a valid form."""
        told = {one.row.number: Answered(*map(self._said, _names(one))) for one in self.asked}
        return {number: answer for number, answer in told.items() if answer != Answered()}

    def _said(self, name: str) -> str | None:
        return self.cleaned_data.get(name) if name in self.data else None


def _names(one: Previewed) -> tuple[str, str]:
    return f"area-{one.row.number}", f"same-{one.row.number}"


def _persons(one: Previewed) -> list[tuple[str, str]]:
    known = [
        (
            alike,
            gettext("就是第 %(number)s 行的那个人") % {"number": alike[1:]}
            if alike.startswith("#")
            else gettext("就是 %(name)s（%(username)s），不另加账号")
            % {"name": one.row.name, "username": alike},
        )
        for alike in one.facts.alike
    ]
    return [(NEW, gettext("不是同一个人，另加账号")), *known]
