"""Shapes of what whoever runs a community types about its workers and doctors."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from linli.areas.rules import AreaCode
from linli.day_fields import DayField
from linli.staff.forms import NAME_LENGTH
from linli.staff.labels import ROLES
from linli.staff.phone_fields import PhoneField
from linli.staff.rights import COLLEAGUE_ROLES, Role
from linli.staff.rules import username_of

REASON_LENGTH = 200
Places = Sequence[tuple[str, str]]


class PlaceForm(forms.Form):
    """A role at one of the places; a worker of a grid, a worker or doctor of the whole community."""

    role = forms.ChoiceField(label=_("岗位"), choices=[(role.value, ROLES[role]) for role in COLLEAGUE_ROLES])
    area = forms.ChoiceField(
        label=_("负责哪里"),
        help_text=_("网格员选网格；还没有划分网格的，先选整个社区，以后再更正。医生选整个社区。"),
    )

    def __init__(self, data: Any, *, places: Places, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        field = self.fields["area"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (declared above)
        field.choices = list(places)

    def clean_role(self) -> Role:
        """Return the role."""
        return Role(self.cleaned_data["role"])

    def clean_area(self) -> AreaCode:
        """Return the place."""
        return AreaCode(self.cleaned_data["area"])


class OfferForm(PlaceForm):
    """A post for somebody who has an account."""

    username = forms.CharField(
        label=_("用户名"), max_length=NAME_LENGTH, help_text=_("由本人告诉您。大小写不分。")
    )
    from_on = DayField(
        label=_("从哪天起任职"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    field_order = ["username", "role", "area", "from_on"]

    def __init__(self, data: Any, *, places: Places, today: date) -> None:
        super().__init__(data, places=places, initial={"from_on": today})

    def clean_username(self) -> str:
        """Return the name in its one form."""
        name = username_of(typed=self.cleaned_data["username"])
        if not name or any(letter.isspace() for letter in name):
            raise ValidationError(_("用户名里不能有空格。"), code="blank")
        return name


class ColleagueForm(OfferForm):
    """Somebody without an account, with the first post."""

    full_name = forms.CharField(label=_("姓名"), max_length=NAME_LENGTH)
    phone = PhoneField(help_text=_("上级、下级的同事能看到，好打电话。"))
    field_order = ["full_name", "username", "phone", "role", "area", "from_on"]

    def __init__(self, data: Any, *, places: Places, today: date) -> None:
        super().__init__(data, places=places, today=today)
        self.fields["username"].help_text = _("登录时用，一人一个，例如姓名的拼音。大小写不分。")


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = forms.CharField(
        label=_("原因"), max_length=REASON_LENGTH, error_messages={"required": _("请写明原因。")}
    )


class PostCorrectionForm(PlaceForm, ReasonForm):
    """The right role and place, and why."""

    field_order = ["role", "area", "reason"]


class NameForm(ReasonForm):
    """The right name, and why."""

    full_name = forms.CharField(label=_("正确的姓名"), max_length=NAME_LENGTH)
    anyway = forms.BooleanField(label=_("仍要改"), required=False, widget=forms.HiddenInput)
    field_order = ["full_name", "reason", "anyway"]

    def may_stand(self, *, namesakes: Sequence[str]) -> bool:
        """Say whether the name is taken as it is; asks once where others, by user name, have it. Only of a valid form."""
        if not namesakes or self.cleaned_data["anyway"]:
            return True
        self.fields["anyway"].widget = forms.CheckboxInput()
        alike = _("、").join(
            _("%(name)s（%(username)s）") % {"name": self.cleaned_data["full_name"], "username": username}
            for username in namesakes
        )
        self.add_error(
            "anyway", _("还有一位同名的：%(alike)s。没有写错的，请勾选“仍要改”。") % {"alike": alike}
        )
        return False


class WorkPhoneForm(ReasonForm):
    """The right telephone, and why."""

    phone = PhoneField(label=_("正确的工作电话"))
    field_order = ["phone", "reason"]


class OwnPhoneForm(forms.Form):
    """One's own telephone."""

    phone = PhoneField(label=_("我的工作电话"), help_text=_("上级、下级的同事能看到，好打电话。"))
