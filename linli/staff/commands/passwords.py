"""Passwords that one person gives another, and that they then choose themselves."""

import secrets
from datetime import datetime
from typing import Final
from uuid import UUID

from linli.staff.models import User

# Without letters that are read as others, and without digits: it is said over the telephone, too.
_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz"
_GROUPS: Final = 4
_LETTERS_A_GROUP: Final = 4  # 16 of 23 letters: 72 bits


def give_password(*, user: User, by: UUID | None, now: datetime) -> str:
    """Give a user a password that Linli makes, instead of any other, and return it, the only time that it can be read.

    Whom it is for chooses another at the next sign-in; whoever calls it ends the sessions and writes the event.
    by: None on the machine itself.
    """
    password = "-".join(
        "".join(secrets.choice(_LETTERS) for _letter in range(_LETTERS_A_GROUP)) for _group in range(_GROUPS)
    )
    user.set_password(password)
    user.password_given_at, user.password_given_by, user.password_chosen_at = now, by, None
    user.save(update_fields=["password", "password_given_at", "password_given_by", "password_chosen_at"])
    return password


def password_is_own(*, user: User, now: datetime) -> None:
    """Note that the password of a user was chosen by whom it is for, so that no other is asked of them."""
    user.password_given_at, user.password_chosen_at = None, now
    user.save(update_fields=["password_given_at", "password_chosen_at"])
