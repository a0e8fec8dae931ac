"""A program of its own that sets papers: reads {"fonts", "at", "layout", "data"} as JSON, writes a PDF.

layout: the name of a file in typst/ without its ending, which reads the data under that name.

Typst keeps what it has set until its process ends, about 1.5 MB a page; so a process serves one file and is gone.
It imports nothing of Linli and no Django, so that it starts in a quarter of a second.
"""

import json
import sys
from pathlib import Path
from typing import Any

import typst

LAYOUTS = {
    name: Path(__file__).parent / "typst" / f"{name}.typ" for name in ("papers", "day", "report", "list")
}


def fonts_in(folder: str) -> typst.Fonts:
    """Find the fonts of a folder, of the system for ''."""
    if folder:
        return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
    return typst.Fonts(include_embedded_fonts=False)


def typeset(job: dict[str, Any]) -> bytes:
    """Set the data of a job as one PDF. The same job gives the same bytes."""
    return typst.compile(
        LAYOUTS[job["layout"]],
        font_paths=fonts_in(job["fonts"]),
        sys_inputs={job["layout"]: json.dumps(job["data"], ensure_ascii=False)},
        format="pdf",
        timestamp=job["at"],
    )


if __name__ == "__main__":
    sys.stdout.buffer.write(typeset(json.load(sys.stdin.buffer)))
