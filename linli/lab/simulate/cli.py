"""`linli simulate`: an invented season in an empty database, for demonstrations, benches and tests."""

import json
import secrets
import sys
from datetime import datetime
from pathlib import Path

import click


@click.command()
@click.option("--areas", "under", required=True, help="Code of the area whose communities take part.")
@click.option("--days", type=click.IntRange(2, 60), default=14, show_default=True)
@click.option(
    "--seed", type=int, default=1, show_default=True, help="The same seed plants and rolls the same."
)
@click.option("--from", "first", type=click.DateTime(["%Y-%m-%d"]), default="2020-01-27", show_default=True)
@click.option(
    "--faults", "each", type=click.IntRange(0), default=1, show_default=True, help="So many of each kind."
)
@click.option("--password", default="", help="Of every user that is made; one is invented without it.")
@click.option("--truth", type=click.Path(path_type=Path), help="Where to write down what was planted.")
def simulate(
    under: str, days: int, seed: int, first: datetime, each: int, password: str, truth: Path | None
) -> None:
    """Fill an empty database with an epidemic season: arrivals, checks, fevers, reports, and faults planted in them.

    What was planted is written beside as JSON. All people are invented. Load areas first: linli areas load --under CODE.
    """
    # Tables exist only after Django is set up, which the group `linli` does.
    from django.conf import settings

    from linli.areas.rules import AreaCode, NotAnAreaCode
    from linli.lab.simulate.commands import NoCommunities, NotEmpty
    from linli.lab.simulate.commands import simulate as live
    from linli.lab.simulate.rules.faults import NoRoom

    word = password or secrets.token_urlsafe(12)
    try:
        planted = live(
            under=AreaCode(under),
            first=first.date(),
            days=days,
            seed=seed,
            each=each,
            password=word,
            progress=lambda day: click.echo(day, err=True),
        )
    except NotAnAreaCode:
        _refuse(f"{under} is no code of an area")
    except NotEmpty:
        _refuse(
            "the database holds people or users already; an invented season needs an empty one (LINLI_DATA)"
        )
    except NoCommunities:
        _refuse(f"no open community under {under}; load areas first: linli areas load --under {under}")
    except NoRoom as error:
        _refuse(f"no room for so many faults ({error}): more days, more communities, or --faults 0")
    else:
        path = truth or settings.DATA_DIR / "simulated-truth.json"
        rows = [row.row() for row in planted]
        path.write_text(json.dumps(rows, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        click.echo(f"{days} days lived, {len(rows)} faults planted: {path}")
        click.echo(f"sign in as secretary-CODE, worker-CODE, doctor-CODE, township-CODE; password {word}")


def _refuse(sentence: str) -> None:
    click.echo(sentence, err=True)
    sys.exit(2)
