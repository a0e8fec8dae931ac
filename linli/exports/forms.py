"""Shapes of what staff type about exports. Meaning is checked by commands."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.day_fields import DayField
from linli.exports.commands import NewExport
from linli.exports.kinds import OF_NUMBERS, Kind, Wanted
from linli.exports.labels import COLUMNS, FORMS, NUMBERS, PURPOSES, Label
from linli.exports.rules.asking import MOST_DAYS, Numbers, Purpose

SHORTEST_WORDS = 4
DAY = {"type": "date"}


class AskForm(forms.Form):
    """What is to be taken away, and why; `areas` are (code, name) where the viewer may, `kind` says which columns."""

    area = forms.ChoiceField(
        label=_("哪里的人"),
        error_messages={
            "required": _("请选择社区或网格。"),
            "invalid_choice": _("只能选您负责的社区或网格。"),
        },
    )
    columns = forms.MultipleChoiceField(
        label=_("要哪些列"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("只选用得上的。少一列，丢了就少伤一个人。"),
        error_messages={"required": _("请至少选一列。"), "invalid_choice": _("请从列表里选择。")},
    )
    numbers = forms.ChoiceField(
        label=_("证件号码和电话"),
        widget=forms.RadioSelect,
        initial=Numbers.MASKED,
        help_text=_("完整号码要另外选；名单里每个人的页面上都会写着谁带走了他的号码。"),
        error_messages={"required": _("请选择。"), "invalid_choice": _("您不能导出完整号码。")},
    )
    from_on = DayField(
        label=_("从哪天"),
        widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
        error_messages={"required": _("请填写开始日期。"), "invalid": _("请填写日期，例如 2020-01-27。")},
    )
    until_on = DayField(
        label=_("到哪天"),
        widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
        error_messages={"required": _("请填写结束日期。"), "invalid": _("请填写日期，例如 2020-01-27。")},
    )
    purpose = forms.ChoiceField(
        label=_("做什么用"),
        choices=[("", _("请选择")), *PURPOSES],
        error_messages={"required": _("请选择用途。"), "invalid_choice": _("请选择用途。")},
    )
    words = forms.CharField(
        label=_("具体说明"),
        min_length=SHORTEST_WORDS,
        max_length=100,
        help_text=_(
            "会印在每一页上，批准的人也看得到。不要写居民的姓名。例如：第二网格轮换，交给接班的网格员。"
        ),
        error_messages={
            "required": _("请写明做什么用。"),
            "min_length": _("请写清楚一些，至少 4 个字。"),
            "max_length": _("最多 100 个字。"),
        },
    )
    form = forms.ChoiceField(
        label=_("文件"),
        choices=FORMS,
        widget=forms.RadioSelect,
        initial="xlsx",
        error_messages={"required": _("请选择文件格式。"), "invalid_choice": _("请选择文件格式。")},
    )
    persons = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, data: Any = None, *, kind: Kind, areas: Sequence[tuple[str, str]], numbers: Sequence[Numbers]
    ) -> None:
        super().__init__(data)
        self.kind = kind
        self._choose("area", areas)
        self._choose("columns", [(column, COLUMNS[column]) for column in kind.columns])
        self.initial["columns"] = list(kind.usual)
        if OF_NUMBERS & set(kind.columns):
            self._choose("numbers", [(one.value, NUMBERS[one]) for one in numbers])
        else:
            del self.fields["numbers"]
        if not kind.has_period:
            del self.fields["from_on"], self.fields["until_on"]

    def _choose(self, name: str, choices: Sequence[tuple[str, Label]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (declared above)
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        """Refuse full numbers without a column for them, and a period that is none or too long."""
        said = super().clean() or {}
        if said.get("numbers") == Numbers.CLEAR and not OF_NUMBERS & set(said.get("columns", [])):
            self.add_error("numbers", _("要完整号码，请在上面勾选联系电话或身份证号。"))
        from_on, until_on = said.get("from_on"), said.get("until_on")
        if from_on and until_on:
            if until_on < from_on:
                self.add_error("until_on", _("结束日期不能早于开始日期。"))
            elif until_on - from_on >= timedelta(days=MOST_DAYS):
                self.add_error("until_on", _("一次最多 31 天。"))
        return said

    @property
    def new(self) -> NewExport:
        """What is asked for. Only of a valid form; the columns come in the kind's own order."""
        said = self.cleaned_data
        return NewExport(
            kind=self.kind.code,
            wanted=Wanted(
                area=said["area"],
                columns=tuple(column for column in self.kind.columns if column in said["columns"]),
                numbers=Numbers(said.get("numbers", Numbers.MASKED)),
                from_on=said.get("from_on"),
                until_on=said.get("until_on"),
            ),
            form=said["form"],
            purpose=Purpose(said["purpose"]),
            words=said["words"],
        )


class RefuseForm(forms.Form):
    """Why an export is refused."""

    reason = forms.CharField(
        label=_("为什么不批准"),
        max_length=200,
        help_text=_("申请的人看得到。例如：送物资用不着身份证号，请去掉这一列再申请。"),
        error_messages={"required": _("请写明为什么不批准。")},
    )


class ApproveForm(forms.Form):
    """How many persons the page showed when somebody agreed."""

    persons = forms.IntegerField(widget=forms.HiddenInput)
