"""Who works in an invented season: a secretary, a worker and a doctor of each community, officers, a clinic."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from linli.areas.rules import AreaCode
from linli.clock import moment
from linli.referrals.commands import add_clinic, put_to_work
from linli.staff.commands import add_user, give_post
from linli.staff.commands.passwords import password_is_own
from linli.staff.queries import viewer_of
from linli.staff.rights import Role
from linli.staff.rules import Viewer

CLINIC = "区人民医院发热门诊"


@dataclass(frozen=True)
class Cast:
    """Who works where."""

    secretaries: dict[AreaCode, Viewer]
    workers: dict[AreaCode, Viewer]
    doctors: dict[AreaCode, Viewer]
    townships: dict[AreaCode, Viewer]
    clinics: dict[str, Viewer]  # by county


def hire(*, communities: Sequence[AreaCode], first: date, password: str) -> Cast:
    """Give every community and every level that the season needs its people; all of them may sign in."""
    townships = sorted({code.township for code in communities})
    counties = sorted({code.county for code in communities})

    def at(role: Role, area: AreaCode, word: str) -> Viewer:
        user = add_user(
            username=f"{word}-{area}",
            full_name=f"{word} {area}",
            password=password,
            by=None,
            area=area,
            now=moment(first, time(6)),
        )
        # Nobody of an invented season is led to choose another.
        password_is_own(user=user, now=moment(first, time(6)))
        give_post(user=user, role=role, area=area, from_on=first, by=None, now=moment(first, time(6)))
        return viewer_of(user=user, on=first)

    cast = Cast(
        secretaries={code: at(Role.SECRETARY, code, "secretary") for code in communities},
        workers={code: at(Role.GRID_WORKER, code, "worker") for code in communities},
        doctors={code: at(Role.DOCTOR, code, "doctor") for code in communities},
        townships={code: at(Role.TOWNSHIP_OFFICER, code, "township") for code in townships},
        clinics={county: at(Role.CLINIC, AreaCode(county), "clinic") for county in counties},
    )
    for county, viewer in cast.clinics.items():
        officer = at(Role.COUNTY_OFFICER, AreaCode(county), "county")
        now = moment(first, time(6, 30))
        clinic = add_clinic(area=AreaCode(county), name=CLINIC, phone="", by=officer, now=now)
        put_to_work(clinic=clinic, user=viewer.user_id, by=officer, now=now)
    return cast
