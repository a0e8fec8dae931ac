"""How Django reads a session: as its own store in the database does, but with a statement that is written out."""

from typing import Any, Final

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import connection
from django.utils import timezone

# Asked on every request, and putting it together costs more than asking it.
_ASKED: Final = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"


class SessionStore(DatabaseStore):
    """Sessions in the database. A class of this name, for Django looks for one in the module that it is told."""

    def load(self) -> dict[str, Any]:
        """Return what a session that has not expired holds; without one nothing, and its key is forgotten."""
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        with connection.cursor() as cursor:
            cursor.execute(_ASKED, [self.session_key, now])
            found = cursor.fetchone()
        if found is None:
            self._session_key = None
            return {}
        return self.decode(found[0])
