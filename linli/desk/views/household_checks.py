"""One visit or call that sees a whole household, on one page."""

from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.desk.check_forms import WELL, MemberCheckForm
from linli.desk.commands import ChecksRefused, record_together
from linli.desk.household_forms import WayForm
from linli.desk.views.saved_checks import say_refusals, say_saved
from linli.ids import new_id
from linli.observation import commands
from linli.observation.again_form import show_each_again
from linli.observation.queries import cases
from linli.observation.queries.households import observed_in
from linli.observation.rules import Channel, CheckOutcome
from linli.people import queries
from linli.protocols.versions import rules_of
from linli.staff.http import StaffRequest, came_from, staff_page
from linli.staff.rights import Action


@staff_page
def check(request: StaffRequest, household_id: UUID) -> HttpResponse:
    """Record one visit or call: a check of every member under observation, all or none; 404 where the viewer may not."""
    visible = queries.households_seen(viewer=request.viewer, action=Action.RECORD_CHECK)
    household = get_object_or_404(visible, pk=household_id)
    observed = sorted(observed_in(household=household).values(), key=lambda row: (row.person.name, row.pk))
    now = timezone.now()
    posted: QueryDict = request.POST
    if posted.get("save") == "well":
        posted = _as_well(posted, observed)
    forms = [
        MemberCheckForm(
            posted or None,
            prefix=str(row.pk),
            initial={"id": new_id(), "claimed_at": now.replace(microsecond=0), "outcome": "DONE"},
            rules=rules_of(row.protocol_id),
        )
        for row in observed
    ]
    rows = list(zip(observed, forms, strict=True))
    way = WayForm(posted or None)
    sound = [form.is_valid() for form in (way, *forms)]  # each says what is wrong with its own member
    back = came_from(request, otherwise="desk:day")
    if (
        request.method == "POST"
        and all(sound)
        and _saved(request, rows, Channel(way.cleaned_data["channel"]))
    ):
        return redirect(back)
    page = {"household": household, "rows": rows, "way": way, "back": back}
    failed = any(form.errors for form in (way, *forms))
    return render(request, "desk/household_check.html", page, status=422 if failed else 200)


def _as_well(posted: QueryDict, observed: list[cases.Observation]) -> QueryDict:
    """Return what was typed, with those who were seen and of whom nothing else was typed as well."""
    said = posted.copy()
    for row in observed:
        typed = said.get(f"{row.pk}-temperature", "").strip() or said.getlist(f"{row.pk}-symptoms")
        if not typed and said.get(f"{row.pk}-outcome") == CheckOutcome.DONE:
            said[f"{row.pk}-outcome"] = WELL
    return said


def _saved(
    request: StaffRequest, rows: list[tuple[cases.Observation, MemberCheckForm]], channel: Channel
) -> bool:
    """Save what was told of each member; say refusals at the member's field."""
    told = [(row, form) for row, form in rows if form.cleaned_data["outcome"]]
    new = [
        commands.NewCheck(
            id=form.cleaned_data["id"],
            observation=row,
            outcome=CheckOutcome(form.cleaned_data["outcome"]),
            channel=channel,
            claimed_at=form.cleaned_data["claimed_at"],
            temperature_tenths=form.cleaned_data["temperature"],
            symptoms=tuple(form.cleaned_data["symptoms"]),
        )
        for row, form in told
    ]
    if not new:
        rows[0][1].add_error(None, _("还没有填写任何人。"))
        return False
    now = timezone.now()
    again = commands.told_twice(new=new, by=request.viewer, now=now)
    if not show_each_again(told=[form for _row, form in told], again=again):
        return False
    try:
        answers = record_together(new=new, by=request.viewer, now=now)
    except ChecksRefused as refused:
        say_refusals(told=[form for _row, form in told], refused=refused.refused)
        return False
    say_saved(request=request, rows=[row for row, _form in told], answers=answers)
    return True
