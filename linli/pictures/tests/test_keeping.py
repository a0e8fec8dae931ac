"""Pictures kept once, sealed, struck and opened; and what a page says while one has not come."""

import io
from datetime import timedelta
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import pytest
from django.template.loader import render_to_string
from PIL import Image
from pytest_django import Settings

from linli.audit.models import AuditAbout, AuditEvent
from linli.ids import new_id
from linli.pictures import files
from linli.pictures.commands import keeping
from linli.pictures.commands.forget import forget_pictures, forget_pictures_before
from linli.pictures.commands.keeping import (
    PictureChanged,
    PictureIdReused,
    PictureMissing,
    keep_picture,
    open_picture,
    strike_picture,
)
from linli.pictures.models import Picture
from linli.pictures.queries import picture_with_file, pictures_told
from linli.pictures.rules import State, state_of
from linli.pictures.tests.conftest import MakeJpeg
from linli.uploads.kinds import Refused
from linli.uploads.pictures import drawn_anew
from tests.cast import COMMUNITY, COUNTY, GRID, MORNING, SIBLING

pytestmark = pytest.mark.django_db
KIND: Final = "ROUND"
BY: Final = UUID(int=7)


def keep(content: bytes, **told: Any) -> keeping.Kept:
    said: dict[str, Any] = {"id": new_id(), "subject": new_id(), "kind": KIND, "area": GRID, "now": MORNING}
    return keep_picture(content=content, by=BY, **{**said, **told})


def test_the_same_picture_sent_again_is_the_same_row(make_jpeg: MakeJpeg) -> None:
    sent = {"id": new_id(), "subject": new_id()}
    first, again = keep(make_jpeg(), **sent), keep(make_jpeg(), now=MORNING + timedelta(days=1), **sent)

    assert (first.is_new, again.is_new) == (True, False)
    assert first.picture == again.picture == Picture.objects.get()
    assert again.picture.received_at == MORNING
    assert AuditEvent.objects.filter(county=COUNTY, action="picture.kept").count() == 1


@pytest.mark.parametrize("other", ["content", "subject", "kind"])
def test_another_picture_under_the_same_id_is_an_error(other: str, make_jpeg: MakeJpeg) -> None:
    sent: dict[str, Any] = {"id": new_id(), "subject": new_id(), "content": make_jpeg()}
    keep(**sent)
    changed = {"content": make_jpeg(grey=10), "subject": new_id(), "kind": "OTHER"}[other]
    with pytest.raises(PictureIdReused):
        keep(**{**sent, other: changed})
    assert open_picture(picture=Picture.objects.get(), by=BY, now=MORNING)


def test_whoever_comes_second_at_the_same_moment_never_touches_the_file(
    make_jpeg: MakeJpeg, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = {"id": new_id(), "subject": new_id()}
    slow = drawn_anew

    def overtaken(*, content: bytes) -> Any:
        monkeypatch.setattr(keeping, "drawn_anew", slow)
        keep(make_jpeg(), **sent)  # another process is through while this one still draws
        return slow(content=content)

    monkeypatch.setattr(keeping, "drawn_anew", overtaken)
    with pytest.raises(PictureIdReused):
        keep(make_jpeg(grey=10), **sent)
    pixel = Image.open(io.BytesIO(open_picture(picture=Picture.objects.get(), by=BY, now=MORNING))).getpixel(
        (5, 5)
    )
    assert pixel == (120, 120, 120)


def test_it_lies_sealed_for_the_owner_of_the_process_alone(make_jpeg: MakeJpeg, folder: Path) -> None:
    row = keep(make_jpeg()).picture
    (path,) = [path for path in folder.rglob("*") if path.is_file()]

    assert (
        path
        == files.path_of(county=COUNTY, id=row.pk)
        == folder / COUNTY / row.pk.hex[-2:] / f"{row.pk}.sealed"
    )
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    sealed = path.read_bytes()
    assert sealed[0] == row.key
    assert not any(magic in sealed for magic in (b"JFIF", b"\xff\xd8\xff"))
    assert open_picture(picture=row, by=BY, now=MORNING).startswith(b"\xff\xd8\xff")


def test_nothing_stays_of_one_that_is_refused(folder: Path) -> None:
    with pytest.raises(Refused):
        keep(b"\xff\xd8\xff no more")
    assert not Picture.objects.exists()
    assert not folder.exists()


def test_no_row_stays_where_the_disk_takes_no_file(make_jpeg: MakeJpeg, folder: Path) -> None:
    folder.parent.mkdir(exist_ok=True)
    folder.write_text("a file where the folder should be")
    with pytest.raises(OSError, match="pictures"):
        keep(make_jpeg())
    assert not Picture.objects.exists()


def test_a_file_that_went_missing_comes_back_with_the_same_picture(make_jpeg: MakeJpeg) -> None:
    sent = {"id": new_id(), "subject": new_id()}
    row = keep(make_jpeg(), **sent).picture
    files.remove(county=COUNTY, id=row.pk)
    with pytest.raises(PictureMissing):
        open_picture(picture=row, by=BY, now=MORNING)

    assert not keep(make_jpeg(), **sent).is_new
    row.refresh_from_db()
    assert open_picture(picture=row, by=BY, now=MORNING)


def test_two_files_that_were_swapped_are_noticed(make_jpeg: MakeJpeg) -> None:
    one, other = keep(make_jpeg()).picture, keep(make_jpeg(grey=10)).picture
    paths = [files.path_of(county=COUNTY, id=row.pk) for row in (one, other)]
    paths[0].write_bytes(paths[1].read_bytes())
    with pytest.raises(PictureChanged):
        open_picture(picture=one, by=BY, now=MORNING)


def test_a_look_is_written_once_an_hour_and_found_by_what_it_shows(make_jpeg: MakeJpeg) -> None:
    row = keep(make_jpeg()).picture
    for minutes in (0, 59, 61):
        open_picture(picture=row, by=BY, now=MORNING + timedelta(minutes=minutes))
    looks = AuditEvent.objects.filter(county=COUNTY, action="picture.seen", subject=row.pk, actor_id=BY)
    assert looks.count() == 2
    assert AuditAbout.objects.filter(county=COUNTY, subject=row.subject).count() == 2


def test_it_is_struck_once_for_a_reason_and_stays(make_jpeg: MakeJpeg) -> None:
    row = keep(make_jpeg()).picture
    for reason in ("拍错了", "again"):
        strike_picture(picture=row, reason=reason, by=BY, now=MORNING)

    (told,) = pictures_told(kind=KIND, subject=row.subject, ids=[row.pk])
    assert (told.state, told.struck_reason) == (State.STRUCK, "拍错了")
    assert picture_with_file(id=row.pk)
    assert open_picture(picture=row, by=BY, now=MORNING)
    events = AuditEvent.objects.filter(county=COUNTY, action="picture.struck")
    assert [(event.subject, event.changed) for event in events] == [(row.subject, {"picture": str(row.pk)})]


@pytest.mark.parametrize(
    ("known", "struck", "removed", "state"),
    [
        (False, False, False, State.NOT_HERE),
        (True, False, False, State.HERE),
        (True, True, False, State.STRUCK),
        (True, False, True, State.REMOVED),
        (True, True, True, State.REMOVED),
    ],
)
def test_what_became_of_a_picture(known: bool, struck: bool, removed: bool, state: State) -> None:
    assert state_of(is_known=known, is_struck=struck, is_removed=removed) is state


def test_a_fact_names_its_pictures_whether_or_not_they_have_come(
    make_jpeg: MakeJpeg, django_assert_num_queries: Any
) -> None:
    subject = new_id()
    here, missing, of_another = (
        keep(make_jpeg(), subject=subject).picture.pk,
        new_id(),
        keep(make_jpeg()).picture.pk,
    )
    with django_assert_num_queries(1):
        told = pictures_told(kind=KIND, subject=subject, ids=[missing, here, of_another])

    assert [one.state for one in told] == [State.NOT_HERE, State.HERE, State.NOT_HERE]
    shown = [render_to_string("pictures/picture.html", {"picture": one}) for one in told]
    assert "照片未到" in shown[0]
    assert f'src="/pictures/{here}/"' in shown[1]
    assert str(of_another) not in shown[2]


def test_its_file_goes_with_what_it_shows_and_what_is_known_of_it_stays(
    make_jpeg: MakeJpeg, folder: Path
) -> None:
    row, other = keep(make_jpeg()).picture, keep(make_jpeg()).picture
    strike_picture(picture=row, reason="里面有人", by=BY, now=MORNING)
    for removed in (1, 0):
        assert forget_pictures(subjects={row.subject}, now=MORNING) == removed

    row.refresh_from_db()
    assert (row.removed_at, row.struck_reason) == (MORNING, "")
    assert picture_with_file(id=row.pk) is None
    assert [told.state for told in pictures_told(kind=KIND, subject=row.subject, ids=[row.pk])] == [
        State.REMOVED
    ]
    assert [path.stem for path in folder.rglob("*.sealed")] == [str(other.pk)]
    assert not keep(make_jpeg(), id=row.pk, subject=row.subject).is_new  # and its file does not come back
    assert not files.is_there(county=COUNTY, id=row.pk)


@pytest.mark.parametrize(("seconds", "gone"), [(0, 0), (1, 1)])
def test_old_ones_go_community_by_community(seconds: int, gone: int, make_jpeg: MakeJpeg) -> None:
    keep(make_jpeg())
    keep(make_jpeg(), area=SIBLING)
    before = MORNING + timedelta(seconds=seconds)
    assert forget_pictures_before(communities={COMMUNITY}, before=before, now=MORNING) == gone
    assert Picture.objects.filter(removed_at=None).count() == 2 - gone


def test_a_removal_that_was_cut_off_goes_on(make_jpeg: MakeJpeg, monkeypatch: pytest.MonkeyPatch) -> None:
    row = keep(make_jpeg()).picture
    files.remove(county=COUNTY, id=row.pk)  # the file went, the row did not get to say so
    assert forget_pictures(subjects={row.subject}, now=MORNING) == 1


def test_pictures_lie_where_no_web_server_gives_them_away(settings: Settings) -> None:
    lie = Path(settings.DATA_DIR) / "pictures"
    assert not any(
        lie.is_relative_to(public) for public in (settings.STATIC_ROOT, *settings.STATICFILES_DIRS)
    )
