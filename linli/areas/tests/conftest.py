"""A small nation in five files, as the published list has them."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from linli.areas.commands import AreasLoaded, load_areas
from linli.areas.rules import DIGITS, AreaCode
from linli.areas.source import FILES

NATION = {
    "31": "上海市",
    "3101": "市辖区",
    "310101": "黄浦区",
    "310101001": "外滩街道",
    "310101001001": "外滩居委会",
    "34": "安徽省",
    "3401": "合肥市",
    "340102": "瑶海区",
    "340102001": "明光路街道",
    "340102001001": "明光路社区",
    "340102001002": "胜利路社区",
    "44": "广东省",
    "4419": "东莞市",
    "441900": "东莞市",
    "441900003": "东城街道",
    "441900003001": "岗贝社区",
}
FIRST_DAY = date(2020, 1, 20)
NEXT_DAY = date(2020, 1, 21)

WriteSource = Callable[[dict[str, str]], Path]
Load = Callable[..., AreasLoaded]


@pytest.fixture
def write_source(tmp_path: Path) -> WriteSource:
    """Write names by code as the five files; columns besides code and name are left out."""

    def write(names: dict[str, str]) -> Path:
        for level, file in FILES.items():
            rows = [f'{code},"{name}"' for code, name in names.items() if len(code) == DIGITS[level]]
            (tmp_path / file).write_text("\n".join(["code,name", *rows]) + "\n", encoding="utf-8")
        return tmp_path

    return write


@pytest.fixture
def load(db: None, write_source: WriteSource) -> Load:
    """Load names by code."""

    def from_names(names: dict[str, str], *, on: date = FIRST_DAY, under: str = "") -> AreasLoaded:
        return load_areas(source=write_source(names), under=AreaCode(under) if under else None, on=on)

    return from_names
