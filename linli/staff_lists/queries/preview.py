"""What would become of the rows of a list that was not added yet."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from linli.areas.naming import called_among, meant
from linli.areas.queries import names_of, names_under, paths_of
from linli.areas.rules import AreaCode
from linli.clock import day_of
from linli.staff.models import Post, User
from linli.staff.queries import in_scope
from linli.staff.rights import Action
from linli.staff.rules import Viewer, scope, username_of
from linli.staff_lists.models import StaffList, StaffListRow
from linli.staff_lists.rules.rows import Facts, Judged, judge, places_of_role
from linli.staff_lists.rules.words import role_said


@dataclass(frozen=True)
class Previewed:
    """A row, what was found around it, and what becomes of it."""

    row: StaffListRow
    facts: Facts
    judged: Judged

    @property
    def is_known(self) -> bool:
        """Whether it was answered that the row is somebody who has an account, so that none is added."""
        return self.row.answer in self.facts.alike


def previewed(*, list_: StaffList, viewer: Viewer) -> list[Previewed]:
    """Return every row of a list with what becomes of it where the viewer keeps accounts, in order. Five statements."""
    rows = list(StaffListRow.objects.filter(list=list_).order_by("number"))
    own = scope(viewer=viewer, action=Action.KEEP_ACCOUNTS).areas
    names = names_under(codes=own)
    above = _above(own)
    year = day_of(list_.uploaded_at).year
    alike = _alike({row.name for row in rows}, viewer)
    taken = _taken(row.username for row in rows)
    places: dict[str, dict[str, str]] = {}
    written: set[tuple[str, ...]] = set()
    found = []
    for row in rows:
        if row.area_said not in places:
            places[row.area_said] = called_among(text=row.area_said, names=names)
        key = (row.name, row.role_said, row.area_said, row.username)
        facts = Facts(
            places=_meant(row, places[row.area_said]),
            chosen=row.area if row.area in names else "",
            # Of an account that was added by this very row nothing is asked.
            alike=() if row.user_id else tuple(alike[row.name]),
            answer=row.answer,
            username_free=bool(row.user_id) or username_of(typed=row.username) not in taken,
            repeated=bool(row.name) and key in written,
            year=year,
            is_above="".join(row.area_said.split()) in above,
        )
        if not facts.repeated:
            written.add(key)
            alike[row.name].append(f"#{row.number}")
            if row.username:
                taken.add(username_of(typed=row.username))
        found.append(Previewed(row, facts, _judged(row, facts)))
    return found


def _judged(row: StaffListRow, facts: Facts) -> Judged:
    return judge(
        name=row.name,
        username=row.username,
        role=row.role_said,
        area=row.area_said,
        from_on=row.from_said,
        phone=row.phone_said,
        facts=facts,
    )


def _above(own: Iterable[AreaCode]) -> set[str]:
    """Return what the areas above some are called, alone and as one says them whole; none of a name that is within."""
    codes = {above for code in own for above in code.ancestors}
    return {*names_of(codes=codes).values(), *paths_of(codes=codes).values()}


def _meant(row: StaffListRow, places: Mapping[str, str]) -> Mapping[str, str]:
    """Return the places that a row may mean: the one that is meant without a doubt, else those at which its role stands."""
    fitting = places_of_role(places=places, role=role_said(text=row.role_said))
    code = meant(text=row.area_said, called=fitting)
    return {code: fitting[code]} if code else fitting


def _alike(names: set[str], viewer: Viewer) -> dict[str, list[str]]:
    """Return the user names of those within reach who are called so, by name."""
    here = in_scope(viewer=viewer, action=Action.KEEP_ACCOUNTS, field="area")
    posts = in_scope(viewer=viewer, action=Action.KEEP_ACCOUNTS, field="area_id")
    held = Exists(Post.objects.filter(posts, user=OuterRef("pk")))
    users = User.objects.filter(here | held, full_name__in=sorted(names - {""}))
    found: dict[str, list[str]] = defaultdict(list)
    for name, username in users.order_by("username").values_list("full_name", "username"):
        found[name].append(username)
    return found


def _taken(usernames: Iterable[str]) -> set[str]:
    wanted = {username_of(typed=username) for username in usernames} - {""}
    return set(User.objects.filter(username__in=sorted(wanted)).values_list("username", flat=True))
