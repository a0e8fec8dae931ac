"""Protocol versions: the list, one with all that it asks, a county's own, and the moving of one observation."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.areas.queries import names_of
from linli.areas.rules import AreaCode
from linli.clock import day_of
from linli.protocols import commands
from linli.protocols import queries as protocols
from linli.protocols.forms import InForceForm, OwnVersionForm, typed
from linli.protocols.rules import Fault
from linli.protocols.versions import NATION, NoProtocol, protocol_on, rules_of
from linli.protocols.words import differences, parameters_of
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.staff.rules import scope


def _county_of(request: StaffRequest) -> AreaCode | None:
    """Return the county whose version the viewer may set; the first one where there are several."""
    areas = scope(viewer=request.viewer, action=Action.SET_PROTOCOL).areas
    return areas[0] if areas else None


def _home_of(request: StaffRequest) -> str:
    """Return the county, or what lies above it, in which the viewer works; the nation without a post."""
    return request.viewer.posts[0].area.county if request.viewer.posts else NATION


def _in_force(area: str, day: date) -> protocols.Protocol | None:
    try:
        return protocol_on(day=day, area=area)
    except NoProtocol:
        return None


@staff_page
def index(request: StaffRequest) -> HttpResponse:
    """List the versions that the viewer may read, the one in force at home, and what was declared."""
    home = _home_of(request)
    versions = list(protocols.protocols_readable(viewer=request.viewer))
    declared = protocols.declarations(area=home)
    context = {
        "versions": [(version, rules_of(version.pk)) for version in versions],
        "in_force": _in_force(home, day_of(timezone.now())),
        "declared": declared,
        "area_names": names_of(
            codes={home, *(v.area for v in versions), *(row.area for row, _by in declared)}
        ),
        "home": home,
        "may_set": _county_of(request) is not None,
    }
    return render(request, "protocols/protocols.html", context)


@staff_page
def show(request: StaffRequest, protocol_code: str) -> HttpResponse:
    """Show everything that a version asks and what differs from its base; declare it in force in one's county."""
    readable = protocols.protocols_readable(viewer=request.viewer)
    version = get_object_or_404(readable, pk=protocol_code)
    now = timezone.now()
    county = _county_of(request)
    usable = county is not None and protocols.protocols_for(area=county).filter(pk=version.pk).exists()
    if request.method == "POST" and (county is None or not usable):
        return render(request, "403.html", status=403)
    form = InForceForm(request.POST or None, today=day_of(now), initial={"from_on": day_of(now)})
    if request.method == "POST" and county is not None and form.is_valid():
        from_on = form.cleaned_data["from_on"]
        try:
            commands.declare_in_force(
                area=county, protocol=version, from_on=from_on, by=request.viewer, now=now
            )
        except commands.VersionNotYetValid:
            form.add_error("from_on", _("这个方案在这一天无效。"))
        else:
            messages.success(
                request, _("已启用：从 %(day)s 起新登记的按此方案观察。") % {"day": from_on.isoformat()}
            )
            return redirect("protocols:protocols")
    rules = rules_of(version.pk)
    context = {
        "version": version,
        "area_name": names_of(codes=[version.area]).get(version.area, ""),
        "parameters": parameters_of(rules=rules),
        "differences": differences(base=rules_of(version.base_id), own=rules) if version.base_id else [],
        "in_force": _in_force(_home_of(request), day_of(now)),
        "usable": usable,
        "form": form,
    }
    return render(request, "protocols/protocol.html", context, status=422 if form.errors else 200)


@staff_page
def make_own(request: StaffRequest, protocol_code: str) -> HttpResponse:
    """Make the county's own version on top of another, everything prefilled from it."""
    base = get_object_or_404(protocols.protocols_readable(viewer=request.viewer), pk=protocol_code)
    county = _county_of(request)
    if county is None or not protocols.protocols_for(area=county).filter(pk=base.pk).exists():
        return render(request, "403.html", status=403)
    now = timezone.now()
    initial = {**typed(rules=rules_of(base.pk)), "code": protocols.next_code(county=county)}
    form = OwnVersionForm(request.POST or None, today=day_of(now), initial=initial | {"from_on": day_of(now)})
    if request.method == "POST" and form.is_valid() and _set(request, form, county, base):
        return redirect("protocols:protocol", form.cleaned_data["code"])
    return render(
        request,
        "protocols/own_protocol.html",
        {"form": form, "base": base},
        status=422 if form.errors else 200,
    )


def _set(request: StaffRequest, form: OwnVersionForm, county: AreaCode, base: protocols.Protocol) -> bool:
    said = form.cleaned_data
    if not said["code"].startswith(f"{county}-"):
        form.add_error(None, _("页面已过期，请重新打开。"))
        return False
    new = commands.NewVersion(
        rules=form.rules(),
        name=said["name"],
        area=county,
        base=base,
        valid_from=said["from_on"],
        source=said["source"],
        remark=said["remark"],
    )
    try:
        commands.set_own_version(new=new, by=request.viewer, now=timezone.now())
    except commands.VersionFaulty as faulty:
        for fault in faulty.faults:
            form.add_error(*_fault(fault))
    except commands.VersionWritten:
        form.add_error(
            None, _("刚才已有人保存了本县的另一个方案；方案保存后不能修改，请重新打开本页再制定。")
        )
    else:
        messages.success(request, _("已保存并启用。已在观察的人员仍按原方案。"))
        return True
    return False


def _fault(fault: Fault) -> tuple[str, str]:
    """Return at which field a fault is told, and how."""
    told = {
        Fault.STAGES: ("days_1", _("至少填写一个阶段，每个阶段至少 1 天。")),
        Fault.TEST_DAYS: ("tests_1", _("检测日超出了本阶段的天数。")),
        Fault.SESSIONS: ("opens_AM", _("至少填写一个时段，时段先后相接，不能重叠。")),
        Fault.TEMPERATURES: ("fever_tenths", _("体温应当是：最低 < 重测 < 发热 ≤ 最高。")),
        Fault.ANCHORS: ("anchors", _("请选择起算日。")),
        Fault.SIGNERS: ("release_signers", _("请选择由谁签字。")),
        Fault.KEEP_DAYS: ("keep_days", _("身份至少保存 7 天，至多 365 天。")),
    }
    return told[fault]
