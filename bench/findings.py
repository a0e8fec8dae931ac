"""What findings name of what was planted, and how often they speak of honest days. Run: python -m bench.findings.

Two seasons of sixty communities and eighteen days on SQLite, one honest and one with faults, each made by `simulate`.
Fails if a planted fault is not named, or if more than MOST_FALSE of 1,000 honest community-days are spoken of.
"""

import os
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from datetime import time as clock_time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from linli.areas.rules import AreaCode

FIRST: Final = date(2020, 1, 27)
TOWNSHIPS, COMMUNITIES, DAYS = 6, 10, 18
EACH: Final = 6
MOST_FALSE: Final = 10
COUNTY: Final = "340102"


def main() -> None:
    """Measure each season in a process of its own, since each needs an empty database."""
    if len(sys.argv) > 1:
        if not _season(each=int(sys.argv[1])):
            sys.exit(1)
        return
    answers = [  # ourselves, once for each season
        subprocess.run([sys.executable, "-m", "bench.findings", each]).returncode  # noqa: S603
        for each in ("0", str(EACH))
    ]
    if any(answers):
        sys.exit(1)


def _season(*, each: int) -> bool:
    with tempfile.TemporaryDirectory(prefix="linli-bench-") as folder:
        os.environ |= {"LINLI_DATA": folder, "DJANGO_SETTINGS_MODULE": "linli.config.settings"}
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        return _measured(each=each)


def _measured(*, each: int) -> bool:
    from linli.areas.rules import AreaCode
    from linli.clock import moment
    from linli.lab.simulate.commands import simulate
    from linli.lab.simulate.measure import look_through, measure

    communities = _areas()
    begun = time.perf_counter()
    truths = simulate(
        under=AreaCode(COUNTY),
        first=FIRST,
        days=DAYS,
        seed=20200127 + each,
        each=each,
        password="not used by anybody",  # noqa: S106 (a database that is thrown away)
        progress=lambda _day: None,
    )
    lived = time.perf_counter() - begun
    begun = time.perf_counter()
    now = moment(FIRST + timedelta(days=DAYS + 2), clock_time(9))
    look_through(communities=communities, first=FIRST, days=DAYS, now=now)
    looked = time.perf_counter() - begun
    told = measure(truths=truths)
    days = len(communities) * DAYS - len({(truth.area, truth.day) for truth in truths})
    print(
        f"findings, season with {len(truths)} faults in {len(communities)} communities and {DAYS} days: lived in"
        f" {lived:.0f} s, looked through in {looked:.0f} s",
    )
    for kind, count in told.planted.items():
        print(f"  planted {kind:<16} {count:>3}, named {told.found[kind]:>3}")
    false = sum(told.false.values())
    print(f"  honest community-days {days:,}, findings there {false}: {1000 * false / days:.1f} per 1,000")
    for kind, count in told.false.most_common():
        print(f"    {kind:<16} {count:>3}, {1000 * count / days:.1f} per 1,000")
    return not told.missed and 1000 * false / days <= MOST_FALSE


def _areas() -> "list[AreaCode]":
    from linli.areas.models import Area
    from linli.areas.rules import AreaCode

    names = {"34": "省", "3401": "市", COUNTY: "区"}
    for township in range(1, TOWNSHIPS + 1):
        names[f"{COUNTY}{township:03}"] = f"第{township}街道"
        names |= {
            f"{COUNTY}{township:03}{number:03}": f"第{township}-{number}社区"
            for number in range(1, COMMUNITIES + 1)
        }
    Area.objects.bulk_create(
        Area(code=code, name=name, level=AreaCode(code).level, valid_from=FIRST)
        for code, name in names.items()
    )
    return [AreaCode(code) for code in names if len(code) == 12]


if __name__ == "__main__":
    main()
