"""Shapes of what is typed about a household. Meaning is checked by commands."""

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.observation.labels import CHANNELS
from linli.people.fields import IdNumberField, NameField, PhoneField


class MemberForm(forms.Form):
    """Somebody who lives in the household and did not come from elsewhere."""

    name = NameField(label=_("姓名"), max_length=60)
    id_number = IdNumberField(label=_("身份证号"), max_length=24, required=False)
    phone = PhoneField(label=_("联系电话"), max_length=20, required=False)


class RoomsForm(forms.Form):
    """Whether the members can keep apart."""

    cannot_separate = forms.TypedChoiceField(
        label=_("能不能分开住（各住一间、不共用卫生间）"),
        choices=[("no", _("能分开")), ("yes", _("不能分开"))],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )


class TakeFromCareForm(forms.Form):
    """Why a family is not named to care any more."""

    reason = forms.CharField(
        label=_("撤回关爱的原因"), max_length=200, help_text=_("例如：家人已出院回家；登记有误。")
    )


class WayForm(forms.Form):
    """How a household was seen or asked: nothing is preselected, since nobody has said it yet."""

    channel = forms.ChoiceField(
        label=_("方式"),
        choices=CHANNELS,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择这次是怎么查的。")},
    )
