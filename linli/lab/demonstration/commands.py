"""The demonstration: a township with its staff, two imported rosters and ten days of history."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Final

from linli.areas.commands import create_grid, load_areas
from linli.areas.rules import AreaCode
from linli.clock import day_of, days_from, moment
from linli.lab.demonstration.accounts import (
    ACCOUNTS,
    CITY,
    CLINIC,
    FIRST,
    GRID_NAMES,
    PASSWORD,
    PHONE,
    SECOND,
)
from linli.lab.demonstration.history import Staff, live_day, send_one_off
from linli.lab.demonstration.rosters import plain_roster, township_roster
from linli.lab.demonstration.teams import make_substitution, make_teams
from linli.referrals.commands import add_clinic, put_to_work
from linli.rosters import commands as rosters
from linli.rosters.preview import preview, workbook_of
from linli.signin.commands.requirements import require_second_factor
from linli.staff.commands import add_user, give_post
from linli.staff.commands.passwords import password_is_own
from linli.staff.models import User
from linli.staff.queries import viewer_of
from linli.staff.rules import Viewer

HISTORY_DAYS: Final = 10
SECOND_ROSTER_AFTER: Final = 4
SEED: Final = 20200126

Progress = Callable[[str], None]


def is_empty() -> bool:
    """Say whether the database has no user yet, so that a demonstration harms nothing."""
    return not User.objects.exists()


def demonstrate(*, source: Path, now: datetime, progress: Progress) -> None:
    """Fill an empty database; every row is made by the commands that pages use, with their clock set back."""
    today = day_of(now)
    first_day = today - timedelta(days=HISTORY_DAYS)
    rng = Random(SEED)  # noqa: S311 (invented people)
    progress("区划")
    load_areas(source=source, under=CITY, on=first_day, on_file=lambda name: None)
    for community in (FIRST, SECOND):
        for name in GRID_NAMES:
            create_grid(community=community, name=name, on=first_day)
    progress("人员")
    staff = _staff(first_day, moment(first_day, time(7)))
    make_teams(staff=staff, now=moment(first_day, time(7, 30)))
    for day in days_from(first_day, today):
        progress(day.isoformat())
        if day == first_day:
            content = plain_roster(rng=rng, arrived=day)
            _import(FIRST, "返乡人员花名册.xlsx", content, day, staff["secretary"])
        if day == first_day + timedelta(days=SECOND_ROSTER_AFTER):
            content = township_roster(rng=rng, arrived=day)
            _import(SECOND, "街道排查表.xlsx", content, day, staff["township"])
        if day == today:
            make_substitution(staff=staff, on=day, now=moment(day, time(7)))
        live_day(day=day, today=today, now=now, rng=rng, staff=staff)
    send_one_off(now=now, staff=staff)


def _staff(on: date, now: datetime) -> Staff:
    staff: Staff = {}
    for number, account in enumerate(ACCOUNTS, start=1):
        user = add_user(
            username=account.username,
            full_name=account.full_name,
            phone=PHONE.format(number),
            password=PASSWORD,
            by=None,
            area=account.area,
            now=now,
        )
        password_is_own(user=user, now=now)  # the README's, and everybody's: nobody is led to choose another
        give_post(user=user, role=account.role, area=account.area, from_on=on, by=None, now=now)
        staff[account.username] = viewer_of(user=user, on=on)
    # The accounts that the README names sign in with their password alone, in this database only.
    require_second_factor(roles=(), area=staff["security"].posts[0].area, by=staff["security"], now=now)
    clinic = add_clinic(
        area=AreaCode(FIRST.county), name=CLINIC, phone="0551-62345678", by=staff["county"], now=now
    )
    put_to_work(clinic=clinic, user=staff["clinic"].user_id, by=staff["county"], now=now)
    return staff


def _import(community: AreaCode, filename: str, content: bytes, day: date, by: Viewer) -> None:
    now = moment(day, time(8, 10))
    roster = rosters.receive_roster(
        community=community, filename=filename, content=content, year=day.year, on=day, by=by, now=now
    )
    sheets = preview(workbook=workbook_of(roster=roster), community=roster.area)
    answers = {sheet.name: [column.field or "" for column in sheet.columns] for sheet in sheets}
    rosters.confirm_mapping(roster=roster, sheets=sheets, answers=answers, by=by, now=now)
    rosters.run_import(roster=roster, by=by, now=now, progress=lambda done, total: None)
