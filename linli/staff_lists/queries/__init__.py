"""Reads of lists of colleagues."""

from django.db.models import Count, Q, QuerySet

from linli.staff.queries import in_scope
from linli.staff.rights import Action
from linli.staff.rules import Viewer
from linli.staff_lists.models import StaffList as StaffList  # pages may name the type of a row
from linli.staff_lists.models import StaffListRow as StaffListRow


def lists_visible(*, viewer: Viewer | None) -> QuerySet[StaffList]:
    """Return the lists within reach of whoever keeps accounts or gives posts, the newest first.

    What was not added yet is nobody's who gives posts: there is no account to give one to.
    """
    kept = in_scope(viewer=viewer, action=Action.KEEP_ACCOUNTS)
    given = in_scope(viewer=viewer, action=Action.GIVE_POSTS) & ~Q(
        state__in=[StaffList.State.UPLOADED, StaffList.State.CANCELLED]
    )
    return StaffList.objects.filter(kept | given).select_related("uploaded_by").order_by("-uploaded_at", "pk")


def lists_counted(*, viewer: Viewer | None) -> QuerySet[StaffList]:
    """Return `lists_visible` with `people`, `added` and `in_post`: rows, those with an account, those with a post."""
    return lists_visible(viewer=viewer).annotate(
        people=Count("rows"), added=Count("rows__user"), in_post=Count("rows__post")
    )


def rows_of(*, list_: StaffList) -> list[StaffListRow]:
    """Return the rows of a list as they stand in the sheet, with their accounts and posts. One statement."""
    rows = StaffListRow.objects.filter(list=list_).select_related("user", "post")
    return list(rows.order_by("number"))
