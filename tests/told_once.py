"""Whether what was saved on a phone stands on the server: each once, and as it was saved."""

import sqlite3
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, NamedTuple
from uuid import UUID

from playwright.sync_api import Page

from tests.phone_in_browser import DATABASE

# Seconds that a moment may be moved by the measured difference of two clocks.
CLOSE_S: Final = 2


class Saved(NamedTuple):
    """A check as it was saved. state: how it stands on the phone, empty where the phone has it no more."""

    id: UUID
    observation: UUID
    tenths: int | None
    claimed_at: datetime
    state: str = ""


class Score(NamedTuple):
    """Ids. lost: neither there nor still on the phone; doubled: rows that nobody saved; wrong: rows that say another thing."""

    lost: list[UUID]
    doubled: list[UUID]
    wrong: list[UUID]


NONE: Final = Score([], [], [])


def score(*, saved: Collection[Saved], phone: Mapping[UUID, Saved], rows: Mapping[UUID, Saved]) -> Score:
    """Compare what was saved with what the phone still has and with the server's rows of the same time, by id."""
    ids = {one.id for one in saved}
    unsent = {one.id for one in phone.values() if one.state in {"waiting", "rejected"}}
    return Score(
        lost=[one.id for one in saved if one.id not in rows and one.id not in unsent],
        doubled=[one for one in rows if one not in ids],
        wrong=[one.id for one in saved if one.id in rows and not _same(one, rows[one.id])],
    )


def _same(one: Saved, row: Saved) -> bool:
    apart_s = abs((one.claimed_at - row.claimed_at).total_seconds())
    return one[1:3] == row[1:3] and apart_s <= CLOSE_S


def on_phone(page: Page) -> dict[UUID, Saved]:
    """Return the checks in the outbox of the phone's disk, those without sense left out."""
    records: list[dict[str, Any]] = page.evaluate(
        f"""{DATABASE}.then(name => new Promise(done => {{
          const asked = indexedDB.open(name);
          asked.onsuccess = () => {{
            const all = asked.result.transaction('outbox').objectStore('outbox').getAll();
            all.onsuccess = () => {{ asked.result.close(); done(all.result); }};
          }};
        }}))"""
    )
    return {UUID(one["id"]): saved_of(one) for one in records if one["kind"] == "check" and one["data"]}


def saved_of(record: Mapping[str, Any]) -> Saved:
    """Read a record of the outbox."""
    said = record["data"]
    return Saved(
        UUID(record["id"]),
        UUID(said["observation"]),
        said["temperature_tenths"],
        datetime.fromisoformat(record["claimed_at"]),
        record["state"],
    )


def rows_in(database: Path, *, since: datetime) -> dict[UUID, Saved]:
    """Return the checks that a server of SQLite received since a moment."""
    with sqlite3.connect(database) as asked:
        found = asked.execute(
            "SELECT id, observation_id, temperature_tenths, claimed_at FROM observation_check WHERE received_at >= ?",
            [since.astimezone(UTC).replace(tzinfo=None).isoformat(" ")],
        ).fetchall()
    asked.close()
    return {
        UUID(key): Saved(UUID(key), UUID(observation), tenths, datetime.fromisoformat(at).replace(tzinfo=UTC))
        for key, observation, tenths, at in found
    }
