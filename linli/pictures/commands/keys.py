"""Files brought under a new key: they lie outside of the tables that a rotation walks."""

from typing import Final

from linli.pictures import files
from linli.pictures.models import Picture
from linli.sealing.ring import Ring

BATCH_ROWS: Final = 500


def turn_pictures(*, ring: Ring) -> int:
    """Bring every file under the newest key, one at a time, and return how many rows that were.

    The file is turned before its row says so: cut off in between, the row names a key that is still kept. A picture whose
    file is missing needs no key. Raises KeyMissing, KeyWrong; what was done before stays.
    """
    turned = 0
    stale = Picture.objects.filter(removed_at=None).exclude(key=ring.newest.number)
    while rows := list(stale.order_by("pk").only("pk", "county")[:BATCH_ROWS]):
        for row in rows:
            files.turn(county=row.county, id=row.pk, ring=ring)
            turned += Picture.objects.filter(pk=row.pk).update(key=ring.newest.number)
    return turned
