"""`linli verify --audit`: whether the chain of audit events holds."""

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

import click

from linli.audit.rules import Fault, Head
from linli.clock import SHANGHAI

if TYPE_CHECKING:
    from linli.audit.queries import Waiting

FAULTS = {
    Fault.CHANGED: "the event is not what Linli wrote",
    Fault.MISSING: "an event is missing",
    Fault.UNLINKED: "the link does not follow from the event before",
    Fault.CUT_OFF: "the chain ends too early",
    Fault.TAKEN_BACK: "the end that is kept lies before this event",
    Fault.ABOUT: "those whom the event concerns are not who was written down",
    Fault.NOT_AS_NOTED: "not the link that was noted",
    Fault.GONE: "there is no chain, though the county has posts or rows",
}


def told_waiting(waiting: "Waiting") -> str:
    """Say how many events wait for their link and since when, by Shanghai's clock."""
    if waiting.since is None:
        return "none waits to be linked"
    since = waiting.since.astimezone(SHANGHAI).isoformat(timespec="seconds")
    return f"{waiting.count} not linked yet, the oldest written at {since}"


def noted_heads(texts: Iterable[str]) -> Iterator[tuple[str, Head]]:
    """Read COUNTY:POSITION:LINK, as `linli verify --audit` or a day's sheet printed it. Raises click.UsageError."""
    for text in texts:
        county, _, rest = text.partition(":")
        position, _, link = rest.partition(":")
        if not (county.isdigit() and position.isdigit() and link):
            raise click.UsageError(f"Not COUNTY:POSITION:LINK: {text}")
        yield county, Head(int(position), link)


def say_chains(*, noted: Iterable[tuple[str, Head]], peopled: Collection[str]) -> bool:
    """Print how every county's chain stands, with its end to be noted elsewhere; return whether all hold.

    noted, peopled: as in `queries.chains`.
    """
    from linli.audit.queries import chains

    holds = True
    for chain in chains(noted=noted, peopled=peopled):
        waiting = f", {told_waiting(chain.waiting)}" if chain.waiting.count else ""
        for broken in chain.broken:
            click.echo(
                f"{chain.county} event {broken.position}: {FAULTS[broken.fault]} {broken.event or ''}".rstrip()
            )
        holds = holds and not chain.broken
        said = "BROKEN" if chain.broken else "holds"
        click.echo(
            f"{chain.county}: {chain.head.position} events{waiting}, {said}. {chain.county}:{chain.head}"
        )
    return holds
