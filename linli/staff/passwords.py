"""What a password must be."""

import re
from itertools import product
from typing import Final

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from pypinyin import Style, pinyin

from linli.staff.models import User

# Numbers of people: a mobile telephone, an ID number.
_NUMBER: Final = re.compile(r"1[3-9]\d{9}|\d{17}[\dxX]")
_SHORTEST: Final = 3  # letters of a user name that would be found in any word
_READINGS: Final = 8  # of a name with characters that are read in several ways


class LongEnough(MinimumLengthValidator):
    """At least so many characters; says so in the user's language, which Django does not in Chinese."""

    def get_error_message(self) -> str:
        """Return what is wrong."""
        return _("密码太短，至少 %(count)s 个字符。") % {"count": self.min_length}

    def get_help_text(self) -> str:
        """Return what is asked."""
        return _("密码至少 %(count)s 个字符。") % {"count": self.min_length}


class NotOneself:
    """Neither a telephone or ID number, nor one's user name or name (in pinyin too) with something about it."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raise ValidationError for a password that whoever knows the person guesses first."""
        plain = password.lower()
        if _NUMBER.search(plain) or any(word in plain for word in _words_of(user)):
            raise ValidationError(_("密码不要用自己的用户名、姓名、电话或证件号码。"), code="like_oneself")

    def get_help_text(self) -> str:
        """Return what is asked."""
        return _("不要用自己的用户名、姓名、电话或证件号码。")


def _words_of(user: User | None) -> set[str]:
    if user is None:
        return set()
    read = pinyin(user.full_name, style=Style.NORMAL, heteronym=True)
    names = {"".join(one).lower() for one, _n in zip(product(*read), range(_READINGS), strict=False)}
    return {
        word
        for word in {user.username.lower(), user.full_name.lower(), *names}
        if len(word) >= (_SHORTEST if word.isascii() else 2)
    }


class NotTheOldOne:
    """Another one than the one that is changed."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raise ValidationError for the password that somebody has already."""
        if user is not None and user.has_usable_password() and user.check_password(password):
            raise ValidationError(_("新密码要和原来的不同。"), code="the_old_one")

    def get_help_text(self) -> str:
        """Return what is asked."""
        return _("要和原来的不同。")
