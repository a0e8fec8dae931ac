"""What is left of somebody: what the whitelist says, and nothing of it in the file."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection, models
from django.test import Client

from linli.areas.rules import AreaCode
from linli.audit.commands import link_events
from linli.audit.queries import chain_of
from linli.clock import day_of
from linli.people.models import Household, Person
from linli.people.queries import people_found
from linli.reports.queries.chain import broken_in
from linli.retention.commands.run import run_old_rows, run_retention
from linli.retention.tests.conftest import MARK, fill_everything, personal, rows_of
from linli.retention.whitelist import PERSONAL
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from linli.tracing.commands import LeadMovedOn, reopen_lead
from linli.tracing.models import Lead
from tests.cast import COMMUNITY, COUNTY
from tests.scope_rows import Rows
from tests.whole_page import whole_page

KEEP = timedelta(days=30)
WEEK = timedelta(days=7)


def remove_all(ended: datetime) -> datetime:
    """Let two nights run: the one that announces, and one a week later; return the moment of the removal."""
    list(run_retention(area=None, now=ended + KEEP))
    removed = ended + KEEP + WEEK
    list(run_retention(area=None, now=removed))
    run_old_rows(area=None, now=removed)
    return removed


def stored() -> dict[str, list[dict[str, Any]]]:
    return {name: list(rows_of(model).order_by("pk").values()) for name, model in personal().items()}


def test_every_field_that_is_to_go_is_gone_and_every_other_stays(everything: tuple[Rows, datetime]) -> None:
    _own, ended = everything
    before = stored()
    assert [name for name, rows in before.items() if not rows] == []
    fill_everything()
    filled = stored()

    remove_all(ended)

    after = stored()
    for name, table in PERSONAL.items():
        if table.gone:
            assert after[name] == [], name
            continue
        model = personal()[name]
        rows = {row["id"]: row for row in after[name]}
        for was in filled[name]:
            row = rows[was["id"]]
            for field in table.removed:
                _gone(name, model._meta.get_field(field), row, was)
            for field in table.kept:
                _stays(name, model._meta.get_field(field), row, was)


def _gone(name: str, field: "models.Field[Any, Any]", row: dict[str, Any], was: dict[str, Any]) -> None:
    value = row[field.attname]
    assert was[field.attname], (name, field.name)  # so that there was something to remove
    if (name, field.name) == ("people.Person", "name"):
        assert value == f"已销毁 {row['id'].hex[-6:].upper()}"
        return
    assert not (bytes(value) if isinstance(field, models.BinaryField) else value), (name, field.name)


# What the nights themselves write.
WRITTEN = {
    "identity_removed_at",
    "removed_at",
    "announced_at",
    "taken_back_at",
    "held_until",
    "state",
    "finished_at",
    "position",
    "link",
}


def _stays(name: str, field: "models.Field[Any, Any]", row: dict[str, Any], was: dict[str, Any]) -> None:
    if field.name in WRITTEN and name in {
        "people.Person",
        "retention.Announcement",
        "rosters.RosterImport",
        "audit.AuditEvent",
        "pictures.Picture",
    }:
        return
    assert row[field.attname] == was[field.attname], (name, field.name)


def test_nothing_of_it_is_left_in_the_file(everything: tuple[Rows, datetime]) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL overwrites when it vacuums: docs/operations.md")
    _own, ended = everything
    fill_everything()
    sealed = {
        f"{label} {name} {number}": bytes(row[name])
        for label, model in personal().items()
        for number, row in enumerate(rows_of(model).values())
        for name in row
        if isinstance(row[name], (bytes, memoryview)) and len(bytes(row[name])) > 20
    }
    marks = {"name": MARK.encode(), "digest": b"d16e57", **sealed}
    before = file_content()
    assert len(sealed) > 10
    assert [what for what, mark in marks.items() if mark not in before] == []

    remove_all(ended)

    after = file_content()
    assert COMMUNITY.encode() in after  # so that what is looked through is the database
    assert [what for what, mark in marks.items() if mark in after] == []


def file_content() -> bytes:
    """Return the bytes of the database's file, freed space included."""
    connection.ensure_connection()
    assert connection.connection is not None
    content: bytes = connection.connection.serialize()
    return content


def test_seals_and_audit_hold_and_the_balance_is_the_same(everything: tuple[Rows, datetime]) -> None:
    _own, ended = everything
    assert list(broken_in(area=None)) == []

    remove_all(ended)

    assert list(broken_in(area=None)) == []
    link_events(county=COUNTY)
    chain = chain_of(county=COUNTY)
    assert (chain.broken, chain.waiting.count) == ([], 0)


def test_the_removed_is_in_no_list_and_found_by_no_search(
    everything: tuple[Rows, datetime], secretary: Viewer
) -> None:
    own, ended = everything
    assert people_found(viewer=secretary, words="").filter(pk=own.person_id).exists()

    remove_all(ended)

    assert not people_found(viewer=secretary, words="").exists()
    assert not people_found(viewer=secretary, words="已销毁").exists()


def test_the_page_says_quietly_when_and_shows_the_readings(
    everything: tuple[Rows, datetime], sign_in: Callable[..., Client]
) -> None:
    own, ended = everything
    remove_all(ended)
    removed = Person.objects.get(pk=own.person_id).identity_removed_at
    assert removed is not None
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)

    answer = client.get(f"/people/{own.person_id}/")

    assert answer.status_code == 200
    assert f"身份已于 {day_of(removed)} 销毁" in answer.text
    assert "38.1" in whole_page(client=client, address=f"/people/{own.person_id}/")
    for address in ("card/", "calls/", "identity/"):
        assert client.post(f"/people/{own.person_id}/{address}", {"reason": "CALL"}).status_code == 404


def test_a_paper_is_still_valid_and_bears_no_name(everything: tuple[Rows, datetime], client: Client) -> None:
    own, ended = everything
    remove_all(ended)

    answer = client.get(f"/verify/{own.code}/")

    assert answer.status_code == 200
    assert "保存期满，已销毁" in answer.text


def test_a_lead_that_tells_of_nobody_is_not_opened_again(
    everything: tuple[Rows, datetime], secretary: Viewer
) -> None:
    own, ended = everything
    removed = remove_all(ended)
    lead = Lead.objects.get(pk=own.lead_id)

    with pytest.raises(LeadMovedOn):
        reopen_lead(lead=lead, reason="再查", by=secretary, now=removed)


def test_an_address_stays_while_somebody_with_an_identity_lives_there(
    everything: tuple[Rows, datetime],
) -> None:
    own, ended = everything
    home = Household.objects.get(pk=own.household_id)
    neighbour = Person.objects.create(
        county=COUNTY,
        community=COMMUNITY,
        area=AreaCode(home.area),
        household=home,
        name="留下的人",
        search_text="",
        registered_at=ended + timedelta(days=20),  # told of later, so kept longer
    )

    remove_all(ended)

    home.refresh_from_db()
    assert home.address
    assert Person.objects.get(pk=neighbour.pk).name == "留下的人"
    assert Person.objects.get(pk=own.person_id).identity_removed_at
