"""Figures of a report that somebody types, with the name of who did under each."""

from datetime import date

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.areas.queries import names_of
from linli.reports.commands import typed as commands
from linli.reports.queries import daily
from linli.reports.queries.area_day import AreaDay, area_day
from linli.reports.queries.typed import typed_in
from linli.reports.registers import COLUMN_LABELS, INDICATORS, TYPED
from linli.reports.views.columns import own_community
from linli.staff.http import StaffRequest, staff_page


class TypedForm(forms.Form):
    """One number a column; blank where nobody counted it."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # as Django's own
        for key in TYPED:
            self.fields[key] = forms.IntegerField(
                label=str(COLUMN_LABELS[key]),
                required=False,
                min_value=0,
                max_value=commands.MOST,
                help_text=str(INDICATORS[key].sentence),
                widget=forms.NumberInput(attrs={"inputmode": "numeric", "min": 0}),
            )


@staff_page
def index(request: StaffRequest, area: str, day: str) -> HttpResponse:
    """Show the figures of a community's day that are typed, and take them; 404 where the viewer does not seal the report."""
    code = own_community(request, area)
    try:
        on = daily.day_told(text=day)
        of, now = area_day(area=code, day=on), timezone.now()
        covered = daily.window_shown(of=of, now=now)
    except (daily.NotADay, daily.DayNotBegun) as none:
        raise Http404 from none
    said = typed_in(area=code, covered=covered)
    form = TypedForm(request.POST or None, initial={key: told.value for key, told in said.items()})
    if request.method == "POST" and form.is_valid():
        _save(request, of, on, form)
        return redirect("reports:day", code, on.isoformat())
    context = {
        "area": code,
        "day": on,
        "name": names_of(codes=[code]).get(code, ""),
        "form": form,
        "typed": [(COLUMN_LABELS[key], told) for key, told in said.items()],
        "is_sealed": of.report is not None,
    }
    return render(request, "reports/typed.html", context, status=422 if form.errors else 200)


def _save(request: StaffRequest, of: AreaDay, on: date, form: TypedForm) -> None:
    values = {key: form.cleaned_data[key] for key in TYPED}
    changed = commands.type_figures(
        area=of.area, day=on, values=values, by=request.viewer, now=timezone.now()
    )
    if not changed:
        messages.info(request, _("没有改动。"))
    elif of.report is not None:
        messages.warning(request, _("已记下。这一天的日报已经封存，更正以后才算进去。"))
    else:
        messages.success(request, _("已记下，日报里注明是谁填的。"))
