"""What every page of a report says of its area and day."""

from datetime import date, timedelta
from typing import Final

from django.contrib import messages
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.areas.queries import NOISE, names_of, path_said
from linli.areas.rules import AreaCode, Level, NotAnAreaCode
from linli.clock import day_of
from linli.people.rules.numbers_in_words import numbers_in, without_numbers
from linli.reports.queries import daily
from linli.staff.http import StaffRequest
from linli.staff.rights import Action
from linli.staff.rules import may_at

REASON_LENGTH: Final = 200


def day_named(text: str) -> date:
    """Return a day as the address or the date field tells it. Raises Http404 for anything else."""
    try:
        return daily.day_told(text=text)
    except daily.NotADay as error:
        raise Http404 from error


def area_and_day(request: StaffRequest, area: str, day: str) -> tuple[AreaCode, date]:
    """Return what the address names. Raises Http404 for what the viewer may not see, as for what does not exist."""
    code = _seen(request, area)
    _names_on_the_way(code)
    return code, day_named(day)


def _names_on_the_way(code: AreaCode) -> dict[str, str]:
    """Return the names from the province down to an area; one statement. Raises Http404 for one that does not exist."""
    names = names_of(codes=(*code.ancestors, code))
    if code not in names:
        raise Http404
    return names


def _seen(request: StaffRequest, area: str) -> AreaCode:
    try:
        code = AreaCode(area)
    except NotAnAreaCode as error:
        raise Http404 from error
    seen = may_at(viewer=request.viewer, action=Action.SEE_REPORT, area=code)
    if not seen or code.level == Level.GRID:
        raise Http404
    return code


def words_sent(request: StaffRequest, name: str) -> str:
    """Return the words of a field as they are kept: so many letters, and nothing that no database holds.

    Other levels read them: numbers of telephones and certificates are hidden, and that is said.
    """
    told = request.POST.get(name, "").replace("\0", "")[:REASON_LENGTH]
    if numbers_in(words=told):
        messages.warning(request, _("上下级都看得到这句话，里面的电话和证件号码已经隐去。"))
    return without_numbers(words=told)


def place(request: StaffRequest, area: str, day: str) -> tuple[AreaCode, date, dict[str, object]]:
    """Return what the address names, and what every page says of it; one statement. Raises Http404 as `area_and_day`.

    Areas above it are links where the viewer may go there.
    """
    code, on = _seen(request, area), day_named(day)
    path, names = (*code.ancestors, code), _names_on_the_way(code)
    return (
        code,
        on,
        {
            "area": code,
            "name": names[code],
            "crumbs": [
                (part, names[part], may_at(viewer=request.viewer, action=Action.SEE_REPORT, area=part))
                for part in path
                if part in names and (part == code or names[part] not in NOISE)
            ],
            "path": path_said(path=path, names=names),
            "day": on,
            "today": day_of(timezone.now()),
            "day_before": on - timedelta(days=1),
            "day_after": on + timedelta(days=1),
        },
    )
