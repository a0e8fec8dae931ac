"""Shape of what is said about the rows of a layout: of which area each tells."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext

from linli.returns.rules.units import ITEM, SKIPPED, UnitRow

_SELECT: Final = {"class": "form-select"}


class RowsForm(forms.Form):
    """Of which area below each row tells that nobody could know."""

    def __init__(self, *args: Any, rows: Sequence[UnitRow], units: Mapping[str, str], **kwargs: Any) -> None:
        """Ask of each row; units: code -> name of the areas below."""
        super().__init__(*args, **kwargs)
        self.unit_rows = rows
        offered = [
            ("", gettext("请选")),
            (gettext("下级单位"), list(units.items())),
            (
                gettext("不是下级单位"),
                [(SKIPPED, gettext("这一行不填")), (ITEM, gettext("不是单位，逐格核对"))],
            ),
        ]
        for number, row in enumerate(rows):
            self.fields[f"row_{number}"] = forms.ChoiceField(
                label=row.title,
                choices=offered,
                initial=row.said,
                widget=forms.Select(attrs=_SELECT),
                error_messages={"required": gettext("请选这一行是哪个单位；不是单位就选不填。")},
            )

    def clean(self) -> dict[str, Any]:
        """Ask again where one unit is said of two rows: its figures would be added twice."""
        said: dict[str, Any] = dict(super().clean() or {})
        taken: dict[tuple[str, str, str], UnitRow] = {}
        for number, row in enumerate(self.unit_rows):
            code = said.get(f"row_{number}", "")
            other = taken.setdefault((row.sheet, row.section, code), row)
            if code and code not in (ITEM, SKIPPED) and other is not row:
                words = gettext("这个单位已经选给 %(cell)s 那一行了。") % {"cell": other.cell.ref}
                self.add_error(f"row_{number}", words)
        return said

    def said(self) -> dict[str, str]:
        """Return what is said of rows, by key."""
        return {row.key: self.cleaned_data[f"row_{number}"] for number, row in enumerate(self.unit_rows)}

    def fields_of_rows(self) -> list[tuple[UnitRow, forms.BoundField]]:
        """Return each row with its field."""
        return [(row, self[f"row_{number}"]) for number, row in enumerate(self.unit_rows)]
