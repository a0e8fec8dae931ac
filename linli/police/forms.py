"""Shapes of handing somebody over to the police, and of their answer."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from linli.disclosures.forms import told_field
from linli.police.labels import POLICE_DID
from linli.police.rules import names_id_number


class PoliceForm(forms.Form):
    """What the secretary says to the police; the phone only where it is ticked."""

    words = forms.CharField(
        label=_("请民警做什么"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("例如：请到家中说明规定，劝其配合上门测温。不要写病情和证件号码。"),
        error_messages={"required": _("请写明请民警做什么。")},
    )
    phone = forms.MultipleChoiceField(
        label=_("联系电话"),
        choices=[("on", _("同时告诉民警联系电话"))],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("不勾选，就只告诉姓名和住址。"),
    )

    told = told_field()

    def clean_words(self) -> str:
        """Return words without an ID number."""
        words: str = self.cleaned_data["words"]
        if names_id_number(text=words):
            raise ValidationError(_("不要写证件号码，请删去。"), code="id_number")
        return words


class PoliceAnswerForm(forms.Form):
    """What the police did."""

    done = forms.ChoiceField(
        label=_("做了什么"),
        choices=POLICE_DID,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择做了什么。")},
    )
    words = forms.CharField(
        label=_("经过"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("什么时候、和谁谈的、对方怎么说。"),
        error_messages={"required": _("请写明经过。")},
    )
