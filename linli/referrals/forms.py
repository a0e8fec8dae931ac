"""Shapes of what is told of a referral; what a step needs is the table's to say."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.clock import SHANGHAI
from linli.day_fields import DayField, MomentField
from linli.disclosures.forms import told_field
from linli.people.fields import PhoneField
from linli.referrals.labels import ITEMS, NO_RESULT_SAID, RESULTS, TRANSPORTS
from linli.referrals.rules import State
from linli.referrals.rules.results import NO_RESULT


class ClockField(MomentField):
    """A day and an hour of Shanghai; None for blank."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")

    def clean(self, value: Any) -> Any:
        """Return the moment as an aware one of Shanghai."""
        at = super().clean(value)
        return at.astimezone(SHANGHAI) if at else None


class StepForm(forms.Form):
    """The next step of a referral and what it is told; `clinics` are (id, name) of the county's list."""

    to = forms.ChoiceField(choices=[(s.value, s.value) for s in State], widget=forms.HiddenInput)
    transport = forms.ChoiceField(label=_("交通"), choices=[("", "—"), *TRANSPORTS], required=False)
    escort = forms.CharField(
        label=_("陪同人员"), max_length=60, required=False, help_text=_("120 急救车自带医护，可以不填。")
    )
    vehicle = forms.CharField(label=_("车辆、车牌"), max_length=40, required=False)
    protection = forms.MultipleChoiceField(
        label=_("陪同人员的防护"), choices=ITEMS, widget=forms.CheckboxSelectMultiple, required=False
    )
    sent_to = forms.TypedChoiceField(
        label=_("送往"),
        coerce=UUID,
        empty_value=None,
        required=False,
        help_text=_("选了门诊，门诊在自己的页面上就能看到。"),
    )
    clinic = forms.CharField(label=_("发热门诊"), max_length=80, required=False)
    departed_at = ClockField(label=_("出发时间"), required=False)
    arrived_at = ClockField(label=_("到达时间"), required=False, help_text=_("不填就是现在。"))
    result = forms.ChoiceField(label=_("诊断结果"), choices=[("", "—"), *RESULTS], required=False)
    test_note = forms.CharField(label=_("检查说明"), max_length=200, required=False)
    reason = forms.CharField(label=_("说明"), max_length=200, required=False)
    told = told_field()

    def __init__(self, *args: Any, clinics: Sequence[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["escort"].asked_if = _("不是 120 急救车的要填")  # type: ignore[attr-defined]  # read by the page
        self.fields["clinic"].asked_if = _("不在名单上的要写名称")  # type: ignore[attr-defined]  # read by the page
        field = self.fields["sent_to"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101 (declared above)
        field.choices = [("", _("不在名单上")), *((str(code), name) for code, name in clinics)]

    def clean_to(self) -> State:
        """Return the state to go to."""
        return State(self.cleaned_data["to"])


class DisinfectionForm(forms.Form):
    """When a home was disinfected and with what."""

    at = ClockField(label=_("消毒时间"), error_messages={"required": _("请填写消毒时间。")})
    agent = forms.CharField(
        label=_("消毒剂和浓度"),
        max_length=60,
        help_text=_("例如：含氯消毒液 1000 mg/L。"),
        error_messages={"required": _("请填写用什么消毒。")},
    )


class CallOffForm(forms.Form):
    """Why nobody need disinfect after all."""

    reason = forms.CharField(
        label=_("为什么取消"),
        max_length=200,
        help_text=_("例如：点错了人；结果已更正为排除。"),
        error_messages={"required": _("请写明为什么取消。")},
    )


class AnswerForm(forms.Form):
    """What the clinic found."""

    result = forms.ChoiceField(label=_("诊断结果"), choices=RESULTS, widget=forms.RadioSelect)
    test_note = forms.CharField(
        label=_("检查说明"), max_length=200, required=False, help_text=_("例如：血常规、CT、核酸的结果。")
    )


class UndoForm(forms.Form):
    """Why the last step is taken back; `seen` is where the referral stood."""

    seen = forms.TypedChoiceField(
        choices=[(s.value, s.value) for s in State], coerce=State, widget=forms.HiddenInput
    )
    undo_reason = forms.CharField(
        label=_("为什么撤回"),
        max_length=200,
        help_text=_("例如：点错了人；车又有了。"),
        error_messages={"required": _("请写明为什么撤回。")},
    )


class RefusalForm(forms.Form):
    """Why a clinic does not take somebody."""

    refusal = forms.CharField(
        label=_("不收的原因"),
        max_length=200,
        help_text=_("例如：没有床位；不属于本院范围。"),
        error_messages={"required": _("请写明不收的原因。")},
    )


class SendOnForm(forms.Form):
    """To which other clinic somebody is sent on; one of the list, or in words."""

    onward = forms.TypedChoiceField(label=_("改送"), coerce=UUID, empty_value=None, required=False)
    onward_name = forms.CharField(label=_("不在名单上的门诊"), max_length=80, required=False)
    onward_reason = forms.CharField(label=_("说明"), max_length=200, required=False)

    def __init__(self, *args: Any, clinics: Sequence[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["onward"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101 (declared above)
        field.choices = [("", _("不在名单上")), *((str(code), name) for code, name in clinics)]


class WordForm(forms.Form):
    """Another word on what somebody has: the next one, or one in the place of a wrong one; `seen` is what stood."""

    seen = forms.ChoiceField(choices=[("", ""), *RESULTS], widget=forms.HiddenInput, required=False)
    result = forms.ChoiceField(
        label=_("诊断结果"), widget=forms.RadioSelect, error_messages={"required": _("请选择结果。")}
    )
    note = forms.CharField(label=_("检查说明"), max_length=200, required=False)

    def __init__(self, *args: Any, results: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["result"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (declared above)
        said = [*RESULTS, (NO_RESULT, NO_RESULT_SAID)]
        field.choices = [(code, label) for code, label in said if code in set(results)]


class CorrectionForm(WordForm):
    """A word in the place of one that was wrong, with why."""

    note = forms.CharField(
        label=_("为什么更正"),
        max_length=200,
        help_text=_(
            "例如：门诊点错了；报告单是别人的。只由原来的结果引起的事会跟着收回：家人延长的日子、关爱走访、没做的消毒；做过的留着。"
        ),
        error_messages={"required": _("请写明为什么更正。")},
    )


class OnsetForm(forms.Form):
    """The day on which somebody fell ill; blank where nobody knows."""

    seen = DayField(required=False, widget=forms.HiddenInput)
    on = DayField(
        label=_("发病日期"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("最早出现发热、咳嗽等症状的那一天，问本人或家人；不知道就空着，不要猜。"),
    )
    reason = forms.CharField(label=_("为什么改"), max_length=200, required=False)


class ClinicForm(forms.Form):
    """A clinic of the county."""

    name = forms.CharField(label=_("门诊名称"), max_length=80)
    phone = PhoneField(label=_("电话"), max_length=20, required=False)


class ClinicReasonForm(forms.Form):
    """Why a clinic is closed or opened again."""

    reason = forms.CharField(label=_("原因"), max_length=200, error_messages={"required": _("请写明原因。")})


class ClinicCorrectionForm(ClinicReasonForm):
    """The right name and telephone, and why."""

    name = forms.CharField(label=_("门诊名称"), max_length=80)
    phone = PhoneField(label=_("电话"), max_length=20, required=False)
    field_order = ["name", "phone", "reason"]


class ClinicStaffForm(forms.Form):
    """Who works at a clinic."""

    username = forms.CharField(label=_("用户名"), max_length=60)
