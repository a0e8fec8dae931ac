"""Shapes of what is sent with a list of colleagues, and answered about its rows."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

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
            ".xlsx、.xls、.csv，一行一人。要有“姓名”和“地区”，可以有“用户名”“岗位”“从哪天起”；最多 1000 人。"
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.csv"}),
        error_messages={"required": _("请选择文件。")},
    )

    def clean_file(self) -> "UploadedFile[bytes]":
        """Return the file; a too large one, or none of a table, is refused before it is read into memory."""
        return table_at_door(file=self.cleaned_data["file"])


class AnswersForm(forms.Form):
    """What is asked about rows, each answer by itself; what is left out stays asked."""

    def __init__(self, data: Any, *, rows: Sequence[Previewed]) -> None:
        super().__init__(data)
        self.asked = [one for one in rows if one.judged.question is not None]
        for one in self.asked:
            if one.judged.question is Question.WHICH_AREA:
                self._ask(one, "area", _("是哪个地区"), list(one.facts.places.items()))
            else:
                self._ask(one, "same", _("和已有账号是同一个人吗"), _persons(one))

    def _ask(self, one: Previewed, kind: str, label: Any, choices: Sequence[tuple[str, Any]]) -> None:
        self.fields[f"{kind}-{one.row.number}"] = forms.ChoiceField(
            label=label, required=False, choices=[("", _("请选择")), *choices]
        )
        self.fields[f"{kind}-{one.row.number}"].asked_if = _("不选的，这一行先不添加")  # type: ignore[attr-defined]  # read by the page

    def field_of(self, one: Previewed) -> forms.BoundField | None:
        """Return the field that asks about a row; None where nothing is asked."""
        name = f"{'area' if one.judged.question is Question.WHICH_AREA else 'same'}-{one.row.number}"
        return self[name] if name in self.fields else None

    def answers(self) -> dict[int, Answered]:
        """Return what was answered, by number of row. Only of a valid form."""
        said = self.cleaned_data
        told = {
            one.row.number: Answered(
                said.get(f"area-{one.row.number}", ""), said.get(f"same-{one.row.number}", "")
            )
            for one in self.asked
        }
        return {number: answer for number, answer in told.items() if answer != Answered()}


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
