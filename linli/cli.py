"""The command `linli`: every job that a person or a timer starts."""

import os

import click

from linli.areas.cli import areas
from linli.config.database import bring_up_to_date
from linli.config.deployment import deployment
from linli.config.serve import serve
from linli.exchange.cli import import_roster
from linli.observation.cli import duplicates
from linli.papers.cli import papers
from linli.replay.cli import replay
from linli.reports.cli import findings, report, rollup, verify
from linli.signin.cli import reset_second_factor
from linli.simulate.cli import simulate
from linli.staff.cli import staff


@click.group()
@click.pass_context
def main(context: click.Context) -> None:
    """Linli 邻里: the working system of a community that keeps an epidemic out."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linli.config.settings")
    django.setup()
    if context.invoked_subcommand != "replay":  # which works in a database of its own
        bring_up_to_date()


main.add_command(areas)
main.add_command(deployment)
main.add_command(duplicates)
main.add_command(findings)
main.add_command(import_roster)
main.add_command(papers)
main.add_command(replay)
main.add_command(report)
main.add_command(reset_second_factor)
main.add_command(rollup)
main.add_command(serve)
main.add_command(simulate)
main.add_command(staff)
main.add_command(verify)
