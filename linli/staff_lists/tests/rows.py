"""A list of one colleague of a place, whose account was added."""

from typing import Any

from django.utils import timezone

from linli.clock import day_of
from linli.staff.queries import viewer_of
from linli.staff.rights import Role
from linli.staff_lists.commands.adding import add_accounts
from linli.staff_lists.models import StaffList, StaffListRow
from tests.made import Made


def rows(made: Made) -> dict[str, Any]:
    """Add the account of a list of one."""
    now = timezone.now()
    keeper = made.make_user(role=Role.ADMINISTRATOR, area=made.community, username=f"keeps-{made.community}")
    list_ = StaffList.objects.create(
        area=made.community, filename=f"人员{made.community}.xlsx", uploaded_at=now, uploaded_by=keeper
    )
    StaffListRow.objects.create(
        list=list_, number=2, name="名单新人", role_said="网格员", area_said=made.community
    )
    add_accounts(list_=list_, by=viewer_of(user=keeper, on=day_of(now)), now=now)
    return {"staff_list_id": list_.pk, "sheet": 1}
