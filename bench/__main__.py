"""Every bench, one after the other. Run: python -m bench. Ends with 1 where one went over its limit, and names it."""

import subprocess
import sys
from typing import Final

ALL: Final = (
    "areas",
    "roster",
    "overdue",
    "day",
    "sync",
    "single_check",
    "writer",
    "pages",
    "phone_day",
    "sealing",
    "nation",
    "findings",
    "signin",
)


def main() -> None:
    """Run each in a process of its own; one that fails does not keep the others from being measured."""
    failed = []
    for name in ALL:
        print(f"== {name}", flush=True)
        if subprocess.run([sys.executable, "-m", f"bench.{name}"], check=False).returncode:  # noqa: S603 (our own)
            failed.append(name)
    if failed:
        sys.exit(f"failed or over the limit: {', '.join(failed)}")


if __name__ == "__main__":
    main()
