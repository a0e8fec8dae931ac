"""`linli findings`: what does not fit in a day's reports."""

import sys

import click


@click.command()
@click.argument("day")
@click.option("--areas", "under", default="", help="Code of the area looked through; everywhere without it.")
def findings(*, day: str, under: str) -> None:
    """Look for what does not fit in a day's reports, of every community expected to report and the levels above them.

    The beat does so every night for the last days. Prints how many are new; found again nothing is written twice.
    """
    from django.utils import timezone

    from linli.areas.queries import provinces
    from linli.areas.rules import AreaCode, NotAnAreaCode
    from linli.findings.commands import find
    from linli.reports.queries.daily import NotADay, day_told
    from linli.reports.queries.taking_part import expected_in

    try:
        on, roots = day_told(text=day), [AreaCode(under)] if under else provinces()
    except (NotADay, NotAnAreaCode) as bad:
        click.echo(f"not a day or not an area: {bad}", err=True)
        sys.exit(2)
    communities = [code for root in roots for code in expected_in(area=root, on=on)]
    townships = {code.township for code in communities}
    above = {
        part for code in townships for part in code.ancestors if any(root.contains(part) for root in roots)
    }
    now = timezone.now()
    # One transaction a community: an interrupted search keeps what it found.
    new = sum(find(areas=[area], day=on, now=now) for area in [*communities, *sorted(townships | above)])
    click.echo(f"{len(communities)} communities looked through for {on.isoformat()}: {new} new findings")
