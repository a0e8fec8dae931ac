"""The command `linli`: every job that a person or a timer starts."""

import os

import click


@click.group()
def main() -> None:
    """Linli 邻里: the working system of a community that keeps an epidemic out."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linli.config.settings")
    django.setup()
