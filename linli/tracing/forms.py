"""Shapes of what staff type about leads. Meaning is checked by commands."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from linli.areas.models import Area
from linli.areas.place_form import chosen_field, name_field, offer, places_named, read_place
from linli.areas.rules import AreaCode
from linli.clock import SHANGHAI
from linli.day_fields import DayField, MomentField
from linli.people.fields import IdNumberField, PhoneField
from linli.people.rules import BadName, clean_name, id_number
from linli.tracing.commands import NewLead
from linli.tracing.labels import HOWS, SOURCES
from linli.tracing.rules import How, Source, Try, is_enough

MOST_LISTED: Final = 200  # a longer list of communities is no list any more; a name is typed then
TRIES: Final = 3


class EntryForm(forms.Form):
    """Somebody to be found, as far as known."""

    name = forms.CharField(label=_("姓名"), max_length=60, required=False)
    id_number = IdNumberField(label=_("身份证号"), max_length=24, required=False)
    phone = PhoneField(label=_("联系电话"), max_length=20, required=False)
    born_on = DayField(
        label=_("出生日期"),
        required=False,
        help_text=_("有身份证号时不必填。"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    origin = forms.CharField(label=_("来源地"), max_length=100, required=False)
    note = forms.CharField(
        label=_("已知情况"),
        max_length=300,
        required=False,
        help_text=_("例如：车次、座位、可能住在哪里、谁说的。"),
    )

    def clean_name(self) -> str:
        """Return the name without stray spaces, or ''."""
        text = self.cleaned_data["name"].strip()
        try:
            return clean_name(text=text) if text else ""
        except BadName as error:
            raise ValidationError(_("姓名至少两个字；不知道姓名可以不填。"), code="name") from error

    def known(self, said: Mapping[str, Any]) -> dict[str, str]:
        """Return what tells who it is."""
        return {key: said.get(key) or "" for key in ("name", "id_number", "phone")}

    def clean(self) -> dict[str, Any]:
        """Ask for something to look by, and take the day of birth from the number where it tells it."""
        said = super().clean() or {}
        known = self.known(said)
        if not self.errors and not is_enough(**known):
            self.add_error("name", _("姓名、身份证号、联系电话至少填写一项。"))
        if known["id_number"]:
            said["born_on"] = id_number(text=known["id_number"]).born_on
        return said


class HeadForm(forms.Form):
    """To which community a list or a tip goes, and who tells of it."""

    community = name_field(label=_("由哪个社区查找"), help_text=_("写社区名称，如“金大塘社区”。"))
    chosen = chosen_field()
    source = forms.ChoiceField(label=_("谁推送的"), choices=SOURCES)
    list_name = forms.CharField(
        label=_("名单名称"),
        max_length=100,
        required=False,
        help_text=_("例如：1月23日 G1 次列车名单。同一份名单再次录入，同一个人不会重复。"),
    )

    def __init__(self, *args: Any, communities: Sequence[Area], **kwargs: Any) -> None:
        """Offer the communities: one is taken without asking, up to 200 are listed, of more one is chosen by its name."""
        super().__init__(*args, **kwargs)
        self.fields["list_name"].asked_if = _("举报反映、发热门诊告知的可以不填，别的要填")  # type: ignore[attr-defined]  # read by the page
        self.allowed = {area.code for area in communities}
        _offer_communities(self, communities)
        if len(communities) == 1:
            self.initial.setdefault("community", communities[0].code)

    def clean_source(self) -> Source:
        """Return the source."""
        return Source(self.cleaned_data["source"])

    def clean(self) -> dict[str, Any]:
        """Read which community is meant, and ask for the name of a list, except where one person is told of."""
        said = super().clean() or {}
        _read_community(self, said, self.allowed)
        if (
            said.get("source") not in {None, Source.TIP, Source.CLINIC}
            and not said.get("list_name", "").strip()
        ):
            self.add_error("list_name", _("请填写名单名称，以便再次收到时认出来。"))
        return said


def _offer_communities(form: forms.Form, communities: Sequence[Area]) -> None:
    """Offer communities: one is taken without asking, up to 200 are listed, of more one is chosen by its name."""
    if len(communities) > MOST_LISTED:
        allowed = {area.code for area in communities}
        text = form.data.get(form.add_prefix("community"), "") if form.is_bound else ""
        places = places_named(text=text, near=AreaCode(communities[0].code)) if text else []
        offer(form=form, places=[(code, path) for code, path in places if code in allowed])
        return
    del form.fields["chosen"]
    is_one = len(communities) == 1
    form.fields["community"] = forms.ChoiceField(
        label=_("由哪个社区查找"),
        choices=[*([] if is_one else [("", _("请选择"))]), *((area.code, area.name) for area in communities)],
        widget=forms.HiddenInput if is_one else forms.Select,
        error_messages={"invalid_choice": _("只能交给您负责的社区。")},
    )


def _read_community(form: forms.Form, said: dict[str, Any], allowed: Collection[str]) -> None:
    """Put one of the viewer's communities as `community`; say so where another one was named."""
    read_place(form=form, said=said)
    code = said.pop("chosen", None) or said.get("community")
    if form.errors or not code:
        return
    if code in allowed:
        said["community"] = AreaCode(code)
    else:
        form.add_error("community", _("只能交给您负责的社区。"))


class OwnEntryForm(EntryForm):
    """What was told of somebody as it should stand. A number left empty stays, unless it is ticked to go."""

    without = forms.MultipleChoiceField(
        label=_("登记的号码"),
        choices=[("id_number", _("删去登记的证件号码")), ("phone", _("删去登记的电话"))],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    reason = forms.CharField(
        label=_("更正原因"), max_length=200, error_messages={"required": _("请写明为什么更正。")}
    )

    def __init__(
        self, data: Any = None, *, stands: NewLead, masked: Mapping[str, str], **kwargs: Any
    ) -> None:
        """masked: each number that stands, as a page may show it."""
        told = {name: getattr(stands, name) for name in ("name", "born_on", "origin", "note")}
        super().__init__(data, initial=told, **kwargs)
        self.stands = stands
        for name, number in masked.items():
            self.fields[name].help_text = _("已登记 %(number)s；不改就留空。") % {"number": number}

    def known(self, said: Mapping[str, Any]) -> dict[str, str]:
        """Return what tells who it is: of the numbers what was typed, else what stands and is not ticked to go."""
        gone = said.get("without") or []
        kept = {name: "" if name in gone else getattr(self.stands, name) for name in ("id_number", "phone")}
        return {"name": said.get("name") or ""} | {name: said.get(name) or kept[name] for name in kept}

    def clean(self) -> dict[str, Any]:
        """Put the whole as `entry`."""
        said = super().clean()
        if not self.errors:
            known = self.known(said)
            said["entry"] = NewLead(
                name=known["name"],
                id_number=known["id_number"],
                phone=known["phone"],
                born_on=said["born_on"],
                origin=said["origin"],
                note=said["note"],
            )
        return said


class RedirectForm(forms.Form):
    """To which community a lead should have gone."""

    community = name_field(label=_("由哪个社区查找"), help_text=_("写社区名称，如“金大塘社区”。"))
    chosen = chosen_field()
    reason = forms.CharField(label=_("原因"), max_length=300, error_messages={"required": _("请写明原因。")})

    def __init__(self, *args: Any, communities: Sequence[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.allowed = {area.code for area in communities}
        _offer_communities(self, communities)

    def clean(self) -> dict[str, Any]:
        """Read which community is meant."""
        said = super().clean() or {}
        _read_community(self, said, self.allowed)
        return said


class AssignForm(forms.Form):
    """Who looks for somebody."""

    to = forms.ChoiceField(label=_("交给谁查找"), error_messages={"required": _("请选择网格或网格员。")})

    def __init__(self, *args: Any, assignees: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (declared above)
        field.choices = [("", _("请选择")), *assignees]

    def clean_to(self) -> tuple[AreaCode, UUID | None]:
        """Return the area, and the worker where one is named."""
        area, _colon, worker = self.cleaned_data["to"].partition(":")
        return AreaCode(area), UUID(worker) if worker else None


class FindForm(forms.Form):
    """Who of the register it is."""

    person = forms.UUIDField(widget=forms.HiddenInput, error_messages={"required": _("请选择是哪一位。")})


class HandOnForm(forms.Form):
    """Which community is asked to take a lead."""

    community = name_field(label=_("请哪个社区接收"), help_text=_("写社区名称，如“金大塘社区”。"))
    chosen = chosen_field()
    reason = forms.CharField(label=_("说明"), max_length=300, required=False)

    def __init__(self, data: Any = None, *, places: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        offer(form=self, places=places)

    def clean(self) -> dict[str, Any]:
        """Take a whole code as it is; of a name ask which place is meant."""
        said = super().clean() or {}
        read_place(form=self, said=said)
        return said


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("原因"), max_length=300, error_messages={"required": _("请写明原因。")})


class GiveUpForm(forms.Form):
    """What was tried before somebody is given up: up to three times, how and when."""

    reason = forms.CharField(label=_("说明"), max_length=300, required=False)

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        for n in range(1, TRIES + 1):
            self.fields[f"how_{n}"] = forms.ChoiceField(
                label=_("第 %(n)s 次怎么找的") % {"n": n}, choices=[("", _("没有")), *HOWS], required=False
            )
            if n == 1:
                self.fields["how_1"].asked_if = _("至少填一次")  # type: ignore[attr-defined]  # read by the page
            self.fields[f"at_{n}"] = MomentField(
                label=_("什么时候"),
                required=False,
                widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
            )
            self.fields[f"note_{n}"] = forms.CharField(label=_("结果"), max_length=100, required=False)
        self.order_fields([*(name for name in self.fields if name != "reason"), "reason"])

    def clean(self) -> dict[str, Any]:
        """Put the tries together as `tried`; each has a way and a time, none lies in the future."""
        said = super().clean() or {}
        tried: list[Try] = []
        for n in range(1, TRIES + 1):
            how, at = said.get(f"how_{n}"), said.get(f"at_{n}")
            if at and at > self.now:
                self.add_error(f"at_{n}", _("这个时间还没有到。"))
            elif how and at:
                tried.append(Try(How(how), at.astimezone(SHANGHAI), said.get(f"note_{n}", "").strip()))
            elif how and f"at_{n}" not in self.errors:
                self.add_error(f"at_{n}", _("请填写什么时候找的。"))
            elif at:
                self.add_error(f"how_{n}", _("请选择怎么找的。"))
        said["tried"] = tried
        return said
