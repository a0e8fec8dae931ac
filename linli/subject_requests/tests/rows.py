"""Somebody who asks to be deleted."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from linli.subject_requests.models import SubjectRequest, SubjectRequestStep
from linli.subject_requests.rules import Asker, Shown, Step, Wanted, Way
from tests.made import NOTE, Made


def rows(made: Made) -> dict[str, Any]:
    """Take a request of somebody in."""
    now = timezone.now()
    person = made.observation.person
    request = SubjectRequest.objects.create(
        county=person.county,
        community=person.community,
        area=person.area,
        person=person,
        wanted=Wanted.DELETE,
        words=NOTE,
        asker=Asker.SELF,
        shown=Shown.ID,
        way=Way.DESK,
        asked_at=now,
        taken_in_at=now,
        taken_in_by=made.by.user_id,
        due_at=now + timedelta(days=15),
    )
    SubjectRequestStep.objects.create(
        request=request,
        county=person.county,
        community=person.community,
        what=Step.TAKEN_IN,
        at=now,
        by=made.by.user_id,
        words=NOTE,
    )
    return {"subject_request_id": request.pk}
