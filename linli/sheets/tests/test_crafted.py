"""What foreign files may cost: their reader's process ends, and nothing else."""

import io
import random
import subprocess
import sys
import zipfile
from contextlib import suppress

import pytest

from linli.sheets.filling import read_form
from linli.sheets.reading import read_workbook
from linli.sheets.tests.crafted import GROWING, ODD, book, corner, sheet
from linli.sheets.unreadable import MESSAGES, UnreadableFile
from linli.sheets.unusable import UnusableWorkbook

MOST_MEMORY_KB = 300 * 1024


@pytest.mark.parametrize("content", GROWING.values(), ids=GROWING)
def test_a_small_file_that_asks_for_all_memory_is_refused_in_a_sentence(content: bytes) -> None:
    assert len(content) < 2000
    with pytest.raises(UnreadableFile) as refused:
        read_workbook(content=content, filename="名单.xlsx")
    assert refused.value.message == MESSAGES[refused.value.code]


@pytest.mark.parametrize("content", ODD.values(), ids=ODD)
def test_an_odd_file_is_read_or_refused_in_a_sentence(content: bytes) -> None:
    with suppress(UnreadableFile):
        read_workbook(content=content, filename="名单.xlsx")
    with suppress(UnusableWorkbook):
        read_form(content=content)


def test_as_a_form_too() -> None:
    for content in GROWING.values():
        with suppress(UnusableWorkbook):
            read_form(content=content)


COST = """
import resource
from linli.sheets.reading import read_workbook
from linli.sheets.tests.crafted import GROWING, book, corner, sheet
from linli.sheets.unreadable import UnreadableFile
for content in (GROWING["quieter"], GROWING["single quotes"], book(sheet(corner("XFD", 500)))):
    try:
        read_workbook(content=content, filename="x")
    except UnreadableFile:
        pass
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def test_no_reader_takes_more_memory_than_it_may() -> None:
    told = subprocess.run([sys.executable, "-c", COST], capture_output=True, check=True)  # noqa: S603 (our own words)
    assert int(told.stdout) < MOST_MEMORY_KB


def test_what_the_gate_lets_through_reads_within_its_limits() -> None:
    chance = random.Random(9)  # noqa: S311 (no secret)
    whole = book(sheet("".join(corner("F", n) for n in range(2, 40))))
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    for _ in range(25):
        name = chance.choice(list(parts))
        changed = bytearray(parts[name])
        for _ in range(chance.randint(1, 6)):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for part, content in parts.items():
                archive.writestr(part, bytes(changed) if part == name else content)
        with suppress(UnreadableFile):
            read_workbook(content=out.getvalue(), filename="x")
