"""`linli replay`: real cases of early 2020 through the product's own commands, in a database of its own."""

import json
import sys
from pathlib import Path

import click


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def replay(file: Path, as_json: bool) -> None:  # noqa: FBT001 (a switch of the command line)
    """Replay a CSV file of real cases: who is found when, beside what really happened.

    Your own database is not touched; the replay runs in memory and leaves nothing behind.
    """
    # Tables exist only after Django is set up, which the group `linli` does.
    from linli.lab.replay.commands import replay_cases
    from linli.lab.replay.reading import UnreadableCases, read_cases
    from linli.lab.replay.rules.cases import sort_cases
    from linli.lab.replay.summary import readable, summary

    try:
        cases = read_cases(path=file)
    except UnreadableCases as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    sorted_cases = sort_cases(cases=cases)
    told = summary(sorted_cases=sorted_cases, replayed=replay_cases(plans=sorted_cases.plans))
    click.echo(json.dumps(told, ensure_ascii=False, indent=2) if as_json else readable(told=told))
