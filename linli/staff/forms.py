"""Shapes of what administrators type about staff."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from linli.areas.rules import AreaCode
from linli.day_fields import DayField
from linli.staff.area_field import AreaField, offer_within
from linli.staff.commands import MemberTold
from linli.staff.labels import ROLES, SEATS
from linli.staff.models import User
from linli.staff.phone_fields import PhoneField
from linli.staff.queries import Colleague
from linli.staff.queries.teams import SeatTold
from linli.staff.rights import Role
from linli.staff.rules import Seat, username_of

NAME_LENGTH: Final = 60


class AreaForm(forms.Form):
    """An area by its name or code; within: the subtrees in which places are offered."""

    area = AreaField()

    def __init__(self, data: Any = None, *, within: Sequence[AreaCode]) -> None:
        super().__init__(data)
        offer_within(form=self, within=within)


class PostForm(AreaForm):
    """A role at an area."""

    role = forms.ChoiceField(label=_("岗位"), choices=list(ROLES.items()))
    field_order = ["role", "area"]

    def clean_role(self) -> Role:
        """Return the role."""
        return Role(self.cleaned_data["role"])


class UserForm(AreaForm):
    """A new account, and where whoever it is for works."""

    username = forms.CharField(label=_("用户名"), max_length=60, help_text=_("登录时用，一人一个。"))
    full_name = forms.CharField(label=_("姓名"), max_length=60)
    phone = PhoneField(help_text=_("上级、下级的同事能看到，好打电话。"))
    password = forms.CharField(
        label=_("初始密码"),
        max_length=128,
        help_text=_("至少 10 位，不要用常见密码。三天内由本人登录，登录时换成自己的。"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    field_order = ["username", "full_name", "phone", "password", "area"]

    def clean_password(self) -> Any:
        """Return a password that the rules accept for this person."""
        said = self.cleaned_data
        somebody = User(
            username=username_of(typed=said.get("username", "")), full_name=said.get("full_name", "")
        )
        validate_password(said["password"], user=somebody)
        return said["password"]


class TeamForm(forms.Form):
    """Who sits on each seat of a team: somebody with an account where the seat allows it, or a typed name."""

    def __init__(
        self, data: Any, *, seats: Sequence[SeatTold], candidates: dict[Seat, list[Colleague]]
    ) -> None:
        super().__init__(data)
        self.told = seats
        for told in seats:
            seat, colleagues = told.seat, candidates[told.seat]
            if colleagues:
                choices = [("", _("不选")), *((str(c.user_id), c.name) for c in colleagues)]
                self.fields[f"user_{seat}"] = forms.ChoiceField(
                    label=_("有账号的人员"), choices=choices, required=False
                )
                self.initial[f"user_{seat}"] = "" if told.gone else str(told.user_id or "")
            self.fields[f"name_{seat}"] = forms.CharField(
                label=_("姓名（没有账号的人员）"), max_length=NAME_LENGTH, required=False
            )
            self.initial[f"name_{seat}"] = "" if told.user_id else told.name
            self.fields[f"phone_{seat}"] = PhoneField()
            self.initial[f"phone_{seat}"] = told.phone

    @property
    def seats(self) -> list[tuple[SeatTold, list[forms.BoundField]]]:
        """Each seat with its fields, in order."""
        kinds = ("user", "name", "phone")
        return [
            (told, [self[f"{kind}_{told.seat}"] for kind in kinds if f"{kind}_{told.seat}" in self.fields])
            for told in self.told
        ]

    def clean(self) -> dict[str, Any]:
        """Ask for one of account and name, and whose a phone is."""
        said = super().clean() or {}
        for told in self.told:
            user, name = said.get(f"user_{told.seat}"), (said.get(f"name_{told.seat}") or "").strip()
            phone = said.get(f"phone_{told.seat}") or ""
            if user and name:
                self.add_error(f"name_{told.seat}", _("选了有账号的人员，就不要再填姓名。"))
            elif phone and not (user or name):
                self.add_error(f"name_{told.seat}", _("填了电话，请写明是谁的。"))
        return said

    @property
    def members(self) -> list[MemberTold]:
        """Who was told, seat by seat."""
        said = self.cleaned_data
        return [
            MemberTold(
                seat=told.seat,
                user_id=UUID(said[f"user_{told.seat}"]) if said.get(f"user_{told.seat}") else None,
                name=said[f"name_{told.seat}"],
                phone=said[f"phone_{told.seat}"],
            )
            for told in self.told
        ]


class PatternForm(forms.Form):
    """The seats of the teams of a place."""

    name = forms.CharField(label=_("名称"), max_length=30, help_text=_("例如：四包一、五包一、三人小组。"))
    source = forms.CharField(
        label=_("依据"), max_length=200, required=False, help_text=_("哪个文件或会议定的。")
    )

    def __init__(self, data: Any, *, initial: dict[str, str]) -> None:
        super().__init__(data, initial=initial)
        for code, label in SEATS.items():
            self.fields[f"seat_{code}"] = forms.ChoiceField(
                label=str(label),
                choices=[("NONE", _("不设")), ("REQUIRED", _("必须有人")), ("OPTIONAL", _("可以空缺"))],
                initial="NONE",
            )

    def seats(self, kind: str) -> list[Seat]:
        """Return the seats that were set to REQUIRED or OPTIONAL."""
        return [seat for seat in Seat if self.cleaned_data[f"seat_{seat}"] == kind]


class SubstitutionForm(forms.Form):
    """Who stands in for which post, from a day to a day."""

    absent = forms.ChoiceField(label=_("谁请假"), error_messages={"required": _("请选择请假的人。")})
    substitute = forms.ChoiceField(label=_("谁代班"), error_messages={"required": _("请选择代班的人。")})
    from_on = DayField(label=_("从哪天起"), widget=forms.DateInput(attrs={"type": "date"}))
    until_on = DayField(label=_("到哪天止（含当天）"), widget=forms.DateInput(attrs={"type": "date"}))
    reason = forms.CharField(label=_("原因"), max_length=100)

    def __init__(
        self, data: Any, *, posts: list[tuple[str, str]], staff: list[tuple[str, str]], today: date
    ) -> None:
        super().__init__(data, initial={"from_on": today.isoformat()})
        for name, choices in (("absent", posts), ("substitute", staff)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 (declared above)
            field.choices = [("", _("请选择")), *choices]


class HandOverForm(forms.Form):
    """To whom a grid is handed, and for how long."""

    giver = forms.ChoiceField(label=_("谁交出"), error_messages={"required": _("请选择交出的人。")})
    taker = forms.ChoiceField(label=_("谁接手"), error_messages={"required": _("请选择接手的人。")})
    note = forms.CharField(
        label=_("交接说明"), max_length=200, required=False, help_text=_("例如：钥匙、特殊住户、约好的事。")
    )
    permanent_from = DayField(
        label=_("长期接任，从哪天起"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_(
            "不填就只是把手头的事告诉对方：名单和岗位都不变，仍由交出的人负责。要让对方看到名单，填日期，或安排请假代班。"
        ),
    )

    def __init__(
        self, data: Any, *, givers: list[tuple[str, str]], takers: list[tuple[str, str]], today: date
    ) -> None:
        super().__init__(data)
        self.today = today
        for name, choices in (("giver", givers), ("taker", takers)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 (declared above)
            field.choices = choices if len(choices) == 1 else [("", _("请选择")), *choices]

    def clean_permanent_from(self) -> date | None:
        """Return the day; none that has passed."""
        day: date | None = self.cleaned_data["permanent_from"]
        if day is not None and day < self.today:
            raise ValidationError(_("日期已过，请填今天或以后。"), code="past")
        return day

    def clean(self) -> dict[str, Any]:
        """Ask for two persons."""
        said = super().clean() or {}
        if said.get("giver") and said.get("giver") == said.get("taker"):
            self.add_error("taker", _("接手的人不能是交出的人自己。"))
        return said
