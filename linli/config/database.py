"""The database brought up to date before anything works on it."""

import click


def bring_up_to_date() -> None:
    """Apply what migrations are missing; nothing but a look when there are none."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        click.echo("数据库升级 …", err=True)
        call_command("migrate", verbosity=0)
