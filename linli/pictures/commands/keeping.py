"""Pictures kept, struck and opened."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from linli.areas.rules import AreaCode
from linli.audit.commands import write_event, write_read
from linli.pictures import files
from linli.pictures.models import Picture
from linli.pictures.rules import ONE_LOOK
from linli.stream.tables import county_of
from linli.uploads.pictures import drawn_anew


class PictureIdReused(Exception):
    """The id already names another picture, or the same one of another subject; nothing was written."""


class PictureMissing(Exception):
    """There is no file, though nobody removed it on purpose: a backup was put back without it."""


class PictureChanged(Exception):
    """The file is not the one that was kept."""


@dataclass(frozen=True)
class Kept:
    """A picture that is kept; is_new: it was not before."""

    picture: Picture
    is_new: bool


def keep_picture(
    *, id: UUID, kind: str, subject: UUID, area: str, content: bytes, by: UUID, now: datetime
) -> Kept:
    """Keep a picture of a subject, which lies at `area` and comes from a query of whoever sends it.

    The same again is the same row, and puts a file back that has gone missing. Raises linli.uploads.kinds.Refused,
    PictureIdReused.
    """
    sent = hashlib.sha256(content).hexdigest()
    known = Picture.objects.filter(pk=id).first()
    if known is None:
        drawn = drawn_anew(content=content)
        row = Picture(
            id=id,
            county=county_of(area),
            community=AreaCode(area).community,
            area=area,
            kind=kind,
            subject=subject,
            sent_sha256=sent,
            kept_sha256=hashlib.sha256(drawn.jpeg).hexdigest(),
            key=0,  # until there is a file
            bytes=len(drawn.jpeg),
            width=drawn.width,
            height=drawn.height,
            taken_by=by,
            received_at=now,
        )
        try:
            return Kept(_new(row, drawn.jpeg), is_new=True)
        except IntegrityError:
            known = Picture.objects.get(pk=id)  # the same message came a second time meanwhile
    if (known.kind, known.subject, known.sent_sha256) != (kind, subject, sent):
        raise PictureIdReused(id)
    _put_back(known, content)
    return Kept(known, is_new=False)


@transaction.atomic
def strike_picture(*, picture: Picture, reason: str, by: UUID, now: datetime) -> None:
    """Say that a picture is a mistake; its file stays as long as that of any other. A second call changes nothing."""
    open_ = Picture.objects.filter(pk=picture.pk, struck_at=None)
    if open_.update(struck_at=now, struck_by=by, struck_reason=reason):
        _write("picture.struck", picture, by, now)


def open_picture(*, picture: Picture, by: UUID, now: datetime) -> bytes:
    """Return the JPEG for a page of somebody who may see the subject, and write down that they looked, once an hour.

    Raises PictureMissing, PictureChanged, linli.sealing.ring.SealingFault.
    """
    jpeg = files.read(county=picture.county, id=picture.pk)
    if jpeg is None:
        raise PictureMissing(picture.pk)
    if hashlib.sha256(jpeg).hexdigest() != picture.kept_sha256:
        raise PictureChanged(picture.pk)
    write_read(
        action="picture.seen",
        area=picture.area,
        by=by,
        now=now,
        subject=picture.pk,
        since=now - ONE_LOOK,
        about=[picture.subject],
    )
    return jpeg


@transaction.atomic
def _new(row: Picture, jpeg: bytes) -> Picture:
    """Write the row first: of two senders of one id the second stops there, and never at the other's file."""
    row.save(force_insert=True)
    row.key = files.write(county=row.county, id=row.pk, jpeg=jpeg)
    row.save(update_fields=["key"])
    _write("picture.kept", row, row.taken_by, row.received_at)
    return row


def _put_back(row: Picture, content: bytes) -> None:
    if row.removed_at is not None or files.is_there(county=row.county, id=row.pk):
        return
    jpeg = drawn_anew(content=content).jpeg
    with transaction.atomic():
        key = files.write(county=row.county, id=row.pk, jpeg=jpeg)
        Picture.objects.filter(pk=row.pk).update(key=key, kept_sha256=hashlib.sha256(jpeg).hexdigest())


def _write(action: str, row: Picture, by: UUID, now: datetime) -> None:
    write_event(
        action=action, area=row.area, by=by, now=now, subject=row.subject, changed={"picture": str(row.pk)}
    )
