"""Photographs at the gate: what comes in is what is seen, upright and small, and nothing else."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from linli.uploads.kinds import Kind, Refused, kind_of
from linli.uploads.pictures import LONGEST_SIDE, MOST_BYTES, MOST_PIXELS, drawn_anew

ORIENTATION, GPS, MAKE = 0x0112, 0x8825, 0x010F
RED, BLUE = (200, 30, 30), (30, 30, 200)


def picture(size: tuple[int, int] = (80, 60), mode: str = "RGB", kind: str = "JPEG", **told: object) -> bytes:
    """Draw a picture, its left half red and the right one blue."""
    made = Image.new("RGB", size, RED)
    made.paste(BLUE, (size[0] // 2, 0, *size))
    file = io.BytesIO()
    made.convert(mode).save(file, kind, **told)
    return file.getvalue()


def opened(jpeg: bytes) -> Image.Image:
    made = Image.open(io.BytesIO(jpeg))
    made.load()
    return made


def is_near(pixel: object, colour: tuple[int, int, int]) -> bool:
    assert isinstance(pixel, tuple)
    return all(abs(int(one) - other) < 40 for one, other in zip(pixel, colour, strict=True))


@pytest.mark.parametrize(
    ("size", "kept"),
    [
        ((80, 60), (80, 60)),
        ((LONGEST_SIDE, 900), (LONGEST_SIDE, 900)),
        ((3200, 1600), (1600, 800)),
        ((1000, 4000), (400, 1600)),
        ((5000, 1), (1600, 1)),
    ],
)
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_the_longest_side_is_1600_pixels_and_small_ones_stay(
    size: tuple[int, int], kept: tuple[int, int], kind: str
) -> None:
    drawn = drawn_anew(content=picture(size, kind=kind))
    assert (drawn.width, drawn.height) == kept == opened(drawn.jpeg).size


@pytest.mark.parametrize(
    ("orientation", "size", "left", "right"),
    [
        (1, (80, 60), RED, BLUE),
        (3, (80, 60), BLUE, RED),  # upside down
        (6, (60, 80), None, None),  # on its side
        (8, (60, 80), None, None),
    ],
)
def test_it_is_turned_upright(
    orientation: int,
    size: tuple[int, int],
    left: tuple[int, int, int] | None,
    right: tuple[int, int, int] | None,
) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    drawn = drawn_anew(content=picture(exif=exif))
    shown = opened(drawn.jpeg)
    assert shown.size == size
    if left and right:
        assert is_near(shown.getpixel((5, 30)), left)
        assert is_near(shown.getpixel((75, 30)), right)
    else:
        top, bottom = shown.getpixel((30, 5)), shown.getpixel((30, 75))
        assert {is_near(top, RED), is_near(bottom, RED)} == {True, False}


def test_nothing_that_is_not_seen_comes_in() -> None:
    exif = Image.Exif()
    exif[MAKE] = "Redmi Geheim"
    exif.get_ifd(GPS)[1] = "N"
    sent = picture(exif=exif, comment=b"Geheim comment", icc_profile=b"Geheim profile") + b"Geheim tail"
    drawn = drawn_anew(content=sent)
    shown = opened(drawn.jpeg)
    assert sent.count(b"Geheim") == 4
    assert b"Geheim" not in drawn.jpeg
    assert not shown.getexif()
    assert {"comment", "icc_profile", "exif"} & set(shown.info) == set()

    note = PngImagePlugin.PngInfo()
    note.add_text("Author", "Geheim")
    assert b"Geheim" not in drawn_anew(content=picture(kind="PNG", pnginfo=note)).jpeg


@pytest.mark.parametrize(
    ("mode", "kind"),
    [("L", "JPEG"), ("CMYK", "JPEG"), ("P", "PNG"), ("1", "PNG"), ("RGBA", "PNG"), ("LA", "PNG")],
)
def test_every_mode_becomes_plain_colours(mode: str, kind: str) -> None:
    assert opened(drawn_anew(content=picture(mode=mode, kind=kind)).jpeg).mode == "RGB"


def test_transparent_becomes_white() -> None:
    file = io.BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(file, "PNG")
    assert is_near(opened(drawn_anew(content=file.getvalue()).jpeg).getpixel((10, 10)), (255, 255, 255))


def gif() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (5, 5)).save(file, "GIF")
    return file.getvalue()


def bomb(width: int, height: int) -> bytes:
    """Draw a few bytes that unpack to very many pixels."""
    file = io.BytesIO()
    Image.new("1", (width, height)).save(file, "PNG")
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "WRONG_KIND"),
        (b"MZ not a picture", "WRONG_KIND"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "WRONG_KIND"),
        (gif(), "WRONG_KIND"),
        (b"\xff\xd8\xff", "DAMAGED"),
        (picture()[:200], "DAMAGED"),
        (picture(kind="PNG")[:60], "DAMAGED"),
        (picture(kind="PNG").replace(b"IDAT", b"IDAX"), "DAMAGED"),
        (bomb(8000, 5001), "TOO_LARGE_UNPACKED"),
        (bomb(20000, 20000), "TOO_LARGE_UNPACKED"),
        (picture() + b"\0" * MOST_BYTES, "TOO_LARGE"),
    ],
)
def test_what_does_not_come_in(content: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        drawn_anew(content=content)
    assert refused.value.code == code


def test_just_as_many_pixels_as_may_be() -> None:
    assert MOST_PIXELS == 8000 * 5000
    assert drawn_anew(content=bomb(8000, 5000)).width == 1600


def test_a_gif_called_jpeg_is_opened_by_nobody() -> None:
    with pytest.raises(Refused):
        drawn_anew(content=b"\xff\xd8\xff" + gif())


@given(
    cut=st.integers(0, 2000), put=st.binary(min_size=1, max_size=40), kind=st.sampled_from(["JPEG", "PNG"])
)
def test_whatever_is_broken_in_it_is_refused_or_drawn(cut: int, put: bytes, kind: str) -> None:
    sound = picture(kind=kind)
    content = sound[:cut] + put + sound[cut + len(put) :]
    try:
        drawn = drawn_anew(content=content)
    except Refused:
        return
    assert max(opened(drawn.jpeg).size) <= LONGEST_SIDE


def test_the_doors_for_tables_take_no_picture() -> None:
    assert kind_of(head=picture()[:16]) is Kind.PICTURE
    assert kind_of(head=b"\x89PNG and no more") is Kind.OTHER
