"""What a password may not be."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from linli.staff.models import User

GOOD = "a good password"


def somebody() -> User:
    user = User(username="zhangwei2020", full_name="张伟")
    user.set_password(GOOD)
    return user


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("short", "password_too_short"),
        ("password123", "password_too_common"),
        ("zhangwei20201", "like_oneself"),
        ("xx-ZhangWei-xx", "like_oneself"),
        ("张伟的密码是这个啊啊", "like_oneself"),
        ("13912340000", "like_oneself"),
        ("my 11010519491231002x", "like_oneself"),
        (GOOD, "the_old_one"),
    ],
)
def test_what_others_guess_first_is_refused(password: str, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        validate_password(password, user=somebody())
    assert code in {one.code for one in refused.value.error_list}


@pytest.mark.parametrize("password", ["another good one", "zhang, but not wei: 20"])
def test_others_are_taken(password: str) -> None:
    validate_password(password, user=somebody())


def test_somebody_without_a_password_sets_any_other() -> None:
    user = User(username="wang", full_name="王")
    user.set_unusable_password()
    validate_password(GOOD, user=user)
