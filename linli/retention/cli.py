"""`linli retention`: whose identity would go, or goes. Numbers only, never a person."""

import sys
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Never

import click

if TYPE_CHECKING:
    from linli.areas.rules import AreaCode
    from linli.retention.commands import Outcome


def _fail(sentence: str) -> Never:
    click.echo(sentence, err=True)
    sys.exit(2)


@click.command()
@click.option(
    "--dry-run", "mode", flag_value="dry", default=True, help="Say what would be done (the default)."
)
@click.option(
    "--apply", "mode", flag_value="apply", help="Announce, and remove what was announced a week ago."
)
@click.option("--whitelist", "mode", flag_value="whitelist", help="Print what is kept, field by field.")
@click.option("--areas", "area", help="Code of the area, 2 to 12 digits; without it everywhere.")
def retention(*, mode: str, area: str | None) -> None:
    """Remove the identity of people whose time is over: announced to the secretary, a week later removed.

    For a timer, once a night: linli retention --apply. Stopped in between, the next run goes on.
    """
    from django.utils import timezone

    from linli.audit.commands import write_event
    from linli.retention.commands.file import empty_log
    from linli.retention.commands.run import rehearse, run_old_rows, run_retention
    from linli.retention.whitelist import as_page
    from linli.sealing.rotation import is_turning

    now, code = timezone.now(), _area(area)
    if mode == "whitelist":
        click.echo(as_page(), nl=False)
        return
    if mode == "dry":
        _tell(rehearse(area=code, now=now), "would be removed")
        click.echo("Nothing was changed. linli retention --apply announces and removes.")
        return
    if is_turning():
        _fail(
            "Keys are being turned, and who waits elsewhere is recognised by digests of one key: linli keys rotate first."
        )
    write_event(action="retention.run", area=code or "", by=None, now=now)
    _tell(run_retention(area=code, now=now), "removed")
    rows = vars(run_old_rows(area=code, now=now))
    if any(rows.values()):
        click.echo(
            "rows of nobody: " + ", ".join(f"{number} {kind}" for kind, number in rows.items() if number)
        )
    if not empty_log():
        click.echo("The database's log is in use; what was removed leaves it with the next run.", err=True)


def _area(text: str | None) -> "AreaCode | None":
    from linli.areas.queries import area_named
    from linli.areas.rules import AreaCode, Level, NotAnAreaCode

    if text is None:
        return None
    try:
        code = AreaCode(text)
    except NotAnAreaCode:
        _fail(f"{text} is not an area code: 2, 4, 6, 9 or 12 digits.")
    if code.level == Level.GRID or area_named(code=code) is None:
        _fail(f"There is no community or area above it with the code {text}.")
    return code


def _tell(outcomes: "Iterable[Outcome]", word: str) -> None:
    """Print a line for each community with somebody on file, then everything together."""
    from django.utils import translation

    total: Counter[str] = Counter()
    with translation.override("en"):
        for one in outcomes:
            if one.on_file:
                _tell_one(one, word)
            total.update({"removed": one.removed, "on_file": one.on_file, "announced": one.announced})
    click.echo(f"{total['removed']} of {total['on_file']} {word}, {total['announced']} announced.")


def _tell_one(one: "Outcome", word: str) -> None:
    from linli.retention.labels import WHY

    click.echo(f"{one.community}: {one.removed} of {one.on_file} {word}, {one.announced} announced")
    for why, number in sorted(one.kept.items(), key=lambda item: list(WHY).index(item[0])):
        click.echo(f"  kept {number}: {WHY[why]}")
