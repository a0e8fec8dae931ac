"""A channel of a community and a message that waits for it."""

from typing import Any

from django.utils import timezone

from linli.channels.commands import NewChannel, add_channel, queue_test
from linli.channels.models import Message
from linli.channels.rules import ChannelKind
from tests.made import Made


def rows(made: Made) -> dict[str, Any]:
    """Set up a channel and queue a message."""
    now = timezone.now()
    new = NewChannel(ChannelKind.WECOM, "值班群", "https://robot.example/send?key=a")
    channel = add_channel(area=made.community, new=new, by=made.by, now=now)
    queue_test(channel=channel, text="测试", by=made.by, now=now)
    return {"channel_id": channel.pk, "message_id": Message.objects.get(channel=channel).pk}
