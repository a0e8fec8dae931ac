"""Shapes of cards as the desk changes them; what the page showed comes back hidden, so that two people merge."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.ids import new_id
from linli.people.fields import NameField, PhoneField


class CardForm(forms.Form):
    """Fields of a card with what each held when the page was shown."""

    op = forms.UUIDField(widget=forms.HiddenInput)  # the same form again is the same change

    def __init__(self, data: Any = None, *, shown: dict[str, str]) -> None:
        super().__init__(
            data, initial={"op": new_id(), **shown, **{f"base_{k}": v for k, v in shown.items()}}
        )
        for name in shown:
            self.fields[f"base_{name}"] = forms.CharField(required=False, widget=forms.HiddenInput)

    @property
    def changes(self) -> dict[str, str]:
        """The fields that were changed against what the page showed."""
        said = self.cleaned_data
        return {
            name: said[name]
            for name in self.fields
            if f"base_{name}" in self.fields and said[name] != said[f"base_{name}"]
        }

    @property
    def base(self) -> dict[str, str]:
        """What the page showed of the changed fields."""
        return {name: self.cleaned_data[f"base_{name}"] for name in self.changes}


class PersonCardForm(CardForm):
    """A person's name and phone. The phone is shown masked; left as shown it stays."""

    name = NameField(label=_("姓名"), max_length=60)
    phone = forms.CharField(
        label=_("联系电话"), max_length=20, required=False, help_text=_("带星号的号码不改就保持原样。")
    )

    def clean(self) -> dict[str, Any]:
        """Check a phone that was typed anew."""
        said = super().clean() or {}
        if "phone" in said and said["phone"] != said.get("base_phone"):
            try:
                said["phone"] = PhoneField(required=False).clean(said["phone"])
            except forms.ValidationError as error:
                self.add_error("phone", error)
        return said


class HouseholdCardForm(CardForm):
    """What whoever stands at the door should know, and the place in the walk."""

    note = forms.CharField(
        label=_("门口备注"),
        max_length=200,
        required=False,
        help_text=_("例如：有狗、钥匙在隔壁、耳背请大声。"),
    )
    walk_order = forms.CharField(
        label=_("走访顺序"), max_length=80, required=False, help_text=_("按这里的文字从小到大排。")
    )


class ConflictForm(forms.Form):
    """What to do about a value that was overwritten unseen."""

    change = forms.UUIDField(widget=forms.HiddenInput)
    what = forms.ChoiceField(choices=[("keep", ""), ("use", "")])
