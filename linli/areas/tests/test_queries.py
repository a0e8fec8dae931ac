import pytest
from pytest_django import DjangoAssertNumQueries

from linli.areas import queries
from linli.areas.commands import create_grid
from linli.areas.models import Area
from linli.areas.rules import AreaCode
from linli.areas.tests.conftest import FIRST_DAY, NATION, NEXT_DAY, Load

SHENGLI = "340102001002"


@pytest.fixture(autouse=True)
def loaded(load: Load) -> None:
    load(NATION)


def codes(areas: list[Area]) -> list[str]:
    return [area.code for area in areas]


@pytest.mark.parametrize(
    ("code", "path"),
    [
        ("340102001001", "安徽省合肥市瑶海区明光路街道明光路社区"),
        ("34", "安徽省"),
        ("310101001", "上海市黄浦区外滩街道"),
        ("441900003", "广东省东莞市东城街道"),
        ("999999", ""),
    ],
)
def test_a_path_is_said_without_fillers(
    code: str, path: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        assert queries.path_names(code=AreaCode(code)) == path


def test_children_are_the_open_areas_one_level_below() -> None:
    Area.objects.filter(pk="340102001001").update(valid_until=NEXT_DAY)
    assert codes(queries.children(code=AreaCode("34"))) == ["3401"]
    assert codes(queries.children(code=AreaCode("340102001"))) == [SHENGLI]


def test_grids_are_the_children_of_a_community_and_have_none() -> None:
    grid = create_grid(community=AreaCode(SHENGLI), name="第一网格", on=FIRST_DAY)
    assert queries.children(code=AreaCode(SHENGLI)) == queries.grids_of(community=AreaCode(SHENGLI)) == [grid]
    assert queries.children(code=AreaCode(grid.code)) == []


def test_communities_under_an_area_are_its_own_open_ones() -> None:
    assert codes(queries.communities_under(code=AreaCode("34"))) == ["340102001001", SHENGLI]
    assert codes(queries.communities_under(code=AreaCode(SHENGLI))) == [SHENGLI]
    Area.objects.filter(pk=SHENGLI).update(valid_until=NEXT_DAY)
    assert codes(queries.communities_under(code=AreaCode("34"))) == ["340102001001"]


def test_the_last_province_of_all_holds_what_lies_beneath() -> None:
    rows = {"99": "末省", "9999": "末市", "999999": "末县", "999999999": "末街道", "999999999999": "末社区"}
    Area.objects.bulk_create(
        Area(code=code, name=name, level=AreaCode(code).level) for code, name in rows.items()
    )
    assert codes(queries.communities_under(code=AreaCode("99"))) == ["999999999999"]
    assert codes(queries.children(code=AreaCode("9999"))) == ["999999"]


def test_closed_areas_are_named_but_not_open() -> None:
    Area.objects.filter(pk=SHENGLI).update(valid_until=NEXT_DAY)
    named = queries.area_named(code=SHENGLI)
    assert named is not None
    assert named.name == "胜利路社区"
    assert queries.area_open(code=SHENGLI) is None
    assert queries.area_named(code="12") is None
    assert queries.names_of(codes=[SHENGLI, "12"]) == {SHENGLI: "胜利路社区"}


def test_search_finds_open_areas_beneath_highest_first() -> None:
    def found(text: str, under: str, limit: int = 9) -> list[str]:
        return codes(queries.search(text=text, under=[AreaCode(under)], limit=limit))

    assert found(" 明光路 ", "34") == ["340102001", "340102001001"]
    assert found("明光路", "34", limit=1) == ["340102001"]
    assert found("明光路", "31") == []
    assert found("%", "34") == []
    assert found(" ", "34") == []
    assert found("mgl", "34") == found("mingguanglu", "34") == ["340102001", "340102001001"]
    assert found("slls", "34") == []
    both = ["340102001", "340102001001"]
    assert found("minggl", "34") == found("mglu", "34") == found("mguangl", "34") == both
    assert found("slsq", "34") == []
    assert found("sllsq", "34") == [SHENGLI]
    assert found("minghl", "34") == found("mgla", "34") == []
    Area.objects.filter(pk="340102001").update(valid_until=NEXT_DAY)
    assert found("明光路", "34") == ["340102001001"]
