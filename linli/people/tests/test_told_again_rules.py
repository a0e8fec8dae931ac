"""What is told again agrees, is new, or differs; nothing of it is dropped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.people.rules.corrections import agree, compare


@pytest.mark.parametrize(
    ("field", "standing", "told", "first", "differs"),
    [
        ("arrived_on", ["2020-01-20"], "2020-01-20", False, False),
        ("arrived_on", ["2020-01-20"], "2020-01-22", False, True),
        ("exposed_on", [], "2020-01-22", True, False),
        ("exposed_on", ["2020-01-22"], "", False, False),  # not told contradicts nothing
        ("contact_history", ["NO"], "YES", False, True),
        ("origin", ["武汉"], "湖北省武汉市", False, False),
        ("origin", ["湖北省武汉市"], "武汉", False, False),
        ("origin", ["湖北省黄冈市"], "湖北省武汉市", False, True),
        ("origin", ["浙江"], "浙江省温州市", False, True),  # elsewhere is no place of one's own
        ("address", ["49栋1单元2304室"], "49号楼1单元2304", False, False),
        ("address", ["49栋1单元2304室"], "49栋1单元2305室", False, True),
        ("address", ["老街口"], "老街口对面", False, True),
        ("phone", ["13800000001", "13800000002"], "13800000002", False, False),  # of an entry joined
        ("phone", [""], "13800000002", True, False),
    ],
)
def test_a_fact_told_again(field: str, standing: list[str], told: str, *, first: bool, differs: bool) -> None:
    found = compare(standing={field: standing}, told={field: told})
    assert (field in found.first, field in found.differs) == (first, differs)


FACTS = st.dictionaries(
    st.sampled_from(["origin", "seat", "note", "phone"]), st.sampled_from(["", "甲", "乙"])
)


@given(standing=FACTS, told=FACTS)
def test_nothing_told_is_dropped(standing: dict[str, str], told: dict[str, str]) -> None:
    found = compare(standing={name: [text] for name, text in standing.items()}, told=told)
    for name, text in told.items():
        kept = name in found.first or name in found.differs
        assert kept is (bool(text) and standing.get(name, "") != text)


@given(
    one=st.text(max_size=8), other=st.text(max_size=8), field=st.sampled_from(["origin", "address", "seat"])
)
def test_to_agree_is_mutual(field: str, one: str, other: str) -> None:
    assert agree(field=field, one=one, other=other) is agree(field=field, one=other, other=one)
