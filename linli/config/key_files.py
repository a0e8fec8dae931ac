"""Where the keys of a machine lie, and how one is made. Read by the settings, before Django is there."""

import base64
import os
import secrets
from pathlib import Path
from typing import Final

KEY_FILES: Final = ("secret.key", "identity.key", "audit.key")


class KeysElsewhere(Exception):
    """A key lies in the data folder, and another folder was named for keys: a new one would open nothing."""


def keys_folder(*, data: Path, named: str) -> Path:
    """Return the folder of the keys: the one that is named (LINLI_KEYS), else one beside the data folder, never in it.

    Where keys lie in the data folder already they go on lying there until somebody moves them.
    """
    if named:
        return Path(named).resolve()
    if any((data / name).exists() for name in KEY_FILES):
        return data
    return data.with_name(f"{data.name}-keys")


def key_in(*, file: Path, data: Path) -> str:
    """Return the key of a file; make it, readable by its owner only, where it is not there. Raises KeysElsewhere."""
    if not file.exists():
        left = data / file.name
        if left.exists():
            raise KeysElsewhere(f"{file.name} lies in {data}. Move it: mv {left} {file}")
        _make(file)
    return file.read_text().strip()


def _make(file: Path) -> None:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "w") as written:
        written.write(base64.b64encode(secrets.token_bytes(32)).decode())
