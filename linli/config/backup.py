"""`linli backup`: the database and the pictures into a folder, while people work. Never the keys."""

import shutil
import sqlite3
import sys
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Never

import click

from linli.config.key_files import KEY_FILES

# Pages of the database that are copied at a time; in between others write.
PAGES_AT_ONCE = 2_000


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
def backup(folder: Path) -> None:
    """Copy the database and the pictures into a new folder within FOLDER, named by the moment.

    Keys are never copied, and FOLDER may not be where they lie: whoever finds a backup with its keys reads everything.
    PostgreSQL is copied by pg_dump, which somebody else starts; then only the pictures come.
    """
    from django.conf import settings
    from django.db import connection, transaction
    from django.utils import timezone

    from linli.audit.commands import write_event

    folder = folder.resolve()
    if said := why_not(folder=folder, keys=settings.KEYS_DIR, data=settings.DATA_DIR):
        _fail(said)
    now = timezone.now()
    target = _new_folder(folder, now)
    if connection.vendor == "sqlite":
        copy_database(source=Path(str(settings.DATABASES["default"]["NAME"])), to=target / "linli.sqlite3")
    else:
        click.echo("The database is PostgreSQL: copy it with pg_dump.", err=True)
    pictures = copy_pictures(source=settings.PICTURES_DIR, to=target / "pictures")
    with transaction.atomic():
        write_event(action="machine.backed_up", area="", by=None, now=now, changed={"pictures": pictures})
    click.echo(f"{target}: {pictures} pictures. The keys in {settings.KEYS_DIR} are kept apart from it.")


def why_not(*, folder: Path, keys: Path, data: Path) -> str:
    """Return why a backup may not go into a folder, '' where it may. All three are whole paths."""
    if folder == keys or keys in folder.parents or folder in keys.parents:
        return f"{folder} and the keys in {keys} would lie together. Name another folder."
    if any((folder / name).exists() for name in KEY_FILES):
        return f"There are keys in {folder}. Name another folder."
    if folder == data or data in folder.parents:
        return f"{folder} lies in the data folder {data}, and would be lost with it. Name another folder."
    return ""


def copy_database(*, source: Path, to: Path) -> None:
    """Copy an SQLite database as it is at one moment, beside people who write, and look whether the copy is whole."""
    with closing(sqlite3.connect(source)) as from_, closing(sqlite3.connect(to)) as copy:
        from_.backup(copy, pages=PAGES_AT_ONCE)
        (said,) = copy.execute("PRAGMA quick_check").fetchone()
    if said != "ok":
        _fail(f"The copy {to} is not whole: {said}")


def copy_pictures(*, source: Path, to: Path) -> int:
    """Copy sealed pictures and return how many; one that is removed meanwhile is left out."""
    copied = 0
    for picture in sorted(source.rglob("*.sealed")):
        place = to / picture.relative_to(source)
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            shutil.copy2(picture, place)
        except FileNotFoundError:
            continue
        copied += 1
    return copied


def _new_folder(folder: Path, now: datetime) -> Path:
    from linli.clock import SHANGHAI

    target = folder / f"linli-{now.astimezone(SHANGHAI):%Y-%m-%d-%H%M%S}"
    try:
        target.mkdir(mode=0o700, parents=True)
    except FileExistsError:
        _fail(f"{target} is there already.")
    return target


def _fail(sentence: str) -> Never:
    click.echo(sentence, err=True)
    sys.exit(2)
