"""allauth's table of open sessions, filled by Linli: allauth would keep the keys of sessions in it in clear."""

from allauth.usersessions.apps import UserSessionsConfig


class OpenSessions(UserSessionsConfig):  # type: ignore[misc]  # allauth has no types
    """The app without its listeners; a row is made where a sign-in ends (commands.sign_in)."""

    def ready(self) -> None:
        """Listen to nothing."""
