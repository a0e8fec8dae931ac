"""A page that is sent twice."""

from django.test import Client

from linli.areas.models import Area
from linli.observation.models import Observation
from linli.observation.tests.pages import form_with
from tests.cast import COMMUNITY

GRIDS, NEW = "/grids/", "/grids/new/"


def test_a_page_sent_twice_does_it_once_a_page_opened_anew_does_it_again(secretary_client: Client) -> None:
    def grids() -> int:
        return Area.objects.filter(code__startswith=COMMUNITY).count()

    before = grids()
    said = form_with(secretary_client.get(GRIDS), "community") | {"name": "第七网格"}
    first = secretary_client.post(NEW, said)
    assert secretary_client.post(NEW, said)["Location"] == first["Location"]
    assert "这一页刚才已经保存过，没有再登记一次。" in secretary_client.get(GRIDS).content.decode()
    assert grids() == before + 1
    assert secretary_client.post(NEW, said | {"name": "第八网格"}).status_code == 302  # typed otherwise
    assert grids() == before + 2


def test_what_was_refused_may_be_sent_again_as_it_is(secretary_client: Client) -> None:
    said = form_with(secretary_client.get(GRIDS), "community") | {"name": ""}
    for _time in range(2):
        refused = secretary_client.post(NEW, said, follow=True).content.decode()
        assert ("请填写网格名称。" in refused, "刚才已经保存过" in refused) == (True, False)


def test_a_search_is_answered_each_time(secretary_client: Client) -> None:
    page = secretary_client.get("/people/")
    said = form_with(page, "csrfmiddlewaretoken") | {"q": "王"}
    for _time in range(2):
        found = secretary_client.post("/people/find/", said, follow=True)
        assert "刚才已经保存过" not in found.content.decode()


def test_a_refusal_in_words_to_be_translated_is_told_to_a_page_that_was_sent(
    secretary_client: Client, observation: Observation
) -> None:
    token = form_with(secretary_client.get(GRIDS), "csrfmiddlewaretoken")
    refused = secretary_client.post(f"/observations/{observation.pk}/release/", token, follow=True)
    assert (refused.status_code, "方案规定由别人签字解除。" in refused.text) == (200, True)
