"""Shapes of cards as the desk changes them; what the page showed comes back hidden, so that two people merge.

A number is never shown nor sent back: its field is empty, and what stood there comes back as a keyed digest.
"""

from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.ids import new_id
from linli.people.fields import NameField, PhoneField

# What nobody's phone looks like: the writer had not seen the one that stands.
UNSEEN: Final = "?"


@dataclass(frozen=True)
class PhoneHeld:
    """The phone on file as a page may know it. mark: '' where none is."""

    ends: str
    mark: str
    masked: str


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
    """A person's name and phone. An empty phone stays as it is on file, unless it is ticked to go.

    held: how the phone on file is known to the page; shown, its last digits; mark, its digest; masked, as others saw it.
    """

    name = NameField(label=_("姓名"), max_length=60)
    phone = PhoneField(label=_("联系电话"), max_length=20, required=False)
    without_phone = forms.MultipleChoiceField(
        label=_("登记的电话"),
        choices=[("on", _("删去登记的电话"))],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    phone_mark = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, shown: dict[str, str], held: PhoneHeld) -> None:
        super().__init__(data, shown=shown)
        self.held = held
        self.initial["phone_mark"] = held.mark
        if held.mark:
            words = _("已登记，尾号 %(ends)s；不改就留空。") % {"ends": held.ends}
            self.fields["phone"].help_text = words
        else:
            del self.fields["without_phone"]

    def clean(self) -> dict[str, Any]:
        """Refuse a phone that is typed and ticked to go at once."""
        said = super().clean() or {}
        if said.get("phone") and said.get("without_phone"):
            self.add_error("phone", _("填了新电话，就不要再勾选删去。"))
        return said

    @property
    def changes(self) -> dict[str, str]:
        """The fields that were changed; a phone that was typed, or '' for one that was ticked to go."""
        said = self.cleaned_data
        phone = {"phone": said["phone"]} if said["phone"] or said.get("without_phone") else {}
        return super().changes | phone

    @property
    def base(self) -> dict[str, str]:
        """What the page showed of the changed fields; of a phone that was changed meanwhile nothing that stands."""
        base = {name: self.cleaned_data[f"base_{name}"] for name in super().changes}
        if "phone" in self.changes:
            base["phone"] = self.held.masked if self.cleaned_data["phone_mark"] == self.held.mark else UNSEEN
        return base


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
