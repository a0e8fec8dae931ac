"""A list of one door, asked once, and a list that waits."""

from typing import Any

from django.utils import timezone

from linli.areas.queries import names_of
from linli.ids import new_id
from linli.people.models import Household
from linli.screening.commands import NewAnswer, answer_door, put_in_list, receive_list
from linli.screening.rules import Answer, Way
from tests.made import ADDRESS, Made


def rows(made: Made) -> dict[str, Any]:
    """Put a list of one door in and write down that nobody is in there from outside."""
    now = timezone.now()
    grid = names_of(codes=[made.area])[made.area] if made.area != made.community else ""
    content = f"地址,户主,电话,网格\n{ADDRESS}7号,{made.name},13700000000,{grid}\n".encode()
    list_ = receive_list(community=made.community, filename="底册.csv", content=content, by=made.by, now=now)
    put_in_list(list_=list_, by=made.by, now=now)
    door = Household.objects.get(door__list=list_)
    new = NewAnswer(new_id(), door, Answer.NOBODY, Way.VISIT)
    return {
        "door_list_id": list_.pk,
        "door_id": door.pk,
        "answer_id": answer_door(new=new, by=made.by, now=now).pk,
    }
