"""`linli duplicates`: entries of a community that may be one person, looked for over the whole register."""

import sys
from typing import Never

import click


def _fail(sentence: str) -> Never:
    click.echo(sentence, err=True)
    sys.exit(2)


@click.command()
@click.option("--community", required=True, help="Code of the community, 12 digits.")
@click.option("--by", "username", help="User who is written down; the operator of the machine without it.")
def duplicates(community: str, username: str | None) -> None:
    """Join the entries of a community that are certainly one person; leave doubtful pairs to the page of reviews."""
    from django.utils import timezone

    from linli.areas.queries import area_open
    from linli.areas.rules import AreaCode, Level, NotAnAreaCode
    from linli.clock import day_of
    from linli.joins.commands import join_certain
    from linli.people.commands import note_duplicates_of_community
    from linli.people.queries.duplicates import pairs_waiting
    from linli.staff.queries import viewer_named
    from linli.staff.rules import OPERATOR

    now = timezone.now()
    try:
        code = AreaCode(community)
    except NotAnAreaCode:
        _fail(f"{community} is no area code.")
    if code.level != Level.COMMUNITY or area_open(code=code) is None:
        _fail(f"{community} is no open community.")
    by = viewer_named(username=username, on=day_of(now)) if username else OPERATOR
    if by is None:
        _fail(f"There is no user {username}.")
    note_duplicates_of_community(community=code, now=now)
    joined = join_certain(community=code, by=by, now=now)
    waiting = pairs_waiting(community=code).count()
    click.echo(f"joined {joined}, waiting for a review {waiting}")
