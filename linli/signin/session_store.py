"""How sessions are kept: as Django's own store in the database keeps them, but under a digest of the key.

Reading one is a statement that is written out.
"""

from typing import Any, Final

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import connection
from django.utils import timezone

from linli.staff.session_keys import kept_as

# Asked on every request, and putting it together costs more than asking it.
_ASKED: Final = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"


class SessionStore(DatabaseStore):
    """Sessions in the database. A class of this name, for Django looks for one in the module that it is told.

    `session_key` is what the cookie holds; whoever reads the database, or a copy of it, finds no key to sign in with.
    """

    def load(self) -> dict[str, Any]:
        """Return what a session that has not expired holds; without one nothing, and its key is forgotten."""
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        with connection.cursor() as cursor:
            cursor.execute(_ASKED, [kept_as(key=self.session_key), now])
            found = cursor.fetchone()
        if found is None:
            self._session_key = None
            return {}
        return self.decode(found[0])

    def exists(self, session_key: str) -> bool:
        """Say whether a session has this key."""
        return super().exists(kept_as(key=session_key))

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        """Return the row of this session."""
        row = super().create_model_instance(data)
        row.session_key = kept_as(key=row.session_key)
        return row

    def delete(self, session_key: str | None = None) -> None:
        """Forget the session of a key, or this one."""
        if key := session_key or self.session_key:
            super().delete(kept_as(key=key))
