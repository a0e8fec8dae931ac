"""Shapes of what staff type about observation. Meaning is checked by commands."""

from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.clock import SHANGHAI
from linli.day_fields import MomentField
from linli.observation.again_form import again_field
from linli.observation.labels import BASES, CHANNELS, OUTCOMES, SITES
from linli.observation.question_fields import add_question_fields, question_fields
from linli.observation.rules import Basis, Channel
from linli.protocols.asked import symptoms_asked
from linli.protocols.fields import TenthsField
from linli.protocols.labels import ALL_SYMPTOMS, SESSIONS
from linli.protocols.rules import ProtocolRules

# A reading is dropped for nobody: whoever clicked the wrong button says which is right.
SEEN_OR_NOT: Final = _(
    "已填体温或症状，又选了无人在家或拒绝，没有保存；测到了的请按“保存”，没有见到的请先清空。"
)


class ExplanationForm(forms.Form):
    """Why slots were not answered; `slots` are those that wait, as (day, session)."""

    slots = forms.MultipleChoiceField(
        label=_("没有登记的时段"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("请勾选要说明的时段。")},
    )
    reason = forms.CharField(
        label=_("为什么没有登记"),
        max_length=200,
        help_text=_("例如：上午去了发热门诊，下午电话已接通。漏查仍然计入漏查。"),
        error_messages={"required": _("请写明原因。")},
    )

    def __init__(self, data: Any, *, slots: list[tuple[date, str]]) -> None:
        super().__init__(data)
        choices = [(f"{day} {session}", f"{day:%m-%d} {SESSIONS[session]}") for day, session in slots]
        field = self.fields["slots"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 (declared above)
        field.choices = choices
        self.initial["slots"] = [value for value, _label in choices]


class ExplainAgainForm(forms.Form):
    """Which explanations are put right or taken back, and why; `slots` are (id, day, session, words)."""

    slots = forms.MultipleChoiceField(
        label=_("已说明的时段"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("请勾选要更正的时段。")},
    )
    words = forms.CharField(
        label=_("正确的说明"),
        max_length=200,
        required=False,
        help_text=_("留空就是撤回说明：这些时段重新等待说明。"),
    )
    reason = forms.CharField(
        label=_("为什么更正或撤回"),
        max_length=200,
        help_text=_("例如：点错了人；当天其实没有去。原来的说明会保留。"),
        error_messages={"required": _("请写明原因。")},
    )

    def __init__(self, data: Any, *, slots: list[tuple[UUID, date, str, str]]) -> None:
        super().__init__(data)
        field = self.fields["slots"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 (declared above)
        field.choices = [
            (str(pk), f"{day:%m-%d} {SESSIONS[session]} {said}") for pk, day, session, said in slots
        ]
        if len(slots) == 1:
            self.initial["slots"] = [str(slots[0][0])]


class CheckForm(forms.Form):
    """One check of one person."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.UUIDField(
        widget=forms.HiddenInput, required=False
    )  # the newest check of the slot when shown
    again = again_field()
    outcome = forms.ChoiceField(label=_("结果"), choices=OUTCOMES, widget=forms.RadioSelect, initial="DONE")
    # Nothing is preselected, since nobody has said it yet.
    channel = forms.ChoiceField(
        label=_("方式"),
        choices=CHANNELS,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择这次是怎么查的。")},
    )
    temperature = TenthsField(
        label=_("体温（℃）"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "autofocus": True}),
    )
    symptoms = forms.MultipleChoiceField(
        label=_("症状"), choices=ALL_SYMPTOMS, widget=forms.CheckboxSelectMultiple, required=False
    )
    site = forms.ChoiceField(label=_("测量部位"), choices=[("", _("没有填")), *SITES], required=False)
    device = forms.CharField(
        label=_("体温计"), max_length=40, required=False, help_text=_("例如：水银、电子、额温枪。")
    )
    outdoors = forms.ChoiceField(
        label=_("测量地点"), choices=[("", _("室内")), ("yes", _("室外"))], required=False
    )
    antipyretic = forms.ChoiceField(
        label=_("测前六小时服过退烧药"),
        choices=[("", _("没有问")), ("no", _("没有服")), ("yes", _("服过"))],
        required=False,
    )
    note = forms.CharField(label=_("备注"), max_length=200, required=False)
    claimed_at = MomentField(
        label=_("测量时间"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    def __init__(self, *args: Any, rules: ProtocolRules, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = symptoms_asked(rules=rules)
        field = self.fields["symptoms"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 (declared above)
        field.choices = self.asked
        add_question_fields(form=self, rules=rules, said={})
        for code, label in self.asked:
            self.fields[f"basis_{code}"] = forms.ChoiceField(
                label=str(label), choices=[("", _("按上面的勾选")), *BASES], required=False
            )

    @property
    def basis_fields(self) -> list[forms.BoundField]:
        """The fields that say how each symptom is known."""
        return [self[f"basis_{code}"] for code, _label in self.asked]

    @property
    def question_fields(self) -> list[forms.BoundField]:
        """The fields of what the version asks beside symptoms."""
        return list(question_fields(self))

    def clean_symptoms(self) -> tuple[str, ...]:
        """Return the symptoms in the order of the page."""
        return tuple(self.cleaned_data["symptoms"])

    def clean_outdoors(self) -> bool:
        """Return whether it was taken outdoors."""
        return bool(self.cleaned_data["outdoors"])

    def clean_antipyretic(self) -> bool | None:
        """Return whether a medicine against fever was taken, None where nobody asked."""
        return {"yes": True, "no": False}.get(self.cleaned_data["antipyretic"])

    def clean_claimed_at(self) -> datetime:
        """Return the moment as an aware one of Shanghai."""
        at: datetime = self.cleaned_data["claimed_at"]
        return at.astimezone(SHANGHAI)

    def clean(self) -> dict[str, Any]:
        """Ask for a temperature or a symptom where somebody was seen; refuse both where nobody was."""
        said = super().clean() or {}
        self._read_bases(said)
        told = said.get("temperature") is not None or bool(said.get("symptoms"))
        if said.get("outcome") != "DONE":
            if told:
                self.add_error("temperature", SEEN_OR_NOT)
            said |= {"temperature": None, "symptoms": (), "basis": {}, "antipyretic": None}
        elif "temperature" in said and said["temperature"] is None and not said.get("symptoms"):
            self.add_error("temperature", _("请填写体温；没有测到体温时，请勾选症状或选择“无人在家”“拒绝”。"))
        return said

    def _read_bases(self, said: dict[str, Any]) -> None:
        """Put together which symptoms are there and how each is known, as `symptoms` and `basis`."""
        ticked = set(said.get("symptoms") or ())
        by_default = Basis.SEEN if said.get("channel") == Channel.VISIT else Basis.TOLD
        basis: dict[str, str] = {}
        for code, _label in self.asked:
            how = said.get(f"basis_{code}") or ""
            if how == Basis.NOT_ASSESSED and code in ticked:
                self.add_error(f"basis_{code}", _("已勾选这个症状，请选“看到”或“听说”。"))
            if how in {Basis.SEEN, Basis.TOLD}:
                ticked.add(code)
            if how or code in ticked:
                measured = code == "FEVER" and said.get("temperature") is not None
                basis[code] = how or (Basis.MEASURED if measured else by_default)
        said["symptoms"] = tuple(code for code, _label in self.asked if code in ticked)
        said["basis"] = basis


class ReopenForm(forms.Form):
    """Why an ended observation goes on."""

    reason = forms.CharField(
        label=_("为什么恢复"),
        max_length=200,
        help_text=_("例如：点错了人；人已找到。"),
        error_messages={"required": _("请写明为什么恢复。")},
    )
