"""A community chosen by its name: what is typed, and of those that are called so, which one. A whole code is taken as it is."""

from collections.abc import Sequence
from copy import copy
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.areas.queries import communities_named, paths_of
from linli.areas.rules import DIGITS, AreaCode, Level

PLACES: Final = 12


def name_field(*, label: Any, help_text: Any) -> forms.CharField:
    """Return the field `community` in which a name is typed."""
    return forms.CharField(
        label=label,
        max_length=100,
        help_text=help_text,
        widget=forms.TextInput(attrs={"autocomplete": "off", "list": "neighbours"}),
    )


def chosen_field() -> forms.ChoiceField:
    """Return the field `chosen`, which asks which of the places is meant; `offer` fills it."""
    return forms.ChoiceField(
        label=_("是哪一个"),
        widget=forms.RadioSelect,
        required=False,
        help_text=_("同名的社区，本区县的在前。"),
    )


def code_in(*, text: str) -> str:
    """Return the code of a community that a text is, '' for a name or another number."""
    plain = text.strip()
    return plain if len(plain) == DIGITS[Level.COMMUNITY] and plain.isascii() and plain.isdigit() else ""


def places_named(*, text: str, near: AreaCode) -> list[tuple[str, str]]:
    """Return code and path of the communities of a name, the nearest first; none for a code. Two statements."""
    found = [] if code_in(text=text) else communities_named(text=text, near=near, limit=PLACES)
    return list(paths_of(codes=[area.code for area in found]).items())


def offer(*, form: forms.Form, places: Sequence[tuple[str, Any]]) -> None:
    """Offer places as the answers of `chosen`; the field is left out of a form that was not sent."""
    if form.is_bound:
        form.fields["chosen"].choices = places  # type: ignore[attr-defined]  # as declared above
        form.fields["chosen"].asked_if = _("写的是名称时要选一个")  # type: ignore[attr-defined]  # read by the page
    else:
        del form.fields["chosen"]


def read_place(*, form: forms.Form, said: dict[str, Any]) -> None:
    """Put the code that is meant as `chosen`: a whole code as it was typed, else what was chosen, which is asked for."""
    if "community" not in said or "chosen" not in said:
        return
    if code := code_in(text=said["community"]):
        said["chosen"] = code
    elif said["community"].strip().isdigit():
        form.add_error("community", _("请填写社区名称，或 12 位社区代码。"))
    elif not form.fields["chosen"].choices:  # type: ignore[attr-defined]
        form.add_error("community", _("没有叫这个名称的社区，请核对。"))
    elif not said["chosen"]:
        _ask(form)


def _ask(form: forms.Form) -> None:
    """Ask which place is meant; the only one of its name is ticked already, to be confirmed."""
    choices = form.fields["chosen"].choices  # type: ignore[attr-defined]  # as declared above
    if len(codes := [value for value, _label in choices if code_in(text=value)]) != 1:
        form.add_error("chosen", _("请选择是哪一个。"))
        return
    typed: Any = copy(form.data)  # what was sent is not to be changed, a copy of it is
    typed[form.add_prefix("chosen")] = codes[0]
    form.data = typed
    form.add_error("chosen", _("叫这个名称的只有一个，已经选上；请核对，再提交一次。"))
