"""The notice at collection, as anybody may read it: one text for desk, phone and paper, in both languages."""

from collections.abc import Callable

import pytest
from django.test import Client

from linli.disclosures.labels import WHY
from linli.ids import new_id
from linli.papers.models import PaperOffice
from linli.staff.rights import Role
from tests.cast import COMMUNITY, COUNTY, MORNING

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_a_stranger_reads_what_a_community_writes_down_and_whom_to_ask(areas: None, client: Client) -> None:
    PaperOffice.objects.create(
        community=COMMUNITY, county=COUNTY, phone="0550-1234567", changed_at=MORNING, changed_by=new_id()
    )
    page = client.get(f"/notice/{COMMUNITY}/")
    for part in ("谁收集：", "30 天起销毁", "从登记起 44 天", "派出所", "0550-1234567", "监护人"):
        assert part in page.text, part
    english = client.get(f"/notice/{COMMUNITY}/", headers={"accept-language": "en"})
    assert "guardian" in english.text
    assert client.get(f"/notice/{COUNTY}/").status_code == 404
    assert client.get("/notice/nonsense/").status_code == 404


def test_the_notice_names_the_police_for_what_the_sentence_to_the_person_says(
    areas: None, client: Client
) -> None:
    assert str(WHY["POLICE"]).removeprefix("请民警") in client.get(f"/notice/{COMMUNITY}/").text


def test_the_form_that_registers_leads_to_it(sign_in: Callable[..., Client]) -> None:
    page = sign_in(role=Role.SECRETARY, area=COMMUNITY).get("/arrivals/new/")
    assert f'href="/notice/{COMMUNITY}/"' in page.text
