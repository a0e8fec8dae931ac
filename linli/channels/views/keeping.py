"""Channels set up, corrected, tried out, switched off and on, removed."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from linli.areas.queries import names_of
from linli.areas.rules import AreaCode
from linli.channels import commands
from linli.channels.forms import ChannelForm, CorrectForm
from linli.channels.queries import Channel, channels_kept
from linli.channels.rules import AddressNotGood, ChannelKind, OtherKind, SecretNotGood
from linli.staff.http import StaffRequest, staff_page
from linli.staff.refusals import Refusals, done
from linli.staff.rights import Action
from linli.staff.rules import own_offices

WRONG: Final = 422
REFUSALS: Final[Refusals] = {
    OtherKind: (
        "address",
        gettext_lazy("这是另一种机器人的地址：企业微信的以 qyapi 开头，钉钉的以 oapi 开头。"),
    ),
    SecretNotGood: ("secret", gettext_lazy("加签密钥以 SEC 开头，只有钉钉机器人才有；请重新复制。")),
    commands.SameName: ("name", gettext_lazy("本级已有一个叫这个名字的渠道，换个名字才分得清。")),
    AddressNotGood: ("address", gettext_lazy("机器人要 https 开头的地址，短信要手机号码；请重新复制。")),
    commands.ChannelGone: (None, gettext_lazy("这个渠道刚才已被删除。")),
}


@staff_page
def add(request: StaffRequest) -> HttpResponse:
    """Set up a channel of one of the viewer's own offices."""
    offices = own_offices(viewer=request.viewer, action=Action.KEEP_CHANNELS)
    if not offices:
        return render(request, "403.html", status=403)
    names = names_of(codes=offices)
    form = ChannelForm(request.POST or None, areas=[(area, names.get(area, area)) for area in offices])
    if form.is_valid():
        said = form.cleaned_data
        new = commands.NewChannel(
            kind=ChannelKind(said["kind"]),
            name=said["name"],
            address=said["address"],
            secret=said["secret"],
        )
        if done(
            form=form,
            refusals=REFUSALS,
            act=lambda: commands.add_channel(
                area=AreaCode(said["area"]), new=new, by=request.viewer, now=timezone.now()
            ),
        ):
            messages.success(request, _("已添加。请发一条测试消息看看。"))
            return redirect("channels:index")
    return render(request, "channels/add.html", {"form": form}, status=WRONG if form.errors else 200)


@staff_page
def show(request: StaffRequest, channel_id: UUID) -> HttpResponse:
    """Show a channel and put it right; 404 for one of another office."""
    channel = _channel(request, channel_id)
    form = CorrectForm(request.POST or None, initial={"name": channel.name})
    if form.is_valid() and done(
        form=form,
        refusals=REFUSALS,
        act=lambda: commands.correct_channel(
            channel=channel, **form.cleaned_data, by=request.viewer, now=timezone.now()
        ),
    ):
        messages.success(request, _("已更正。"))
        return redirect("channels:index")
    office = names_of(codes=[channel.area]).get(channel.area, channel.area)
    context = {"channel": channel, "form": form, "office": office}
    return render(request, "channels/channel.html", context, status=WRONG if form.errors else 200)


@staff_page
@require_POST
def test(request: StaffRequest, channel_id: UUID) -> HttpResponse:
    """Send a text by a channel that says only that it works; 404 for one of another office."""
    channel = _channel(request, channel_id)
    if channel.is_on:
        text = "【邻里】这是一条测试消息。收到就说明紧急报告能发到这里。"
        commands.queue_test(channel=channel, text=text, by=request.viewer, now=timezone.now())
        messages.success(request, _("测试消息几秒钟内发出，结果在下面看。"))
    else:
        messages.warning(request, _("渠道停用着，请先启用。"))
    return redirect("channels:index")


@staff_page
@require_POST
def off(request: StaffRequest, channel_id: UUID) -> HttpResponse:
    """Let nothing more out by a channel; 404 for one of another office."""
    channel = _channel(request, channel_id)
    commands.switch_off(channel=channel, by=request.viewer, now=timezone.now())
    messages.success(request, _("已停用。有紧急报告时，这个渠道不会再收到消息。"))
    return redirect("channels:index")


@staff_page
@require_POST
def on(request: StaffRequest, channel_id: UUID) -> HttpResponse:
    """Let messages out by a channel again; 404 for one of another office."""
    channel = _channel(request, channel_id)
    commands.switch_on(channel=channel, by=request.viewer, now=timezone.now())
    messages.success(request, _("已启用。"))
    return redirect("channels:index")


@staff_page
@require_POST
def remove(request: StaffRequest, channel_id: UUID) -> HttpResponse:
    """Remove a channel with its address; 404 for one of another office."""
    channel = _channel(request, channel_id)
    commands.remove_channel(channel=channel, by=request.viewer, now=timezone.now())
    messages.success(request, _("已删除，地址也删掉了；发过的消息还在下面。"))
    return redirect("channels:index")


def _channel(request: StaffRequest, channel_id: UUID) -> Channel:
    return get_object_or_404(channels_kept(viewer=request.viewer), pk=channel_id)
