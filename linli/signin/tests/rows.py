"""Somebody who helps in a community, with a link."""

from typing import Any

from django.utils import timezone

from linli.signin.commands.links import give_link
from linli.staff.commands.helpers import add_helper
from tests.made import Made

NOBODYS_LINK = "nobodys.link"  # whose it is would be let in


def rows(made: Made) -> dict[str, Any]:
    """Add a helper and give a link; of the staff, so that an administrator reads the name."""
    now = timezone.now()
    helper = add_helper(name="热心人", community=made.community, by=made.by, now=now)
    give_link(helper=helper, community=made.community, by=made.by, now=now)
    return {"helper_id": helper.pk, "token": NOBODYS_LINK}
