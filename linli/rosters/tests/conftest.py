"""Who brings rosters in."""

from collections.abc import Callable

import pytest
from django.test import Client

from linli.staff.rights import Role
from tests.cast import COMMUNITY


@pytest.fixture
def secretary_client(sign_in: Callable[..., Client]) -> Client:
    """Sign the secretary of COMMUNITY in."""
    return sign_in(role=Role.SECRETARY, area=COMMUNITY)
