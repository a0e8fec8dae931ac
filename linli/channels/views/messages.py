"""What went out, what failed and why, and what is done about it."""

from typing import Final
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.areas.queries import names_of
from linli.beat.queries import standing_of
from linli.channels import commands
from linli.channels.beat import SEND
from linli.channels.queries import Health, channels_kept, health_of, messages_kept
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.staff.rules import own_offices

MESSAGES_A_PAGE: Final = 30


@staff_page
def index(request: StaffRequest) -> HttpResponse:
    """List the channels of the viewer's offices, and under them what went out by them, the newest first."""
    offices = own_offices(viewer=request.viewer, action=Action.KEEP_CHANNELS)
    if not offices:
        return render(request, "403.html", status=403)
    channels = list(channels_kept(viewer=request.viewer))
    health = health_of(channels=channels)
    page = Paginator(messages_kept(viewer=request.viewer), MESSAGES_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "channels": [(channel, health.get(channel.pk, Health())) for channel in channels],
        "page": page,
        "sent": standing_of(job=SEND, now=timezone.now()),
        "offices": names_of(codes=offices),
        "has_sms": bool(settings.SMS_COMMAND),
    }
    return render(request, "channels/index.html", context)


@staff_page
@require_POST
def again(request: StaffRequest, message_id: UUID) -> HttpResponse:
    """Try a message again at once; 404 for one of another office."""
    message = get_object_or_404(messages_kept(viewer=request.viewer), pk=message_id)
    if commands.try_again(message=message, by=request.viewer, now=timezone.now()):
        messages.success(request, _("几秒钟内再发一次，结果在下面看。"))
    else:
        messages.warning(request, _("不能再发：已经发出，或渠道已停用。"))
    return redirect("channels:index")


@staff_page
@require_POST
def give_up(request: StaffRequest, message_id: UUID) -> HttpResponse:
    """Try a message no more; 404 for one of another office."""
    message = get_object_or_404(messages_kept(viewer=request.viewer), pk=message_id)
    if commands.give_up(message=message, by=request.viewer, now=timezone.now()):
        messages.success(request, _("这条不再发了。"))
    else:
        messages.warning(request, _("这条已经发出，或已不再发。"))
    return redirect("channels:index")
