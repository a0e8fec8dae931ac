"""What is asked of the list of accounts."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.areas.rules import AreaCode
from linli.staff.area_field import AreaField, offer_within
from linli.staff.labels import ROLES
from linli.staff.queries.narrowed import State, Wanted
from linli.staff.rights import Role

ALL = ("", _("全部"))


class ListForm(forms.Form):
    """Conditions of the list; each may be left out. within: the subtrees in which places are offered."""

    words = forms.CharField(
        label=_("姓名、拼音或用户名"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    role = forms.ChoiceField(label=_("岗位"), choices=[ALL, *ROLES.items()], required=False)
    area = AreaField(required=False, help_text="")
    state = forms.ChoiceField(
        label=_("状态"), choices=[ALL, *((state.value, _(state.words)) for state in State)], required=False
    )

    def __init__(self, data: Any, *, within: Sequence[AreaCode]) -> None:
        super().__init__(data)
        offer_within(form=self, within=within)

    @property
    def wanted(self) -> Wanted:
        """What is looked for, of what was asked rightly."""
        said = self.cleaned_data
        return Wanted(
            words=said.get("words", ""),
            role=Role(said["role"]) if said.get("role") else None,
            area=said.get("area"),
            state=State(said["state"]) if said.get("state") else None,
        )
