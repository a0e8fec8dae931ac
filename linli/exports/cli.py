"""`linli exports`: what keeps exports in order."""

import click


@click.group()
def exports() -> None:
    """Keep lists of persons that were taken away in order."""


@exports.command()
def sweep() -> None:
    """Remove the files of exports whose week is over; who took them stays. Run it once a day."""
    from django.utils import timezone

    from linli.exports.commands import sweep_exports

    click.echo(f"{sweep_exports(now=timezone.now())} removed")
