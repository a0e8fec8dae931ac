"""Start of the desk: what a failed task leaves behind tells places in the code and nothing of its rows."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import pre_save

from linli.logs import places_only


class DeskConfig(AppConfig):
    """The desk."""

    name = "linli.desk"

    def ready(self) -> None:
        """Look at results of tasks before they are kept."""
        from django_tasks_db.models import DBTaskResult

        pre_save.connect(_blot, sender=DBTaskResult, dispatch_uid="linli.blot")


def _blot(instance: Any, **_kwargs: Any) -> None:
    if instance.traceback:
        instance.traceback = places_only(told=instance.traceback, kind=instance.exception_class_path)
