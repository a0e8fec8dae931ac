"""What a password must be."""

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import gettext as _


class LongEnough(MinimumLengthValidator):
    """At least so many characters; says so in the user's language, which Django does not in Chinese."""

    def get_error_message(self) -> str:
        """Return what is wrong."""
        return _("密码太短，至少 %(count)s 个字符。") % {"count": self.min_length}

    def get_help_text(self) -> str:
        """Return what is asked."""
        return _("密码至少 %(count)s 个字符。") % {"count": self.min_length}
