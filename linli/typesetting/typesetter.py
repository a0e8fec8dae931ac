"""A program of its own that sets one file: reads {"folder", "families", "at", "layout", "data"} as JSON, writes a PDF.

layout: the path of a .typ file, which reads the data under its own name and the families under "fonts".

Typst keeps what it has set until its process ends, about 1.5 MB a page; so a process serves one file and is gone.
It imports nothing of Linli and no Django, so that it starts in a quarter of a second.
"""

import json
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import typst

# Libraries that hold nothing but font files: docs/decisions/048-fonts-and-the-tests-postgresql.md.
FONT_LIBRARIES: Final = ("pylopdf_fonts_zh_cn", "manimgx_fonts_cjk")


def fonts_in(folder: str) -> typst.Fonts:
    """Find the fonts of a folder; for '' those installed with Linli, and behind them the system's."""
    if folder:
        return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
    return typst.Fonts(include_embedded_fonts=False, font_paths=_installed())


def _installed() -> list[str]:
    """Return the folders of the libraries of fonts that are installed."""
    specs = [find_spec(name) for name in FONT_LIBRARIES]
    return [str(Path(spec.origin).parent) for spec in specs if spec and spec.origin]


def typeset(job: dict[str, Any]) -> bytes:
    """Set the data of a job as one PDF, with what it uses of the fonts inside. The same job gives the same bytes."""
    layout = Path(job["layout"])
    return typst.compile(
        layout,
        font_paths=fonts_in(job["folder"]),
        sys_inputs={
            layout.stem: json.dumps(job["data"], ensure_ascii=False),
            "fonts": json.dumps(job["families"]),
        },
        format="pdf",
        timestamp=job["at"],
    )


if __name__ == "__main__":
    sys.stdout.buffer.write(typeset(json.load(sys.stdin.buffer)))
