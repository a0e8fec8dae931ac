"""Pages of papers, as those see them who work there, and the one that anybody sees."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.beat.commands import note_at_work
from linli.beat.rules import WORKER
from linli.ids import new_id
from linli.observation.models import Observation
from linli.papers.commands import issue_papers, revoke_paper
from linli.papers.models import Paper, PaperOffice, PaperRun, PaperTemplate
from linli.papers.rules import Kind
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from linli.typesetting.tests.pdf import text_of
from tests.cast import COMMUNITY, COUNTY, FOREIGN, GRID, MORNING, SIBLING, MakeObservation

LATER = MORNING + timedelta(days=14, hours=1)
SignIn = Callable[..., Client]


def words(answer: Any) -> str:
    """Return a page without its tags, one space where there was any."""
    return " ".join(re.sub(r"<[^>]*>", " ", answer.text).split())


def papers_url(observation: Observation) -> str:
    return reverse("papers:of_observation", args=[observation.pk])


def test_from_the_persons_page_to_the_printed_notice(sign_in: SignIn, observation: Observation) -> None:
    client = sign_in(role=Role.GRID_WORKER, area=GRID)
    assert papers_url(observation) in client.get(f"/people/{observation.person_id}/").text
    assert "还没有出具过文书" in client.get(papers_url(observation)).text
    answer = client.post(papers_url(observation), {"kind": "NOTICE"}, follow=True)
    assert f"已出具居家医学观察告知书，编号 {Paper.objects.get().number}。" in answer.text
    pdf = client.get(reverse("papers:show", args=[Paper.objects.get().pk]))
    assert pdf["Content-Type"] == "application/pdf"
    assert pdf.content.startswith(b"%PDF")
    assert f"http://testserver/verify/{Paper.objects.get().code}/" in text_of(pdf.content)


def test_the_code_leads_to_the_public_address_where_one_is_set(
    sign_in: SignIn, observation: Observation, settings: Any
) -> None:
    settings.PUBLIC_URL = "https://linli.example"
    client = sign_in(role=Role.GRID_WORKER, area=GRID)
    client.post(papers_url(observation), {"kind": "NOTICE"})
    pdf = client.get(reverse("papers:show", args=[Paper.objects.get().pk]))
    assert f"https://linli.example/verify/{Paper.objects.get().code}/" in text_of(pdf.content)


def test_too_early_a_release_is_refused_with_a_sentence(sign_in: SignIn, observation: Observation) -> None:
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    answer = client.post(papers_url(observation), {"kind": "RELEASE"})
    assert answer.status_code == 422
    assert "只在医生解除观察以后出具，没有出具" in words(answer)
    assert client.post(papers_url(observation), {"kind": "PASS"}).status_code == 422
    assert not Paper.objects.exists()


def test_revoking_without_a_reason_opens_the_form_again(
    sign_in: SignIn, observation: Observation, secretary: Viewer
) -> None:
    paper = issue_papers(observations=[observation], kind=Kind.NOTICE, by=secretary, now=MORNING)[0]
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    url = reverse("papers:revoke", args=[paper.pk])
    answer = client.post(url, {"reason": ""})
    assert answer.status_code == 422
    assert "请写明为什么作废。" in answer.text
    assert '<details class="paper-revoke" open>' in answer.text
    assert "编号 2020-0001 已作废。" in client.post(url, {"reason": "写错"}, follow=True).text
    assert "这张文书刚才已经作废。" in client.post(url, {"reason": "写错"}, follow=True).text


@pytest.mark.parametrize(
    ("role", "area"), [(Role.SECRETARY, SIBLING), (Role.SECRETARY, FOREIGN), (Role.COUNTY_OFFICER, COUNTY)]
)
def test_elsewhere_and_above_there_is_no_paper(
    role: Role, area: str, sign_in: SignIn, observation: Observation, secretary: Viewer
) -> None:
    paper = issue_papers(observations=[observation], kind=Kind.NOTICE, by=secretary, now=MORNING)[0]
    client = sign_in(role=role, area=area)
    assert client.get(papers_url(observation)).status_code == 404
    assert client.get(reverse("papers:show", args=[paper.pk])).status_code == 404
    assert client.post(reverse("papers:revoke", args=[paper.pk]), {"reason": "x"}).status_code == 404


def test_many_in_one_run(sign_in: SignIn, make_observation: MakeObservation) -> None:
    for name in ("王芳", "李强", "赵敏"):
        make_observation(name=name)
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    page = client.post(reverse("papers:batch"), {"kind": "NOTICE", "area": COMMUNITY}, follow=True)
    run = PaperRun.objects.get()
    assert page.redirect_chain[-1][0] == reverse("papers:run", args=[run.pk])
    assert "打开 3 份" in words(page)
    pdf = client.get(reverse("papers:run_file", args=[run.pk]))
    for name in ("王芳", "李强", "赵敏"):
        assert name in text_of(pdf.content)
    again = client.post(reverse("papers:batch"), {"kind": "NOTICE", "area": COMMUNITY})
    assert again.status_code == 422
    assert "这里没有需要这种文书的人" in again.text


def test_how_far_a_run_is(sign_in: SignIn, observation: Observation, secretary: Viewer) -> None:
    run = PaperRun.objects.create(
        county=COUNTY,
        community=COMMUNITY,
        area=COMMUNITY,
        kind=Kind.NOTICE,
        targets=[str(observation.pk)] * 200,
        total=200,
        done=37,
        asked_at=MORNING,
        asked_by=secretary.user_id,
    )
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    assert "37 / 200" in client.get(reverse("papers:run", args=[run.pk])).text
    part = client.get(reverse("papers:run_progress", args=[run.pk]))
    assert ("37 / 200" in part.text, "HX-Refresh" in part) == (True, False)
    assert client.get(reverse("papers:run_file", args=[run.pk])).status_code == 404
    assert "后台处理程序没有运行" in part.text
    note_at_work(name=WORKER, holder=new_id(), now=timezone.now())
    for address in ("papers:run", "papers:run_progress"):
        assert "后台处理程序" not in client.get(reverse(address, args=[run.pk])).text
    PaperRun.objects.update(state="DONE", done=200)
    assert client.get(reverse("papers:run_progress", args=[run.pk]))["HX-Refresh"] == "true"


@pytest.mark.parametrize("area", [SIBLING, "", "all"])
def test_a_run_is_of_ones_own_area(area: str, sign_in: SignIn, observation: Observation) -> None:
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    assert client.post(reverse("papers:batch"), {"kind": "NOTICE", "area": area}).status_code == 422


def test_without_fonts_the_page_says_how_to_mend_it(
    sign_in: SignIn, observation: Observation, secretary: Viewer, settings: Any, tmp_path: Path
) -> None:
    paper = issue_papers(observations=[observation], kind=Kind.NOTICE, by=secretary, now=MORNING)[0]
    settings.PAPER_FONTS = str(tmp_path)
    answer = sign_in(role=Role.SECRETARY, area=COMMUNITY).get(reverse("papers:show", args=[paper.pk]))
    assert answer.status_code == 503
    assert "Noto Serif SC" in answer.text
    assert "LINLI_FONTS" in answer.text
    assert "apt-get install fonts-noto-cjk" in answer.text


def test_anybody_with_the_code_sees_what_paper_it_is_and_no_more(
    client: Client, make_observation: MakeObservation, secretary: Viewer
) -> None:
    observation = make_observation(name="欧阳芳", address="3栋2单元501室")
    paper = issue_papers(observations=[observation], kind=Kind.NOTICE, by=secretary, now=MORNING)[0]
    url = reverse("papers:verify", args=[paper.code])
    answer = client.get(url)
    said = words(answer)
    for part in ("有效", "居家医学观察告知书", "2020-0001", "欧**", "明光路社区", "2020-01-27 至 2020-02-09"):
        assert part in said, part
    for secret in ("欧阳", "501", "1380000", "37.3"):
        assert secret not in answer.text, secret
    revoke_paper(paper=paper, reason="姓名写错了", by=secretary, now=LATER)
    after = words(client.get(url))
    assert "已作废 2020-02-10" in after
    assert "姓名写错了" not in after


def test_a_residence_proof_shows_no_days_of_an_observation(
    client: Client, observation: Observation, secretary: Viewer
) -> None:
    paper = issue_papers(observations=[observation], kind=Kind.RESIDENCE, by=secretary, now=LATER)[0]
    said = words(client.get(reverse("papers:verify", args=[paper.code])))
    assert "居住证明" in said
    assert "2020-02-09" not in said


@pytest.mark.parametrize("code", ["x", "A" * 22, "%00", "王芳", "' OR 1=1 --"])
def test_a_code_that_no_paper_bears(code: str, client: Client, db: None) -> None:
    answer = client.get(f"/verify/{code}/")
    assert answer.status_code == 404
    assert "没有这张纸" in answer.text


def test_a_county_officer_changes_a_text(sign_in: SignIn) -> None:
    client = sign_in(role=Role.COUNTY_OFFICER, area=COUNTY)
    assert "用邻里自带的文本" in client.get(reverse("papers:texts")).text
    url = reverse("papers:text", args=[COUNTY, "NOTICE"])
    assert "{last_day}" in client.get(url).text
    bad = client.post(url, {"body": "{nme}请在家{", "after": 0})
    assert bad.status_code == 422
    assert "没有这样的词：{nme}" in bad.text
    assert "{nme}请在家{" in bad.text
    loose = client.post(url, {"body": "{name}请在家{", "after": 0})
    assert (loose.status_code, "花括号不成对" in loose.text) == (422, True)
    saved = client.post(url, {"body": "{name}请在家", "after": 0}, follow=True)
    assert "已保存第 1 版" in saved.text
    assert "本县第 1 版" in words(saved)
    late = client.post(url, {"body": "{name}请您在家", "after": 0})
    assert (late.status_code, "刚才已有人保存了新的版本" in late.text) == (422, True)
    assert PaperTemplate.objects.get(area=COUNTY).body == "{name}请在家"


@pytest.mark.parametrize(("county", "kind"), [(FOREIGN[:6], "NOTICE"), (COUNTY, "PASS"), ("", "NOTICE")])
def test_no_text_of_another_county_or_kind(county: str, kind: str, sign_in: SignIn) -> None:
    client = sign_in(role=Role.COUNTY_OFFICER, area=COUNTY)
    assert client.get(f"/papers/templates/{county}/{kind}/").status_code == 404


def test_the_secretary_writes_down_whom_to_ring(sign_in: SignIn) -> None:
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    url = reverse("papers:office", args=[COMMUNITY])
    assert client.get(url).status_code == 200
    client.post(url, {"phone": "0551-6400 0000", "health_unit": "明光路社区卫生服务中心", "doctor_phone": ""})
    assert PaperOffice.objects.get().phone == "0551-6400 0000"
    assert client.get(reverse("papers:office", args=[SIBLING])).status_code == 404
