"""The accounts of a list: each in a transaction of its own, so that nobody waits, and what was cut off goes on."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from linli.areas.naming import smallest_over
from linli.areas.rules import AreaCode
from linli.audit.commands import write_event
from linli.spoken import spoken
from linli.staff.commands import AreaUnknown, UsernameTaken, add_user
from linli.staff.models import User
from linli.staff.rights import Action
from linli.staff.rules import Viewer, may_at, username_of
from linli.staff_lists.commands.receiving import ListClosed, NotYours
from linli.staff_lists.models import StaffList, StaffListRow
from linli.staff_lists.queries.preview import Previewed, previewed
from linli.staff_lists.rules.words import day_said, username_for
from linli.telephones import phone

NEW = "NEW"


class NothingToAdd(Exception):
    """Not one row can be added as it stands."""


def add_accounts(*, list_: StaffList, by: Viewer, now: datetime) -> int:
    """Add an account for every row that can be, without password and post, and return how many; the rest is left out.

    Cut off on the way, it goes on where it stopped. Raises NotYours, ListClosed, NothingToAdd.
    """
    if not may_at(viewer=by, action=Action.KEEP_ACCOUNTS, area=list_.area):
        raise NotYours
    if list_.state != StaffList.State.UPLOADED:
        raise ListClosed(list_.pk)
    all_ = previewed(list_=list_, viewer=by)
    ready = [one for one in all_ if one.judged.may_be_added]
    if not ready:
        raise NothingToAdd(list_.pk)
    added: dict[int, User] = {}
    for one in ready:
        if user := _add(one, added, by, now):
            added[one.row.number] = user
    _keep_why([one for one in all_ if not one.judged.may_be_added])
    _close(list_, by, now)
    return StaffListRow.objects.filter(list=list_, is_new=True).count()


def _keep_why(rows: Sequence[Previewed]) -> None:
    """Keep with the rows that are left out why they are."""
    for one in rows:
        one.row.left_out = one.judged.fault or one.judged.question or ""
    StaffListRow.objects.bulk_update([one.row for one in rows], ["left_out"], batch_size=100)


@transaction.atomic
def _add(one: Previewed, added: dict[int, User], by: Viewer, now: datetime) -> User | None:
    """Add the account of one row, or take the one that is the same; None where that came to nothing meanwhile."""
    row = StaffListRow.objects.select_for_update().get(pk=one.row.pk)
    if row.user is not None:
        return row.user
    same = row.answer if row.answer in one.facts.alike else ""
    user = _same(same, added) if same else _made(one, by, now)
    if user is None or one.judged.area is None:
        return None
    row.user, row.is_new = user, not same
    row.area, row.role = one.judged.area, one.judged.role or ""
    row.from_on = day_said(text=row.from_said, year=one.facts.year)
    row.save(update_fields=["user", "is_new", "area", "role", "from_on"])
    return user


def _same(answer: str, added: dict[int, User]) -> User | None:
    if answer.startswith("#"):
        return added.get(int(answer[1:]))
    return User.objects.filter(username=answer).first()


def _made(one: Previewed, by: Viewer, now: datetime) -> User | None:
    written = username_of(typed=one.row.username)
    username = written or _free(one.row.name)
    try:
        return add_user(
            username=username,
            full_name=one.row.name,
            password=None,
            by=by,
            area=one.judged.area or "",
            phone=phone(text=one.row.phone_said) if one.row.phone_said else "",
            now=now,
        )
    except (UsernameTaken, AreaUnknown):
        return None


def _free(name: str) -> str:
    sound = spoken(name=name).split()[0] if name.strip() else ""
    plain = username_for(sound=sound, taken=())
    taken = set(User.objects.filter(username__startswith=plain).values_list("username", flat=True))
    return username_for(sound=sound, taken=taken)


@transaction.atomic
def _close(list_: StaffList, by: Viewer, now: datetime) -> None:
    rows = StaffListRow.objects.filter(list=list_).exclude(user=None)
    codes = list(rows.values_list("area", flat=True))
    area = (smallest_over(codes=codes) or AreaCode(list_.area)).community
    waiting = StaffList.objects.filter(pk=list_.pk, state=StaffList.State.UPLOADED)
    if waiting.update(state=StaffList.State.ADDED, area=area):
        write_event(
            action="staff_list.added",
            area=area,
            by=by.user_id,
            now=now,
            subject=list_.pk,
            changed={
                "accounts": rows.filter(is_new=True).count(),
                "known": rows.filter(is_new=False).count(),
            },
        )
