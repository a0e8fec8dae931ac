"""Command of the phone's API."""

import click


@click.command()
def openapi() -> None:
    """Print the document of the API, as docs/openapi.json holds it."""
    from linli.phone.openapi import document

    click.echo(document(), nl=False)
