"""A phone of a secretary."""

from typing import Any

from django.utils import timezone

from linli.ids import new_id
from linli.phone.commands.phones import know_phone
from linli.staff.models import User
from tests.made import NOTE, Made

NO_PICTURE = "0190c1a2-0000-7000-8000-000000000000"


def rows(made: Made) -> dict[str, Any]:
    """Hold a phone for the first time."""
    user = User.objects.get(pk=made.by.user_id)
    return {
        "phone_id": know_phone(id=new_id(), user=user, name=NOTE, now=timezone.now()).pk,
        "picture_id": NO_PICTURE,
    }
