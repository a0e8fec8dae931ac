"""The database brought up to date before anything works on it."""

import sys

import click


def bring_up_to_date() -> None:
    """Apply what migrations are missing; nothing but a look when there are none."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from linli.sealing.ring import SealingFault

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        click.echo("数据库升级 …", err=True)
        try:
            call_command("migrate", verbosity=0)
        except SealingFault as fault:  # notes are sealed by a migration, never under another database's key
            click.echo(str(fault), err=True)
            sys.exit(2)
