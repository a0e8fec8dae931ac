"""Sign-in as a Django app."""

from django.apps import AppConfig


class SignInConfig(AppConfig):
    """Sign-in: connects what allauth tells of second factors to the audit."""

    name = "linli.signin"

    def ready(self) -> None:
        """Connect the events."""
        from linli.signin import happenings

        happenings.connect()
