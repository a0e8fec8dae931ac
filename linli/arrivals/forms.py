"""Somebody who came, as told: the shape, and what it becomes."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from linli.arrivals import commands
from linli.day_fields import DayField
from linli.observation.labels import CHANNELS, CONTACT_HISTORY
from linli.observation.rules import Channel
from linli.people.commands import PersonCard
from linli.people.fields import NameField, PhoneField, paper_typed
from linli.people.guardian_fields import GuardianField, GuardianWordField, faults_of, guardian_said
from linli.people.labels import ORIGIN_CLASSES, PAPERS, SEXES, SOURCES_AT_DESK
from linli.people.origins import LOCAL, UNKNOWN, origin_class
from linli.people.rules import ending
from linli.people.rules.guardians import is_child
from linli.people.rules.heads import door_by_head
from linli.people.rules.kept_in_words import kept_in_words
from linli.people.rules.papers import Paper
from linli.protocols.fields import TenthsField
from linli.protocols.labels import SYMPTOMS

# Asked less often: folded behind the others on the page, opened where one of them is wrong.
MORE: Final = frozenset(
    (
        "origin_class",
        "sex",
        "born_on",
        "age",
        "guardian_consent",
        "guardian",
        "guardian_told_by",
        "household_head",
        "relation",
        "companions",
        "seat",
        "contact_history",
        "note",
    )
)


class ArrivalForm(forms.Form):
    """One arrival, typed at the desk."""

    name = NameField(label=_("姓名"), max_length=60)
    id_type = forms.ChoiceField(label=_("证件类型"), choices=PAPERS, initial="ID_CARD", required=False)
    id_number = forms.CharField(
        label=_("证件号码"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    phone = PhoneField(label=_("联系电话"), max_length=20, required=False)
    numbers_unknown = forms.BooleanField(
        label=_("证件号码和电话现在都不知道，以后补"),
        required=False,
        help_text=_("婴儿、不肯说的人、旅客：先登记，列入“待补信息”。"),
    )
    address = forms.CharField(label=_("现住址"), max_length=200)
    origin = forms.CharField(
        label=_("来源地"),
        max_length=100,
        help_text=_("一直在本地的接触者写“没有外出”，不用填到达日期。"),
    )
    origin_class = forms.ChoiceField(
        label=_("来源地归类"),
        choices=[("", _("按来源地的文字")), *ORIGIN_CLASSES],
        required=False,
        help_text=_("文字分不清时（如途经、老家），问过本人再选。"),
    )
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
        label=_("到达日期"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    transport = forms.CharField(label=_("交通方式"), max_length=40, required=False)
    vehicle = forms.CharField(label=_("车次/航班/车牌"), max_length=40, required=False)
    known_by = forms.ChoiceField(label=_("怎么得知"), choices=SOURCES_AT_DESK, initial="RESIDENT")
    source_note = forms.CharField(
        label=_("来源说明"), max_length=200, required=False, help_text=_("例如：谁说的、哪个卡口、哪份名单。")
    )
    sex = forms.ChoiceField(label=_("性别"), choices=[("", _("不清楚")), *SEXES], required=False)
    born_on = DayField(
        label=_("出生日期"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    age = forms.IntegerField(
        label=_("年龄（周岁）"),
        required=False,
        min_value=0,
        max_value=130,
        help_text=_("不知道出生日期时填。"),
    )
    guardian_consent = GuardianField()
    guardian = GuardianWordField(label=_("监护人姓名"), max_length=60, required=False)
    guardian_told_by = GuardianWordField(label=_("监护人的话是谁说的"), max_length=60, required=False)
    household_head = forms.CharField(label=_("户主"), max_length=60, required=False)
    relation = forms.CharField(label=_("与户主关系"), max_length=40, required=False)
    companions = forms.CharField(label=_("同行人"), max_length=200, required=False)
    seat = forms.CharField(label=_("座位"), max_length=20, required=False)
    contact_history = forms.ChoiceField(
        label=_("接触史"), choices=CONTACT_HISTORY, initial="UNKNOWN", required=False
    )
    note = forms.CharField(
        label=_("备注"), max_length=200, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    temperature = TenthsField(label=_("体温（℃）"), required=False)
    symptoms = forms.MultipleChoiceField(
        label=_("症状"), choices=SYMPTOMS, widget=forms.CheckboxSelectMultiple, required=False
    )
    channel = forms.ChoiceField(
        label=_("体温和症状怎么知道的"), choices=CHANNELS, widget=forms.RadioSelect, required=False
    )

    def __init__(
        self,
        *args: Any,
        today: date,
        known_phone: str = "",
        places: Sequence[tuple[str, str]] = (),
        known_id: str = "",
        known_name: str = "",
        **kwargs: Any,
    ) -> None:
        """places: code and name of each grid that a new door may belong to; asked where there are several."""
        super().__init__(*args, **kwargs)
        if len(places) > 1:
            self.fields["grid"] = forms.ChoiceField(
                label=_("哪个网格"),
                choices=[("", _("请选择")), *places],
                help_text=_("还没登记过的住户归到这个网格；已登记的住户，网格不变。"),
            )
            before = list(self.base_fields)
            self.order_fields([*before[: before.index("origin")], "grid"])
        self.today = today
        self.known_id, self.known_name = (
            known_id,
            known_name,
        )  # taken as the phone, where the name is the same
        if known_id:
            self.fields["id_number"].help_text = _(
                "身份证号取自线索，尾号 %(ends)s；不填、姓名也没有改，就用它。"
            ) % {"ends": ending(number=known_id)}
        self.known_phone = known_phone  # taken where none is typed; the page shows how it ends
        if known_phone:
            ends = ending(number=known_phone)
            self.fields["phone"].help_text = _("线索里有电话，尾号 %(ends)s；不填就用它。") % {"ends": ends}

    @property
    def asked(self) -> list[forms.BoundField]:
        """The fields that are asked of everybody."""
        return [field for field in self.visible_fields() if field.name not in MORE]

    @property
    def more(self) -> list[forms.BoundField]:
        """The other fields."""
        return [field for field in self.visible_fields() if field.name in MORE]

    @property
    def is_more_wrong(self) -> bool:
        """Say whether something is wrong in a field that is folded."""
        return bool(MORE & set(self.errors))

    def clean(self) -> dict[str, Any]:
        """Ask for a way to know the person again, and for days in their order."""
        said = super().clean() or {}
        if "phone" in said:
            said["phone"] = said["phone"] or self.known_phone
        self._take_known_id(said)
        self._clean_paper(said)
        is_read = "phone" in said and "id_number" in said
        if is_read and not (said["phone"] or said["id_number"] or said.get("numbers_unknown")):
            self.add_error("phone", _("证件号码和联系电话都没有填；现在问不到的，请勾选“以后补”。"))
        self._ask_arrival(said)
        arrived_on, left_on = said.get("arrived_on"), said.get("left_on")
        if arrived_on and arrived_on > self.today:
            self.add_error("arrived_on", _("到达日期在今天之后。"))
        if said.get("exposed_on") and said["exposed_on"] > self.today:
            self.add_error("exposed_on", _("最后接触日期在今天之后。"))
        if arrived_on and left_on and left_on > arrived_on:
            self.add_error("left_on", _("离开日期在到达日期之后。"))
        if said.get("born_on") and said["born_on"] > self.today:
            self.add_error("born_on", _("出生日期在今天之后。"))
        self._ask_guardian(said)
        is_told = said.get("temperature") is not None or bool(said.get("symptoms"))
        if is_told and not said.get("channel") and "channel" not in self.errors:
            self.add_error("channel", _("填了体温或症状，请选怎么知道的。"))
        return said

    def _ask_arrival(self, said: dict[str, Any]) -> None:
        """Ask for the day of arrival; who came from nowhere is kept from today on."""
        if said.get("arrived_on") or "arrived_on" in self.errors:
            return
        if "origin" in said and _class_of(said) == LOCAL:
            said["arrived_on"] = self.today
        else:
            self.add_error("arrived_on", _("请填写到达日期。"))

    def _ask_guardian(self, said: dict[str, Any]) -> None:
        """Ask for what is missing of the guardian of a child, by the birthday or by the age that was told."""
        said["is_child"] = is_child(born_on=said.get("born_on"), age=said.get("age"), on=self.today)
        for name, words in faults_of(said=said).items() if said["is_child"] else ():
            self.add_error(name, words)

    def _take_known_id(self, said: dict[str, Any]) -> None:
        """Take the ID number that is known beforehand where none is typed and the person is not named otherwise."""
        is_same = said.get("name") and self.known_name in {"", said["name"]}
        if self.known_id and is_same and said.get("id_number") == "":
            said |= {"id_type": Paper.ID_CARD.value, "id_number": self.known_id}

    def _clean_paper(self, said: dict[str, Any]) -> None:
        """Read the number by its kind; an ID card tells sex and birth, and what was typed otherwise is asked about."""
        if "id_number" not in said or "id_type" not in said:
            return
        try:
            paper = paper_typed(kind=said["id_type"] or Paper.ID_CARD, text=said["id_number"])
        except ValidationError as error:
            self.add_error("id_number", error)
            return
        said |= {"id_number": paper.text if paper else "", "id_type": paper.kind.value if paper else ""}
        if paper and paper.born_on:
            if said.get("sex") and said["sex"] != paper.sex:
                self.add_error("sex", _("性别与身份证号不一致，请核对。"))
            if said.get("born_on") and said["born_on"] != paper.born_on:
                self.add_error("born_on", _("出生日期与身份证号不一致，请核对。"))
            said |= {"sex": paper.sex, "born_on": paper.born_on}


def _class_of(said: Mapping[str, Any]) -> str:
    """Return what the words of the origin say, and where they do not decide, what a person chose."""
    by_words = origin_class(said["origin"])
    return by_words if by_words != UNKNOWN else said.get("origin_class") or UNKNOWN


def arrival_told(*, said: Mapping[str, Any]) -> commands.NewArrival:
    """Return what an ArrivalForm cleaned as an arrival."""
    words = kept_in_words(
        household_head=said["household_head"].strip(),
        relation=said["relation"].strip(),
        age=None if said["born_on"] else said["age"],
    )
    card = PersonCard(
        name=said["name"],
        sex=said["sex"],
        born_on=said["born_on"],
        id_type=said["id_type"],
        id_number=said["id_number"],
        phone=said["phone"],
        address=door_by_head(address=said["address"].strip(), head=said["household_head"]),
    )
    return commands.NewArrival(
        card=card,
        arrived_on=said["arrived_on"],
        exposed_on=said["exposed_on"],
        left_on=said["left_on"],
        origin=said["origin"].strip(),
        origin_class=_class_of(said),
        transport=said["transport"],
        vehicle=said["vehicle"],
        seat=said["seat"].strip(),
        companions=said["companions"].strip(),
        contact_history=said["contact_history"] or "UNKNOWN",
        note="；".join(part for part in (said["note"].strip(), *words) if part),
        known_by=said["known_by"],
        source_note=said["source_note"].strip(),
        temperature_tenths=said["temperature"],
        symptoms=tuple(said["symptoms"]),
        channel=Channel(said["channel"]) if said["channel"] else Channel.ROSTER,
        guardian=guardian_said(said=said) if said["is_child"] else None,
    )
