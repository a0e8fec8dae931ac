"""A post of every kind in the areas of the cast, and signing in with it."""

from collections.abc import Callable
from typing import Final

from django.test import Client

from linli.areas.rules import AreaCode
from linli.referrals.models import Clinic, ClinicStaff
from linli.staff.models import User
from linli.staff.rights import Role
from tests.cast import CITY, COMMUNITY, COUNTY, GRID, PROVINCE, TOWNSHIP

POSTS: Final[dict[str, tuple[Role, AreaCode] | None]] = {
    "secretary": (Role.SECRETARY, COMMUNITY),
    "grid worker": (Role.GRID_WORKER, GRID),
    "doctor": (Role.DOCTOR, COMMUNITY),
    "township": (Role.TOWNSHIP_OFFICER, TOWNSHIP),
    "county": (Role.COUNTY_OFFICER, COUNTY),
    "city": (Role.CITY_OFFICER, CITY),
    "province": (Role.PROVINCE_OFFICER, PROVINCE),
    "administrator": (Role.ADMINISTRATOR, PROVINCE),
    "security administrator": (Role.SECURITY_ADMINISTRATOR, PROVINCE),
    "clinic": (Role.CLINIC, COUNTY),
    "auditor": (Role.AUDITOR, COUNTY),
    "police": (Role.POLICE, TOWNSHIP),
    "storekeeper": (Role.STOREKEEPER, TOWNSHIP),
    "cleaner": (Role.CLEANER, COMMUNITY),
    "psych worker": (Role.PSYCH_WORKER, COMMUNITY),
    "publicity": (Role.PUBLICITY, COMMUNITY),
    "treasurer": (Role.TREASURER, COMMUNITY),
    "helper": (Role.HELPER, COMMUNITY),
    "without a post": None,
}


def sign_in_as(client: Client, who: str, make_user: Callable[..., User]) -> None:
    """Sign in with a post of one's own, or with none."""
    post = POSTS[who]
    if post:
        user = make_user(role=post[0], area=post[1], username=f"own-{who}")
        if who == "clinic":
            another = Clinic.objects.create(county=COUNTY, area=COUNTY, name="另一家门诊")
            ClinicStaff.objects.create(user=user.pk, clinic=another)
        client.force_login(user)
        return
    user = User(username="nobody", full_name="无岗位")
    user.save(force_insert=True)
    client.force_login(user)
