"""Files removed when their time is over."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from linli.pictures import files
from linli.pictures.models import Picture


def forget_pictures(*, subjects: Collection[UUID], now: datetime) -> int:
    """Remove the files of pictures of some subjects, and why one was struck; return how many. A second call removes none."""
    return _forget(Picture.objects.filter(subject__in=subjects), now)


def forget_pictures_before(*, communities: Collection[str], before: datetime, now: datetime) -> int:
    """Remove the files of pictures that came to some communities before a moment; return how many."""
    return _forget(Picture.objects.filter(community__in=communities, received_at__lt=before), now)


def _forget(pictures: QuerySet[Picture], now: datetime) -> int:
    """Remove files before it is said of them: cut off in between, the next call finds the row again."""
    rows = list(pictures.filter(removed_at=None).only("pk", "county"))
    for row in rows:
        files.remove(county=row.county, id=row.pk)
    return Picture.objects.filter(pk__in=[row.pk for row in rows], removed_at=None).update(
        removed_at=now, struck_reason=""
    )
