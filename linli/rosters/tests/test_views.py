"""The pages of an import, as people of the cast see them."""

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.clock import day_of
from linli.observation.models import Observation
from linli.people.models import Person
from linli.rosters import commands, forms
from linli.rosters.models import RosterImport
from linli.rosters.tests.acts import HEADERS, received, roster_of, upload
from linli.sheets.reading import LARGEST_BYTES
from linli.sheets.tests.test_reading import ole, xlsx
from linli.staff.models import User
from linli.staff.queries import viewer_of
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, FIRST_DAY, FOREIGN, GRID, OTHER_GRID, SIBLING, TOWNSHIP

SignIn = Callable[..., Client]
IMPORTS = "/imports/"


def sent(client: Client, content: bytes, filename: str = "名单.csv", **said: str) -> Any:
    file = io.BytesIO(content)
    file.name = filename
    typed = {"community": COMMUNITY, "on": "2020-01-27", "year": "2020"} | said
    return client.post(IMPORTS, {"file": file, **typed})


def kept(client: Client, content: bytes) -> RosterImport:
    """Upload a file and leave it at its columns."""
    assert sent(client, content).status_code == 302
    return RosterImport.objects.latest("uploaded_at")


@pytest.mark.parametrize(
    ("content", "filename", "words"),
    [
        (b"", "a.xlsx", "文件是空的"),
        (b"%PDF-1.4 words", "a.xlsx", "这不是电子表格"),
        (ole("EncryptedPackage"), "a.xlsx", "设有打开密码"),
        (roster_of(200_000), "a.csv", "超过5万行"),
        (xlsx(**{f"表{n}": [HEADERS.split(",")] for n in range(40)}), "a.xlsx", "工作表超过30个"),
        ("品名,数量\n口罩,5\n".encode(), "a.csv", "找不到表头"),
    ],
    ids=["empty", "no spreadsheet", "password", "200,000 rows", "40 sheets", "no header"],
)
def test_a_bad_file_is_refused_in_a_sentence_and_nothing_is_kept(
    content: bytes, filename: str, words: str, secretary_client: Client
) -> None:
    page = sent(secretary_client, content, filename)
    assert page.status_code == 422
    assert any(words in error for error in page.context["form"].errors["file"])
    assert 'value="2020-01-27"' in page.content.decode()
    assert RosterImport.objects.count() == 0


def test_a_file_that_is_too_large_is_refused_before_it_is_read(secretary_client: Client) -> None:
    page = sent(secretary_client, bytes(LARGEST_BYTES + 1))
    assert page.status_code == 422
    assert "20兆字节" in page.context["form"].errors["file"][0]
    assert RosterImport.objects.count() == 0


def test_no_file_and_a_day_to_come_are_told_at_their_fields(secretary_client: Client) -> None:
    assert "file" in secretary_client.post(IMPORTS, {}).context["form"].errors
    tomorrow = day_of(timezone.now()) + timedelta(days=1)
    page = sent(secretary_client, roster_of(1), on=tomorrow.isoformat())
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["on"])
    assert RosterImport.objects.count() == 0


def test_a_secretary_need_not_choose_the_community(secretary_client: Client) -> None:
    page = secretary_client.get(IMPORTS).content.decode()
    assert f'<input type="hidden" name="community" value="{COMMUNITY}"' in page
    assert "<select" not in page


def test_a_year_left_out_is_that_of_the_roster(secretary_client: Client) -> None:
    assert sent(secretary_client, roster_of(1), year="").status_code == 302
    assert RosterImport.objects.get().year == 2020


@pytest.mark.parametrize("community", [FOREIGN, SIBLING, TOWNSHIP, GRID, "x"])
def test_a_secretary_cannot_import_elsewhere(community: str, secretary_client: Client) -> None:
    page = sent(secretary_client, roster_of(1), community=community)
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["community"])
    assert RosterImport.objects.count() == 0


@pytest.mark.parametrize("community", [COMMUNITY, FOREIGN, "nonsense"])
def test_of_more_communities_than_a_list_holds_the_code_is_typed(
    community: str, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forms, "MOST_LISTED", 1)
    client = sign_in(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)
    assert 'name="community" maxlength="12"' in client.get(IMPORTS).content.decode()
    assert sent(client, roster_of(1), community=community).status_code == (
        302 if community == COMMUNITY else 422
    )


@pytest.mark.parametrize(
    ("role", "area"), [(Role.GRID_WORKER, GRID), (Role.DOCTOR, COMMUNITY), (Role.GRID_WORKER, OTHER_GRID)]
)
def test_who_may_not_import_is_turned_away(role: Role, area: str, secretary: Viewer, sign_in: SignIn) -> None:
    roster = received(roster_of(1), by=secretary)
    client = sign_in(role=role, area=area)
    assert client.get(IMPORTS).status_code == 403
    assert sent(client, roster_of(1)).status_code == 403
    assert statuses(client, roster) == [404] * 5
    assert RosterImport.objects.count() == 1


def statuses(client: Client, roster: RosterImport) -> list[int]:
    """Return the answers of every page of one import."""
    pages = [
        client.get(reverse(f"rosters:{name}", args=[roster.pk]))
        for name in ("detail", "progress", "errors", "mapping")
    ]
    pages.append(client.post(reverse("rosters:cancel", args=[roster.pk])))
    return [page.status_code for page in pages]


def test_a_stranger_is_asked_to_sign_in(secretary: Viewer, client: Client) -> None:
    roster = received(roster_of(1), by=secretary)
    assert client.get(IMPORTS)["Location"].startswith("/sign-in/")
    assert statuses(client, roster) == [302] * 5


def test_an_import_of_another_community_is_not_there(
    make_viewer: Callable[..., Viewer], secretary: Viewer, sign_in: SignIn
) -> None:
    roster = received(roster_of(1), by=secretary)
    client = sign_in(role=Role.SECRETARY, area=SIBLING)
    assert statuses(client, roster) == [404] * 5
    assert "名单.csv" not in client.get(IMPORTS).content.decode()


def test_an_officer_of_the_township_imports_below_and_sees_only_what_he_brought(
    secretary: Viewer, make_user: Callable[..., User], client: Client
) -> None:
    of_the_community = received(roster_of(1), by=secretary)
    user = make_user(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)
    client.force_login(user)
    page = client.get(IMPORTS)
    assert [code for code, _ in page.context["form"].fields["community"].choices] == ["", COMMUNITY, SIBLING]
    assert page.context["rosters"] == []
    assert statuses(client, of_the_community) == [404] * 5

    own = upload(client, roster_of(3), "街道.csv", SIBLING)
    assert (own.state, own.area, own.uploaded_by) == ("DONE", SIBLING, user.pk)
    listed = client.get(IMPORTS)
    assert [(roster.filename, roster.new) for roster in listed.context["rosters"]] == [("街道.csv", 3)]
    detail = client.get(reverse("rosters:detail", args=[own.pk])).content.decode()
    assert "王芳" in detail
    assert "/people/" not in detail
    assert "看今日工作" not in detail
    assert sent(client, roster_of(1), community=FOREIGN).status_code == 422


def test_the_community_sees_what_its_township_brought(
    township_officer: Viewer, secretary_client: Client
) -> None:
    roster = received(roster_of(1), by=township_officer)
    assert [found.pk for found in secretary_client.get(IMPORTS).context["rosters"]] == [roster.pk]


def test_an_upload_may_be_dropped_and_then_nothing_of_it_is_left(secretary_client: Client) -> None:
    roster = kept(secretary_client, roster_of(2))
    assert secretary_client.get(reverse("rosters:cancel", args=[roster.pk])).status_code == 405
    assert secretary_client.post(reverse("rosters:cancel", args=[roster.pk]))["Location"] == IMPORTS
    roster.refresh_from_db()
    assert (roster.state, bytes(roster.content_sealed), Person.objects.count()) == ("CANCELLED", b"", 0)
    mapping = reverse("rosters:mapping", args=[roster.pk])
    detail = reverse("rosters:detail", args=[roster.pk])
    assert secretary_client.post(mapping, {})["Location"] == detail
    assert "没有登记任何人" in secretary_client.get(detail).content.decode()


def test_a_confirmed_import_shows_how_far_it_is_until_it_is_over(secretary: Viewer, client: Client) -> None:
    roster = received(roster_of(4), by=secretary)
    RosterImport.objects.filter(pk=roster.pk).update(rows_total=4, rows_done=1)
    client.force_login(User.objects.get(pk=secretary.user_id))
    detail, progress = (reverse(f"rosters:{name}", args=[roster.pk]) for name in ("detail", "progress"))
    page = client.get(detail).content.decode()
    assert f'hx-get="{progress}"' in page
    assert 'hx-trigger="every 1s"' in page
    assert "1 / 4 行" in page
    part = client.get(progress)
    assert "HX-Refresh" not in part
    assert "<html" not in part.content.decode()
    assert client.post(reverse("rosters:cancel", args=[roster.pk]))["Location"] == detail
    RosterImport.objects.filter(pk=roster.pk).update(rows_done=0)
    commands.run_import(roster=roster, by=secretary, now=timezone.now(), progress=lambda _d, _t: None)
    assert client.get(progress)["HX-Refresh"] == "true"
    assert f'hx-get="{progress}"' not in client.get(detail).content.decode()


def test_the_rows_are_shown_a_hundred_a_page_and_by_outcome(secretary_client: Client) -> None:
    wrong = "\n李强,,,,,1月23日\n"
    roster = upload(secretary_client, roster_of(120) + wrong.encode(), "名单.csv")
    detail = reverse("rosters:detail", args=[roster.pk])
    page = secretary_client.get(detail)
    assert page.context["counts"] == {"NEW": 120, "DUPLICATE": 0, "ERROR": 1}
    assert len(page.context["rows"]) == 100
    assert len(secretary_client.get(detail + "?page=2").context["rows"]) == 21
    assert "?page=2&amp;outcome=NEW" in secretary_client.get(detail + "?outcome=NEW").content.decode()
    errors = secretary_client.get(detail + "?outcome=ERROR")
    ((row, name, _over),) = errors.context["rows"]
    assert (row.row_number, row.field, name) == (122, "id_number", "李强")
    assert "<strong>身份证号</strong>" in errors.content.decode()
    assert "看今日工作" in errors.content.decode()
    person = Person.objects.all()[0]
    assert reverse("desk:person", args=[person.pk]) in page.content.decode()
    assert len(secretary_client.get(detail + "?outcome=NONSENSE").context["rows"]) == 100


def test_without_error_rows_there_is_no_file_of_them(secretary_client: Client) -> None:
    roster = upload(secretary_client, roster_of(2), "名单.csv")
    assert secretary_client.get(reverse("rosters:errors", args=[roster.pk])).status_code == 404
    page = secretary_client.get(reverse("rosters:detail", args=[roster.pk]))
    assert "下载有误的行" not in page.content.decode()


def test_the_list_counts_each_import_by_itself(secretary_client: Client) -> None:
    upload(secretary_client, roster_of(2), "一.csv")
    upload(secretary_client, roster_of(3) + "\n李强,,,,,1月23日\n".encode(), "二.csv")
    rosters = secretary_client.get(IMPORTS).context["rosters"]
    assert [(r.filename, r.new, r.duplicate, r.error) for r in rosters] == [
        ("二.csv", 1, 2, 1),
        ("一.csv", 2, 0, 0),
    ]


def test_a_post_that_ended_imports_no_more(make_user: Callable[..., User], client: Client) -> None:
    user = make_user(role=Role.SECRETARY, area=COMMUNITY)
    user.posts.update(until_on=FIRST_DAY)
    client.force_login(user)
    assert viewer_of(user=user, on=day_of(timezone.now())).posts == ()
    assert sent(client, roster_of(1)).status_code == 403


def test_the_columns_are_shown_with_nobody_whom_they_name(secretary_client: Client) -> None:
    roster = kept(secretary_client, roster_of(3))
    page = secretary_client.get(f"{IMPORTS}{roster.pk}/mapping/")
    assert page.status_code == 200
    assert "王*" in page.text
    assert "王芳" not in page.text
    assert "13800000001" not in page.text


def test_whose_period_was_over_already_is_named_in_their_row(secretary_client: Client) -> None:
    long_ago = day_of(timezone.now()) - timedelta(days=40)
    head = "姓名,联系电话,现住址,来源地,到达时间\n"
    row = f"褚建国,13700000001,9栋1单元101室,湖北省武汉市,{long_ago.isoformat()}\n"
    roster = upload(secretary_client, (head + row).encode(), "名单.csv", on=day_of(timezone.now()))
    assert "登记时已满期，请核实" in words_of(roster, secretary_client)
    Observation.objects.update(last_on=day_of(timezone.now()))
    assert "登记时已满期，请核实" not in words_of(roster, secretary_client)


def words_of(roster: RosterImport, browser: Client) -> str:
    return browser.get(reverse("rosters:detail", args=[roster.pk])).content.decode()
