"""Photographs, and a folder of their own for each test."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from pytest_django import Settings

MakeJpeg = Callable[..., bytes]


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    """Keep the files of a test in a folder of its own."""
    settings.PICTURES_DIR = tmp_path / "pictures"
    return tmp_path / "pictures"


@pytest.fixture
def make_jpeg() -> MakeJpeg:
    """Draw a photograph of one colour."""

    def make(*, grey: int = 120, size: tuple[int, int] = (60, 40)) -> bytes:
        file = io.BytesIO()
        Image.new("RGB", size, (grey, grey, grey)).save(file, "JPEG")
        return file.getvalue()

    return make
