"""Rights are told as they are: on the page and in the document."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from linli.staff.labels import ACTIONS, EXPLAINED, RELATIONS, ROLES
from linli.staff.models import User
from linli.staff.rights import RIGHTS, Action, Relation, Role
from linli.staff.rights_table import document, role_rights
from tests.cast import COMMUNITY


def test_every_role_and_every_action_has_its_words() -> None:
    assert set(ROLES) == set(RIGHTS) == set(Role)
    assert set(RELATIONS) == set(EXPLAINED) == set(Relation)
    assert set(ACTIONS) == set(Action)
    assert len({str(label) for label in ACTIONS.values()}) == len(Action)


def test_no_action_is_held_by_nobody() -> None:
    assert set().union(*RIGHTS.values()) == set(Action)


def test_the_document_is_the_table() -> None:
    told = (Path(settings.BASE_DIR) / "docs" / "rights.md").read_text()
    with translation.override("en"):
        assert told == document(), "linli staff rights > docs/rights.md"
    for action in Action:
        row = next(line for line in told.splitlines() if f"(`{action}`)" in line)
        cells = [cell.strip() for cell in row.split("|")[2:-1]]
        with translation.override("en"):
            held = [RIGHTS[role].get(action) for role in Role]
            assert cells == [str(RELATIONS[relation]) if relation else "" for relation in held]


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.DOCTOR])
def test_the_page_tells_everybody_all_rights_and_marks_their_own(
    role: Role, make_user: Callable[..., User], client: Client
) -> None:
    client.force_login(make_user(role=role, area=COMMUNITY))
    text = client.get("/rights/").text

    for one in role_rights():
        assert str(one.name) in text
        assert all(str(action) in text for reach in one.reaches for action in reach.actions)
    assert text.count("您本人") == 1
    assert text.index(str(ROLES[role])) < text.index("您本人")
