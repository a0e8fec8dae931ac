"""Shapes of what staff type about protocol versions: a county's own, its first day, the moving of one observation."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, time
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from linli.day_fields import DayField
from linli.protocols.fields import TenthsField
from linli.protocols.labels import ALL_SYMPTOMS, ANCHORS, SESSIONS
from linli.protocols.questions import (
    NotALine,
    lines_of_questions,
    lines_of_symptoms,
    questions_typed,
    symptoms_typed,
)
from linli.protocols.rules import (
    LEAST_KEEP_DAYS,
    MOST_KEEP_DAYS,
    Anchor,
    Place,
    ProtocolRules,
    ReleaseNeed,
    Session,
    Stage,
    Status,
)
from linli.protocols.words import NEEDS, PLACES, STATUSES
from linli.referrals.labels import STATES as REFERRAL_STATES
from linli.staff.labels import ROLES, Label

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

STAGES: Final = 3
# Who may sign a release: posts that see the person.
SIGNERS: Final = ("DOCTOR", "SECRETARY")
LIMITED: Final = ("RAISED", "ACCEPTED", "TRANSPORT", "ARRIVED", "RESULT")
DAY: Final = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class DaysField(forms.CharField):
    """Numbers of days as people write them: 1、4、7 or 1,4,7 or 1 4 7; gives them in order, each once."""

    default_error_messages = {"shape": _("请填写第几天，例如 1、4、7。")}

    def prepare_value(self, value: Any) -> Any:
        """Show numbers as people write them; what was typed stays."""
        return "、".join(str(day) for day in value) if isinstance(value, tuple) else value

    def to_python(self, value: Any) -> Any:
        """Return the days in order. Raises ValidationError for what is no number of a day."""
        words = [word for word in re.split(r"[\s,，、;；第天]+", str(value or "")) if word]
        if not all(word.isdecimal() and len(word) <= len("99") and int(word) for word in words):
            raise ValidationError(self.error_messages["shape"], code="shape")
        return tuple(sorted({int(word) for word in words}))


def _number(label: "str | _StrPromise", *, least: int, most: int) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=least, max_value=most)


def _hour(label: str) -> forms.TimeField:
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(label=label, required=False, widget=widget)


class OwnVersionForm(forms.Form):
    """A county's own version: everything that a version asks, prefilled from the one that it stands on."""

    code = forms.CharField(max_length=20, widget=forms.HiddenInput)
    name = forms.CharField(label=_("方案名称"), max_length=60)
    from_on = DayField(label=_("启用日期"), widget=DAY)
    source = forms.CharField(label=_("依据（文件名称、文号、日期）"), max_length=300)
    remark = forms.CharField(
        label=_("说明"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    anchors = forms.MultipleChoiceField(
        label=_("起算日"),
        choices=[(code, label) for code, label in ANCHORS.items() if code != Anchor.STARTED],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("从上到下，先知道的日期起算；都不知道时，从开始观察当天起算。"),
    )
    counting = forms.ChoiceField(
        label=_("起算当天"),
        choices=[("0", _("算第 0 天，次日为第 1 天")), ("1", _("算第 1 天"))],
        widget=forms.RadioSelect,
    )
    grace_minutes = _number(_("时段结束后几分钟算超时"), least=0, most=1440)
    fever_tenths = TenthsField(label=_("发热：达到（℃）"))
    remeasure_below_tenths = TenthsField(label=_("重测：低于（℃）"))
    lowest_tenths = TenthsField(label=_("可信的最低体温（℃）"))
    highest_tenths = TenthsField(label=_("可信的最高体温（℃）"))
    symptoms = forms.MultipleChoiceField(
        label=_("预警症状"), choices=ALL_SYMPTOMS, widget=forms.CheckboxSelectMultiple
    )
    own_symptoms = forms.CharField(
        label=_("本方案另加的预警症状"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("一行一个：中文 | 英文。例如：耳鸣 | Ringing ears"),
    )
    questions = forms.CharField(
        label=_("每次上门另问的问题"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "一行一个，最多 12 个：种类 | 中文 | 英文。种类：是非、单选、数字、文字。单选再加选项："
            "单选 | 戴口罩吗 | Mask | 一直戴=Always、有时戴=Sometimes"
        ),
    )
    contact_window_days = _number(_("密切接触从发病或采样前几天算起"), least=0, most=14)
    release_needs = forms.MultipleChoiceField(
        label=_("解除条件"), choices=list(NEEDS.items()), widget=forms.CheckboxSelectMultiple
    )
    release_signers = forms.MultipleChoiceField(
        label=_("解除签字"),
        choices=[(code, ROLES[code]) for code in SIGNERS],
        widget=forms.CheckboxSelectMultiple,
    )
    follow_up_days = DaysField(label=_("解除后第几天随访"), max_length=60, required=False)
    keep_days = _number(_("观察结束后几天销毁身份"), least=LEAST_KEEP_DAYS, most=MOST_KEEP_DAYS)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        for n in range(1, STAGES + 1):
            place = forms.ChoiceField(label=_("第 %(n)s 阶段地点") % {"n": n}, choices=list(PLACES.items()))
            days = forms.IntegerField(
                label=_("第 %(n)s 阶段天数") % {"n": n}, min_value=1, max_value=60, required=n == 1
            )
            status = forms.ChoiceField(
                label=_("第 %(n)s 阶段要求") % {"n": n},
                choices=list(STATUSES.items()),
                initial=Status.HOME_MONITORING,
            )
            tests = DaysField(
                label=_("第 %(n)s 阶段第几天核酸检测") % {"n": n}, max_length=60, required=False
            )
            self.fields |= {
                f"place_{n}": place,
                f"days_{n}": days,
                f"status_{n}": status,
                f"tests_{n}": tests,
            }
        for code, label in SESSIONS.items():
            self.fields[f"opens_{code}"] = _hour(_("%(session)s开始") % {"session": label})
            self.fields[f"due_{code}"] = _hour(_("%(session)s结束") % {"session": label})
        for state in LIMITED:
            label = _("“%(state)s”最长停留（分钟）") % {"state": REFERRAL_STATES[state]}
            self.fields[f"limit_{state}"] = _number(label, least=1, most=10080)

    def parts(self) -> Iterator[tuple[Label, list[BoundField]]]:
        """Yield the visible fields under their headings, in the order of the page."""
        stages = [
            f"{what}_{n}" for n in range(1, STAGES + 1) for what in ("place", "days", "status", "tests")
        ]
        hours = [f"{what}_{code}" for code in SESSIONS for what in ("opens", "due")]
        limits = [f"limit_{state}" for state in LIMITED]
        for heading, names in (
            (_("方案"), ["name", "from_on", "source", "remark"]),
            (_("从哪天起、观察多久"), ["anchors", "counting", *stages]),
            (_("每日时段"), [*hours, "grace_minutes"]),
            (
                _("体温和症状"),
                [
                    "fever_tenths",
                    "remeasure_below_tenths",
                    "lowest_tenths",
                    "highest_tenths",
                    "symptoms",
                    "own_symptoms",
                    "questions",
                ],
            ),
            (_("接触和送医"), ["contact_window_days", *limits]),
            (_("解除和随访"), ["release_needs", "release_signers", "follow_up_days", "keep_days"]),
        ):
            yield heading, [self[name] for name in names]

    def clean_own_symptoms(self) -> object:
        """Return the symptoms that were typed."""
        return _lines(lambda: symptoms_typed(lines=self.cleaned_data["own_symptoms"]))

    def clean_questions(self) -> object:
        """Return the questions that were typed."""
        return _lines(lambda: questions_typed(lines=self.cleaned_data["questions"]))

    def clean_from_on(self) -> date:
        """Return the first day: today or later, for what was opened before keeps its version."""
        from_on: date = self.cleaned_data["from_on"]
        if from_on < self.today:
            raise ValidationError(_("启用日期不能早于今天。"), code="past")
        return from_on

    def clean(self) -> dict[str, Any]:
        """Ask for both hours of a session."""
        said = super().clean() or {}
        for code in SESSIONS:
            opens, due = f"opens_{code}", f"due_{code}"
            if opens in said and due in said and (said[opens] is None) != (said[due] is None):
                self.add_error(opens if said[opens] is None else due, _("开始和结束都要填写，或都不填。"))
        return said

    def rules(self) -> ProtocolRules:
        """Return what was typed as the rules of a version; whether they are sound is for the command to say."""
        said = self.cleaned_data
        stages = tuple(_stages(said))
        return ProtocolRules(
            code=said["code"],
            length_days=sum(stage.days for stage in stages),
            counts_anchor_day=said["counting"] == "1",
            sessions=tuple(_sessions(said)),
            fever_tenths=said["fever_tenths"],
            lowest_tenths=said["lowest_tenths"],
            highest_tenths=said["highest_tenths"],
            remeasure_below_tenths=said["remeasure_below_tenths"],
            symptoms=(*said["symptoms"], *(one.code for one in said["own_symptoms"])),
            anchors=(*(Anchor(code) for code in said["anchors"]), Anchor.STARTED),
            stages=stages,
            grace_minutes=said["grace_minutes"],
            follow_up_days=said["follow_up_days"],
            contact_window_days=said["contact_window_days"],
            step_limits={state: said[f"limit_{state}"] for state in LIMITED},
            release_needs=tuple(ReleaseNeed(code) for code in said["release_needs"]),
            release_signers=tuple(said["release_signers"]),
            keep_days=said["keep_days"],
            own_symptoms=said["own_symptoms"],
            questions=said["questions"],
        )


def _lines(read: Callable[[], object]) -> object:
    """Read lines; say which of them is none of ours."""
    try:
        return read()
    except NotALine as line:
        raise ValidationError(
            _("第 %(n)s 行读不懂，请照说明写。"), code="line", params={"n": line.args[0]}
        ) from line


def _stages(said: Mapping[str, Any]) -> Iterator[Stage]:
    for n in range(1, STAGES + 1):
        if said[f"days_{n}"]:
            place, status = Place(said[f"place_{n}"]), Status(said[f"status_{n}"])
            yield Stage(place, said[f"days_{n}"], status, said[f"tests_{n}"])


def _sessions(said: Mapping[str, Any]) -> Iterator[Session]:
    for code in SESSIONS:
        opens: time | None = said[f"opens_{code}"]
        due: time | None = said[f"due_{code}"]
        if opens is not None and due is not None:
            yield Session(code, opens, due)


def typed(*, rules: ProtocolRules) -> dict[str, object]:
    """Return a version as the form would have been filled in for it, but for code, name, first day and source."""
    tenths = ("fever_tenths", "remeasure_below_tenths", "lowest_tenths", "highest_tenths")
    plain = ("grace_minutes", "contact_window_days", "follow_up_days", "keep_days")
    values: dict[str, object] = {name: getattr(rules, name) for name in plain}
    values |= {name: f"{getattr(rules, name) // 10}.{getattr(rules, name) % 10}" for name in tenths}
    values |= {name: list(getattr(rules, name)) for name in ("symptoms", "release_needs", "release_signers")}
    values["anchors"] = [anchor for anchor in rules.anchors if anchor != Anchor.STARTED]
    values["counting"] = "1" if rules.counts_anchor_day else "0"
    own = {one.code for one in rules.own_symptoms}
    values["symptoms"] = [code for code in rules.symptoms if code not in own]
    values["own_symptoms"] = lines_of_symptoms(rules.own_symptoms)
    values["questions"] = lines_of_questions(rules.questions)
    for n, stage in enumerate(rules.stages, start=1):
        values |= {f"place_{n}": stage.place, f"days_{n}": stage.days}
        values |= {f"status_{n}": stage.status, f"tests_{n}": stage.test_days}
    for session in rules.sessions:
        values |= {f"opens_{session.code}": session.opens, f"due_{session.code}": session.due}
    return values | {f"limit_{state}": minutes for state, minutes in rules.step_limits.items()}


class InForceForm(forms.Form):
    """From which day a version is in force in the county."""

    from_on = DayField(label=_("启用日期"), widget=DAY)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_from_on(self) -> date:
        """Return the first day: today or later."""
        from_on: date = self.cleaned_data["from_on"]
        if from_on < self.today:
            raise ValidationError(_("启用日期不能早于今天。"), code="past")
        return from_on
