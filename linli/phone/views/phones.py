"""Phones as the desk keeps them: whose, revoked, and what they could not send."""

from collections import Counter
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.clock import day_of
from linli.phone.commands.held import (
    DecidedAlready,
    NotDropped,
    TimeNotSaid,
    drop_held,
    reopen_held,
    take_all_held,
    take_held,
)
from linli.phone.commands.outbox_files import take_outbox_file
from linli.phone.commands.phones import PhoneOfAnother, revoke_phone
from linli.phone.forms import HeldForm, OutboxFileForm
from linli.phone.queries.phones import (
    HeldTold,
    Phone,
    area_of,
    decided_on,
    held_on,
    held_one,
    phones_visible,
    reach_in,
    reach_to_decide,
    staff_with_phones,
)
from linli.phone.times import Sending
from linli.staff.http import StaffRequest, staff_page
from linli.staff.queries import viewer_of
from linli.staff.rights import Action
from linli.staff.rules import may


@staff_page
def index(request: StaffRequest) -> HttpResponse:
    """List the phones of the staff."""
    if not may(viewer=request.viewer, action=Action.KEEP_PHONES):
        return render(request, "403.html", status=403)
    phones = phones_visible(viewer=request.viewer, on=day_of(timezone.now()))
    address = request.build_absolute_uri("/w/")
    return render(request, "phone/phones.html", {"phones": phones, "address": address})


@staff_page
def show(request: StaffRequest, phone_id: UUID) -> HttpResponse:
    """Show a phone; decide on what was held of it, and look again at what was not taken."""
    phone = _phone(request, phone_id)
    form = HeldForm(request.POST or None)
    refused: list[tuple[HeldTold, str]] = []
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["what"] == "take_all":
            refused = _taken_all(request, phone)
            done = not refused
        else:
            done = _decided(request, phone, form)
        if done:
            return redirect("phone:phone_detail", phone.pk)
    context = {
        "phone": phone,
        "form": form,
        "refused": refused,
        "held": held_on(viewer=request.viewer, phone=phone),
        "decided": decided_on(viewer=request.viewer, phone=phone),
    }
    return render(request, "phone/phone.html", context, status=422 if request.method == "POST" else 200)


@staff_page
def revoke(request: StaffRequest, phone_id: UUID) -> HttpResponse:
    """Ask whether a phone is to be revoked, and revoke it."""
    phone = _phone(request, phone_id)
    if request.method != "POST":
        return render(request, "phone/revoke.html", {"phone": phone})
    now = timezone.now()
    reach = reach_in(viewer=request.viewer, user=phone.user, on=day_of(now))
    revoke_phone(phone=phone, area=area_of(reach=reach, viewer=request.viewer), by=request.viewer, now=now)
    messages.success(request, _("已停用。它没有传完的记录收到后会放在这里等您核对。"))
    return redirect("phone:phone_detail", phone.pk)


@staff_page
def import_file(request: StaffRequest) -> HttpResponse:
    """Take what a phone saved to a file because it could not send."""
    if not may(viewer=request.viewer, action=Action.KEEP_PHONES):
        return render(request, "403.html", status=403)
    form = OutboxFileForm(request.POST or None, request.FILES or None)
    answers = _taken(request, form) if request.method == "POST" and form.is_valid() else None
    if answers is None:
        return render(request, "phone/import.html", {"form": form}, status=422 if form.errors else 200)
    counts = Counter(answer["status"] for answer in answers)
    refused = [answer for answer in answers if answer["status"] == "rejected"]
    return render(request, "phone/imported.html", {"counts": counts, "refused": refused, "all": len(answers)})


def _taken(request: StaffRequest, form: OutboxFileForm) -> list[dict[str, object]] | None:
    """Take a file of one of the viewer's staff; None where it cannot be, said at its field."""
    saved = form.cleaned_data["file"]
    now = timezone.now()
    worker = staff_with_phones(viewer=request.viewer, on=day_of(now)).filter(pk=saved.user).first()
    if worker is None:
        form.add_error("file", _("这个文件不是本社区工作人员的手机存的。"))
        return None
    try:
        return take_outbox_file(
            operations=saved.operations,
            phone_id=saved.phone,
            worker=worker,
            reach=reach_in(viewer=request.viewer, user=worker, on=day_of(now)),
            by=request.viewer,
            now=now,
            sending=Sending(now=now, offset=saved.offset, moves=saved.moves),
        )
    except PhoneOfAnother:
        form.add_error("file", _("这部手机登记在另一位工作人员名下，文件没有收下。"))
        return None


def _taken_all(request: StaffRequest, phone: Phone) -> list[tuple[HeldTold, str]]:
    """Take all that waits of a phone; return what could not be taken, each with its reason."""
    now = timezone.now()
    waiting = held_on(viewer=request.viewer, phone=phone)
    reaches = {
        day: reach_in(viewer=request.viewer, user=phone.user, on=day)
        for day in {day_of(one.held.received_at) for one in waiting}
    }
    refused = take_all_held(
        held=[(one.held, reach_to_decide(reach=reaches[day_of(one.held.received_at)])) for one in waiting],
        worker=viewer_of(user=phone.user, on=day_of(now)),
        area=area_of(
            reach=reach_in(viewer=request.viewer, user=phone.user, on=day_of(now)), viewer=request.viewer
        ),
        by=request.viewer,
        now=now,
    )
    told = {one.held.pk: one for one in waiting}
    messages.success(
        request,
        _("已采用 %(n)s 条，还有 %(left)s 条不能采用。")
        % {"n": len(waiting) - len(refused), "left": len(refused)},
    )
    return [(told[held.pk], str(answer["reason"])) for held, answer in refused]


def _phone(request: StaffRequest, phone_id: UUID) -> Phone:
    return get_object_or_404(phones_visible(viewer=request.viewer, on=day_of(timezone.now())), pk=phone_id)


def _decided(request: StaffRequest, phone: Phone, form: HeldForm) -> bool:
    """Take or drop a held record, or let one that was dropped wait again; say why it could not be."""
    said = form.cleaned_data
    held = held_one(phone=phone, id=said["held"])
    if held is None:
        messages.error(request, _("这条记录已不在这里。"))
        return False
    now = timezone.now()
    # Whose it was when it came; the worker may have left long since.
    reach = reach_in(viewer=request.viewer, user=phone.user, on=day_of(held.received_at))
    area = area_of(reach=reach, viewer=request.viewer)
    try:
        if said["what"] == "drop":
            drop_held(held=held, reason=said["reason"], area=area, by=request.viewer, now=now)
            messages.success(request, _("没有采用，原文仍存档。"))
            return True
        if said["what"] == "reopen":
            reopen_held(held=held, reason=said["reason"], area=area, by=request.viewer, now=now)
            messages.success(request, _("又放回等您核对的记录。"))
            return True
        worker = viewer_of(user=phone.user, on=day_of(now))
        answer = take_held(
            held=held,
            at=said["at"] or None,
            worker=worker,
            reach=reach_to_decide(reach=reach),
            area=area,
            by=request.viewer,
            now=now,
        )
    except TimeNotSaid:
        form.add_error("at", _("手机的时间变过，请选这条记录是什么时候的。"))
        return False
    except (DecidedAlready, NotDropped):
        messages.error(request, _("刚才已有人处理。"))
        return False
    if answer["status"] == "rejected":
        messages.error(request, _("不能采用：%(reason)s") % {"reason": answer["reason"]})
        return False
    messages.success(request, _("已采用。"))
    return True
