"""What a PDF says."""

import subprocess


def text_of(content: bytes) -> str:
    """Return the words of a PDF without any space."""
    done = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True)  # noqa: S607 (installed by .ci/run)
    return "".join(done.stdout.decode().split())


def pages_of(content: bytes) -> int:
    """Return how many pages a PDF has."""
    done = subprocess.run(["pdfinfo", "-"], input=content, capture_output=True, check=True)  # noqa: S607
    line = next(line for line in done.stdout.decode().splitlines() if line.startswith("Pages:"))
    return int(line.split()[1])
