"""Somebody who came, as told: the shape, and what it becomes."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.arrivals import commands
from linli.day_fields import DayField
from linli.observation.labels import CHANNELS
from linli.observation.rules import Channel
from linli.people.commands import PersonCard
from linli.people.fields import IdNumberField, NameField, PhoneField
from linli.people.labels import SOURCES_AT_DESK
from linli.people.origins import origin_class
from linli.people.rules import ending, id_number
from linli.protocols.fields import TenthsField
from linli.protocols.labels import SYMPTOMS


class ArrivalForm(forms.Form):
    """One arrival, typed at the desk."""

    name = NameField(label=_("姓名"), max_length=60)
    id_number = IdNumberField(label=_("身份证号"), max_length=24, required=False)
    phone = PhoneField(label=_("联系电话"), max_length=20, required=False)
    address = forms.CharField(label=_("现住址"), max_length=200)
    origin = forms.CharField(label=_("来源地"), max_length=100)
    exposed_on = DayField(
        label=_("最后接触日期"),
        required=False,
        help_text=_("最后一次与病人无防护接触的日期；知道时从这天起算。"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    left_on = DayField(
        label=_("离开日期"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    arrived_on = DayField(
        label=_("到达日期"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    transport = forms.CharField(label=_("交通方式"), max_length=40, required=False)
    vehicle = forms.CharField(label=_("车次/航班/车牌"), max_length=40, required=False)
    known_by = forms.ChoiceField(label=_("怎么得知"), choices=SOURCES_AT_DESK, initial="RESIDENT")
    source_note = forms.CharField(
        label=_("来源说明"), max_length=200, required=False, help_text=_("例如：谁说的、哪个卡口、哪份名单。")
    )
    temperature = TenthsField(label=_("体温（℃）"), required=False)
    symptoms = forms.MultipleChoiceField(
        label=_("症状"), choices=SYMPTOMS, widget=forms.CheckboxSelectMultiple, required=False
    )
    channel = forms.ChoiceField(
        label=_("体温和症状怎么知道的"), choices=CHANNELS, widget=forms.RadioSelect, required=False
    )

    def __init__(self, *args: Any, today: date, known_phone: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.known_phone = known_phone  # taken where none is typed; the page shows how it ends
        if known_phone:
            ends = ending(number=known_phone)
            self.fields["phone"].help_text = _("线索里有电话，尾号 %(ends)s；不填就用它。") % {"ends": ends}

    def clean(self) -> dict[str, Any]:
        """Ask for a way to know the person again, and for days in their order."""
        said = super().clean() or {}
        if "phone" in said:
            said["phone"] = said["phone"] or self.known_phone
        if "id_number" in said and "phone" in said and not said["id_number"] and not said["phone"]:
            self.add_error("phone", _("身份证号和联系电话至少填写一项。"))
        arrived_on, left_on = said.get("arrived_on"), said.get("left_on")
        if arrived_on and arrived_on > self.today:
            self.add_error("arrived_on", _("到达日期在今天之后。"))
        if said.get("exposed_on") and said["exposed_on"] > self.today:
            self.add_error("exposed_on", _("最后接触日期在今天之后。"))
        if arrived_on and left_on and left_on > arrived_on:
            self.add_error("left_on", _("离开日期在到达日期之后。"))
        is_told = said.get("temperature") is not None or bool(said.get("symptoms"))
        if is_told and not said.get("channel") and "channel" not in self.errors:
            self.add_error("channel", _("填了体温或症状，请选怎么知道的。"))
        return said


def arrival_told(*, said: Mapping[str, Any]) -> commands.NewArrival:
    """Return what an ArrivalForm cleaned as an arrival."""
    known = id_number(text=said["id_number"]) if said["id_number"] else None
    card = PersonCard(
        name=said["name"],
        sex=known.sex if known else "",
        born_on=known.born_on if known else None,
        id_type="ID_CARD" if known else "",
        id_number=said["id_number"],
        phone=said["phone"],
        address=said["address"].strip(),
    )
    return commands.NewArrival(
        card=card,
        arrived_on=said["arrived_on"],
        exposed_on=said["exposed_on"],
        left_on=said["left_on"],
        origin=said["origin"].strip(),
        origin_class=origin_class(said["origin"]),
        transport=said["transport"],
        vehicle=said["vehicle"],
        known_by=said["known_by"],
        source_note=said["source_note"].strip(),
        temperature_tenths=said["temperature"],
        symptoms=tuple(said["symptoms"]),
        channel=Channel(said["channel"]) if said["channel"] else Channel.ROSTER,
    )
