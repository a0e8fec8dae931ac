"""What an auditor looks for."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from linli.areas.rules import AreaCode
from linli.day_fields import DayField
from linli.desk.queries.audit import Asked, is_audited
from linli.desk.registers import ACTS
from linli.staff.area_field import AreaField, offer_within
from linli.staff.rights import Action
from linli.staff.rules import Viewer, own_offices, scope


class AuditForm(forms.Form):
    """Conditions of the audit's page; each may be left out."""

    who = forms.CharField(
        label=_("工作人员（姓名或用户名）"),
        max_length=60,
        required=False,
        help_text=_("本人做的，和别人对其账号、岗位做的。更正以前的姓名也能查到。"),
    )
    act = forms.ChoiceField(label=_("做了什么"), choices=[("", _("全部")), *ACTS.items()], required=False)
    from_on = DayField(
        label=_("从哪天"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    until_on = DayField(
        label=_("到哪天"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    area = AreaField(required=False, help_text=_("名称、拼音、首字母或代码；包括它的下级。"))
    subject = forms.UUIDField(
        label=_("档案号"), required=False, help_text=_("本人档案页上的编号，或“只看这一项”。")
    )
    searched = forms.CharField(
        label=_("查找过的词"),
        max_length=60,
        required=False,
        help_text=_("谁在台账里查过这个姓名或住址。留痕里不存这个词，只能这样问。"),
    )
    before = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, viewer: Viewer) -> None:
        super().__init__(data)
        self.viewer = viewer
        within = scope(viewer=viewer, action=Action.SEE_AUDIT).areas
        offices = own_offices(viewer=viewer, action=Action.SEE_AUDIT)
        offer_within(form=self, within=within, at=offices)

    def clean_area(self) -> AreaCode | None:
        """Return the area. Raises ValidationError where the viewer audits none of this code."""
        code: AreaCode | None = self.cleaned_data["area"]
        if code and not is_audited(viewer=self.viewer, area=code):
            raise ValidationError(_("您负责的范围里没有这个地区，请核对名称或代码。"), code="area")
        return code

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the beginning."""
        said = super().clean() or {}
        from_on, until_on = said.get("from_on"), said.get("until_on")
        if from_on and until_on and until_on < from_on:
            self.add_error("until_on", _("结束日期不能早于开始日期。"))
        return said

    @property
    def asked(self) -> Asked:
        """What is looked for. Only of a valid form."""
        return Asked(**self.cleaned_data)
