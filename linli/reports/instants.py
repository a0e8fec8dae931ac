"""Words for which version is shown, as it was known when: the same on page, file and text."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _


def instant_words(*, version: int, known_at: datetime) -> str:
    """Return which version something shows and by when it was known; version 0: nothing is sealed."""
    at = date_format(localtime(known_at), "DATETIME_FORMAT")
    if version:
        return _("第 %(n)s 版，截至 %(at)s 知道的数") % {"n": version, "at": at}
    return _("还没有封存，截至 %(at)s 知道的数") % {"at": at}
