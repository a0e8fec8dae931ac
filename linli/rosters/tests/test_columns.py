"""The page on which a person confirms the columns, and the values shown there."""

from collections.abc import Sequence
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.ids import new_id
from linli.rosters.models import HeaderMapping, RosterImport
from linli.rosters.templatetags.roster_words import masked
from linli.rosters.tests.acts import GOOD_ID, HEADERS, roster_of, upload
from linli.rosters.tests.test_views import kept
from tests.cast import COMMUNITY, SIBLING


def test_the_columns_are_shown_with_five_values_and_no_whole_number(secretary_client: Client) -> None:
    rows = "".join(
        f"王芳{n},{GOOD_ID},1381234123{n},{n}栋1单元101室,湖北省武汉市,1.2{n},转 1391234123{n}\n"
        for n in range(7)
    )
    roster = kept(secretary_client, f"{HEADERS},家里\n{rows}".encode())
    page = secretary_client.get(reverse("rosters:mapping", args=[roster.pk])).content.decode()
    assert page.count('<ol class="mapping-samples">') == 7
    assert page.count("<li>****************11</li>") == 5
    assert "<li>*********30</li>" in page
    assert GOOD_ID not in page
    assert "13812341230" not in page
    assert "13912341230" not in page


@pytest.mark.parametrize(
    ("sample", "shown"),
    [
        ("王芳", "王芳"),
        ("2020年1月23日", "2020年1月23日"),
        ("20200123", "20200123"),
        ("3栋1单元101室", "3栋1单元101室"),
        ("11010519491231002x", "****************2x"),
        ("1101051949 12310011", "****************11"),
        ("110105194912310019", "****************19"),
        ("138-1234-1234", "*********34"),
        ("0551-62345678", "***********78"),
        ("175242841", "*******41"),
        ("本人13812341234，妻13812341235", "本人*********34，妻*********35"),
    ],
)
def test_a_sample_hides_numbers_of_people(sample: str, shown: str) -> None:
    assert masked(sample) == shown


def chosen(client: Client, roster: RosterImport) -> dict[str, str]:
    """Return what the columns' page would send as it stands."""
    parts = client.get(reverse("rosters:mapping", args=[roster.pk])).context["parts"]
    return {c.select.html_name: c.select.value() or "" for part in parts for c in part.columns}


def selected(page: Any) -> Sequence[str]:
    parts = page.context["parts"]
    return [column.select.value() for part in parts for column in part.columns]


def test_a_field_for_two_columns_is_refused_and_what_was_chosen_stays(secretary_client: Client) -> None:
    roster = kept(secretary_client, roster_of(2))
    typed = chosen(secretary_client, roster) | {"sheet_0-column_3": "name"}
    page = secretary_client.post(reverse("rosters:mapping", args=[roster.pk]), typed)
    assert page.status_code == 422
    assert selected(page) == ["name", "id_number", "phone", "name", "origin", "arrived_on"]
    errors = [list(column.select.errors) for column in page.context["parts"][0].columns]
    assert errors == [[], [], [], ["“姓名”已由“姓名”列导入；一个字段只能选一列。"], [], []]
    assert "还没有导入" in page.content.decode()
    roster.refresh_from_db()
    assert (roster.state, HeaderMapping.objects.count()) == ("UPLOADED", 0)


def test_a_second_column_for_a_field_is_asked_about_and_teaches_nothing(secretary_client: Client) -> None:
    header = "网格员,联系电话,姓名,联系电话,到达时间"
    content = f"{header}\n施网,13900000000,王芳,13812341234,2020-01-21\n".encode()
    roster = kept(secretary_client, content)
    page = secretary_client.get(reverse("rosters:mapping", args=[roster.pk]))
    assert [c.sureness for c in page.context["parts"][0].columns] == ["NONE", "RIVAL", "SURE", "SURE", "SURE"]
    assert "这一列也像“联系电话”" in page.content.decode()
    typed = chosen(secretary_client, roster) | {"sheet_0-column_1": "", "sheet_0-column_3": "phone"}
    assert secretary_client.post(reverse("rosters:mapping", args=[roster.pk]), typed).status_code == 302
    assert set(HeaderMapping.objects.values_list("area", "header", "field")) == {
        (COMMUNITY, "网格员", ""),
        (COMMUNITY, "姓名", "name"),
        (COMMUNITY, "到达时间", "arrived_on"),
    }


def test_what_one_community_confirmed_holds_there_only(secretary_client: Client) -> None:
    HeaderMapping.objects.create(
        area=SIBLING, header="家里", field="note", confirmed_by=new_id(), confirmed_at=timezone.now()
    )
    content = "姓名,电话,到达时间,家里\n王芳,13812341234,1.23,1栋1单元101室\n".encode()
    page = secretary_client.get(reverse("rosters:mapping", args=[kept(secretary_client, content).pk]))
    assert [c.guess.field for c in page.context["parts"][0].columns][-1] == "address"


def test_a_needed_field_without_a_column_is_told_in_words(secretary_client: Client) -> None:
    roster = kept(secretary_client, roster_of(2))
    typed = chosen(secretary_client, roster) | {
        "sheet_0-column_1": "",
        "sheet_0-column_2": "",
        "sheet_0-column_5": "left_on",
    }
    page = secretary_client.post(reverse("rosters:mapping", args=[roster.pk]), typed)
    assert page.status_code == 422
    assert selected(page) == ["name", "", "", "address", "origin", "left_on"]
    assert [str(label) for label in page.context["parts"][0].missing] == ["身份证号或联系电话", "到达日期"]
    assert "没有选出这些内容的列" in page.content.decode()
    roster.refresh_from_db()
    assert roster.state == "UPLOADED"


def test_a_roster_without_a_needed_column_says_so_before_anybody_confirms(secretary_client: Client) -> None:
    roster = kept(secretary_client, "姓名,联系电话\n王芳,13812341234\n".encode())
    page = secretary_client.get(reverse("rosters:mapping", args=[roster.pk]))
    assert [str(label) for label in page.context["incomplete"][0].missing] == ["到达日期"]
    assert page.status_code == 200


def test_a_made_up_field_is_refused(secretary_client: Client) -> None:
    roster = kept(secretary_client, roster_of(1))
    typed = chosen(secretary_client, roster) | {"sheet_0-column_3": "not_ours"}
    assert secretary_client.post(reverse("rosters:mapping", args=[roster.pk]), typed).status_code == 422


def test_a_guess_is_marked_and_once_confirmed_it_is_known(secretary_client: Client) -> None:
    content = "姓名,身份证号,到达时间,家里\n王芳,110105194912310011,1.23,1栋1单元101室\n".encode()
    roster = kept(secretary_client, content)
    page = secretary_client.get(reverse("rosters:mapping", args=[roster.pk]))
    columns = page.context["parts"][0].columns
    assert [column.sureness for column in columns] == ["SURE", "SURE", "SURE", "UNSURE"]
    assert "请核对，把握 60%" in page.content.decode()
    upload(secretary_client, content, "名单.csv")
    page = secretary_client.get(reverse("rosters:mapping", args=[kept(secretary_client, content).pk]))
    assert {column.sureness for column in page.context["parts"][0].columns} == {"REMEMBERED"}
