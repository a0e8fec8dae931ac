"""Shapes of what is put right; numbers that stand are never shown, an empty field leaves them."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from linli.clock import day_of
from linli.day_fields import DayField
from linli.people.fields import NameField, PhoneField
from linli.people.labels import FACT_WORDS, FACTS, VERDICTS
from linli.people.rules import BadIdNumber, clean_number, id_number
from linli.people.rules.corrections import MOVED_ON, NewDoor

ID_CARD: Final = "ID_CARD"
NUMBER_LENGTH: Final = 24
UNKNOWN_CHOICE: Final = [("", _("不清楚"))]


def _day(field: str, *, required: bool = False) -> DayField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return DayField(label=FACTS[field], required=required, widget=widget)


def _moved_on() -> DayField:
    field = _day("moved_on")
    field.help_text = _("搬了家才填。")
    return field


def _reason() -> forms.CharField:
    return forms.CharField(
        label=_("更正原因"),
        max_length=200,
        help_text=_("例如：本人出示车票，1 月 22 日到达。"),
        error_messages={"required": _("请写明为什么更正。")},
    )


def _new_door() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("门牌改了，是哪一种情况？"),
        choices=[
            (NewDoor.WRONG, _("原来写错了：人一直住在这里，以前的登记跟着改")),
            (NewDoor.MOVED, _("搬了家：以前的登记留在原来的门牌")),
        ],
        widget=forms.RadioSelect,
        required=False,
        help_text=_("没改门牌不用选。"),
    )


def _check_door(form: forms.Form, said: dict[str, Any]) -> None:
    """Ask why the address changes, and since when somebody lives there who moved; neither is guessed."""
    if "address" not in form.changed_data or not said.get("address"):
        said["moved_on"] = None
        return
    if not said.get("new_door"):
        form.add_error("new_door", _("请选择：是原来写错了，还是搬了家。"))
    elif said["new_door"] == NewDoor.WRONG:
        said["moved_on"] = None
    elif "moved_on" in said and said["moved_on"] is None:
        form.add_error("moved_on", _("请填搬来的日期。"))
    elif said.get("moved_on") and said["moved_on"] > day_of(timezone.now()):
        form.add_error("moved_on", _("搬来的日期在今天之后。"))


class ArrivalCorrectionForm(forms.Form):
    """An arrival as it should stand."""

    origin = forms.CharField(label=FACTS["origin"], max_length=100, required=False)
    category = forms.ChoiceField(
        label=FACTS["category"],
        choices=[*FACT_WORDS["category"].items()],
        help_text=_("改了来源地、没有另选类别的，类别跟着来源地变。"),
    )
    exposed_on = _day("exposed_on")
    left_on = _day("left_on")
    arrived_on = _day("arrived_on", required=True)
    contact_history = forms.ChoiceField(
        label=FACTS["contact_history"],
        choices=[
            *UNKNOWN_CHOICE,
            *((c, w) for c, w in FACT_WORDS["contact_history"].items() if c != "UNKNOWN"),
        ],
        required=False,
    )
    transport = forms.CharField(label=FACTS["transport"], max_length=40, required=False)
    vehicle = forms.CharField(label=FACTS["vehicle"], max_length=40, required=False)
    seat = forms.CharField(label=FACTS["seat"], max_length=20, required=False)
    companions = forms.CharField(label=FACTS["companions"], max_length=200, required=False)
    note = forms.CharField(label=FACTS["note"], max_length=200, required=False)
    reason = _reason()

    @property
    def said(self) -> dict[str, str]:
        """Every fact as text, '' where it is unknown."""
        return {
            name: value.isoformat() if hasattr(value, "isoformat") else (value or "").strip()
            for name, value in self.cleaned_data.items()
            if name != "reason"
        }


class PersonCorrectionForm(forms.Form):
    """Who somebody is as it should stand. A number that is left empty stays as it is, unless it is ticked to go."""

    name = NameField(label=FACTS["name"], max_length=60)
    sex = forms.ChoiceField(
        label=FACTS["sex"], choices=[*UNKNOWN_CHOICE, *FACT_WORDS["sex"].items()], required=False
    )
    born_on = _day("born_on")
    id_type = forms.ChoiceField(
        label=FACTS["id_type"], choices=[*FACT_WORDS["id_type"].items()], required=False
    )
    id_number = forms.CharField(
        label=FACTS["id_number"],
        max_length=NUMBER_LENGTH,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    phone = PhoneField(
        label=FACTS["phone"],
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    address = forms.CharField(
        label=FACTS["address"],
        max_length=200,
        help_text=_("只改这一个人的；全家一起的，到住户页上改。"),
    )
    new_door = _new_door()
    moved_on = _moved_on()
    without = forms.MultipleChoiceField(
        label=_("登记的号码"),
        choices=[("id_number", _("删去登记的证件号码")), ("phone", _("删去登记的电话"))],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    reason = _reason()

    def __init__(self, data: Any = None, *, masked: Mapping[str, str], initial: Mapping[str, object]) -> None:
        super().__init__(data, initial=dict(initial))
        for name in ("id_number", "phone"):
            if masked[name]:
                words = _("已登记 %(number)s；不改就留空。") % {"number": masked[name]}
                self.fields[name].help_text = words

    def clean(self) -> dict[str, Any]:
        """Read a number by its kind; sex and birth of an identity card follow it where they are left as they were."""
        said = super().clean() or {}
        _check_door(self, said)
        text = said.get("id_number", "")
        if text and said.get("id_type", "") == ID_CARD:
            try:
                known = id_number(text=text)
            except BadIdNumber:
                self.add_error("id_number", _("身份证号不对，请核对后重填；其他证件请改选证件类型。"))
                return said
            said["id_number"] = known.text
            if "sex" not in self.changed_data:
                said["sex"] = known.sex
            if "born_on" not in self.changed_data:
                said["born_on"] = known.born_on
        elif text:
            said["id_number"] = clean_number(text=text).upper()
        for name in said.get("without", []):
            if said.get(name):
                self.add_error(name, _("填了新号码，就不要再勾选删去。"))
        return said

    @property
    def said(self) -> dict[str, str]:
        """The facts as text: of numbers only those typed or ticked to go."""
        told = self.cleaned_data
        facts = {
            "name": told["name"],
            "address": told["address"].strip(),
            MOVED_ON: told["moved_on"].isoformat() if told["moved_on"] else "",
            "sex": told["sex"],
            "born_on": told["born_on"].isoformat() if told["born_on"] else "",
        }
        if told["id_number"]:
            facts |= {"id_number": told["id_number"], "id_type": told["id_type"]}
        if told["phone"]:
            facts["phone"] = told["phone"]
        for name in told["without"]:
            facts |= {"id_number": "", "id_type": ""} if name == "id_number" else {"phone": ""}
        return facts


class HouseholdCorrectionForm(forms.Form):
    """Which door a household really is, and whose grid."""

    address = forms.CharField(label=FACTS["address"], max_length=200)
    new_door = _new_door()
    moved_on = _moved_on()
    grid = forms.ChoiceField(label=FACTS["grid"], required=False)
    reason = _reason()

    def __init__(
        self, data: Any = None, *, grids: Sequence[tuple[str, str]], initial: Mapping[str, object]
    ) -> None:
        super().__init__(data, initial=dict(initial))
        self.fields["grid"].choices = [("", _("不改")), *grids]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask why the address changes where it does."""
        said = super().clean() or {}
        _check_door(self, said)
        return said


class UndoCorrectionForm(forms.Form):
    """Why a correction is put back."""

    reason = forms.CharField(
        label=_("撤销原因"), max_length=200, error_messages={"required": _("请写明为什么撤销这次更正。")}
    )


class VerdictForm(forms.Form):
    """What is right of something told again, and why."""

    verdict = forms.ChoiceField(
        label=_("核对结果"),
        choices=VERDICTS,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择哪一种说法对。")},
    )
    reason = forms.CharField(
        label=_("依据"),
        max_length=200,
        help_text=_("例如：电话问过本人，1 月 22 日又去过一次。"),
        error_messages={"required": _("请写明依据。")},
    )
