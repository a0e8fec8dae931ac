"""The command `linli`: every job that a person or a timer starts."""

import os
from typing import Final

import click

from linli.access.cli import password
from linli.areas.cli import areas
from linli.config.backup import backup
from linli.config.beat import beat
from linli.config.database import bring_up_to_date
from linli.config.deployment import deployment
from linli.config.keys import keys, refuse_wrong_ring
from linli.config.serve import serve
from linli.config.work import work
from linli.desk.cli import duplicates
from linli.exports.cli import exports
from linli.exports.leak_cli import trace_leak
from linli.findings.cli import findings
from linli.lab.replay.cli import replay
from linli.lab.simulate.cli import simulate
from linli.papers.cli import papers
from linli.phone.cli import openapi
from linli.reports.cli import report, rollup, verify
from linli.retention.cli import retention
from linli.rosters.cli import import_roster
from linli.signin.cli import reset_second_factor
from linli.staff.cli import staff

# `replay` works in a database of its own, `openapi` in none.
WITHOUT_DATABASE: Final = frozenset({"openapi", "replay"})


@click.group()
@click.pass_context
def main(context: click.Context) -> None:
    """Linli 邻里: the working system of a community that keeps an epidemic out."""
    import django

    os.umask(0o077)  # what Linli writes, database, keys, pictures and files, is read by its owner only
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linli.config.settings")
    django.setup()
    if context.invoked_subcommand not in WITHOUT_DATABASE:
        bring_up_to_date()
        if context.invoked_subcommand != "keys":  # which sets things right
            refuse_wrong_ring()


staff.add_command(password)
main.add_command(areas)
main.add_command(backup)
main.add_command(beat)
main.add_command(deployment)
main.add_command(duplicates)
main.add_command(exports)
main.add_command(findings)
main.add_command(import_roster)
main.add_command(openapi)
main.add_command(keys)
main.add_command(papers)
main.add_command(replay)
main.add_command(report)
main.add_command(retention)
main.add_command(reset_second_factor)
main.add_command(rollup)
main.add_command(serve)
main.add_command(simulate)
main.add_command(staff)
main.add_command(trace_leak)
main.add_command(verify)
main.add_command(work)
