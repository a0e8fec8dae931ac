"""Shapes of noting that somebody was told, or why not yet."""

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.day_fields import MomentField
from linli.disclosures.labels import REASONS, WAYS


class ToldForm(forms.Form):
    """How and when somebody was told."""

    way = forms.ChoiceField(
        label=_("怎么告诉的"),
        choices=WAYS,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择怎么告诉的。")},
    )
    told_at = MomentField(
        label=_("什么时候"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"required": _("请填写什么时候告诉的。")},
    )
    words = forms.CharField(label=_("说明"), max_length=200, required=False)


class NotYetForm(forms.Form):
    """Why somebody is not told yet."""

    because = forms.ChoiceField(
        label=_("为什么还没告诉"),
        choices=REASONS,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择为什么。")},
    )
    words = forms.CharField(
        label=_("理由"),
        max_length=200,
        help_text=_("写明依据哪条规定，或会妨碍什么；情况过去后再告诉。"),
        error_messages={"required": _("请写明理由。")},
    )


class StrikeForm(forms.Form):
    """Why a word was wrong."""

    reason = forms.CharField(
        label=_("为什么撤下"),
        max_length=200,
        help_text=_("例如：点错了人；其实没有说到这件事。"),
        error_messages={"required": _("请写明理由。")},
    )


def told_field() -> forms.BooleanField:
    """Return the tick on a form that gives somebody's data: never ticked by itself."""
    return forms.BooleanField(
        label=_("已当面告诉本人"),
        required=False,
        help_text=_("告诉了再勾；没勾的，在本人页面“给了谁”里补记。"),
    )
