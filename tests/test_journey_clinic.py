"""A fever in a real browser: from the door to the clinic's own page and home again."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from linli.clock import day_of
from linli.referrals.models import Clinic, ClinicStaff
from linli.staff.models import User
from linli.staff.rights import Role
from tests.cast import COMMUNITY, COUNTY, GRID, MakeObservation

pytestmark = [
    pytest.mark.once,
    pytest.mark.journey,
    pytest.mark.usefixtures("reference_rows"),
]


def test_from_the_fever_to_the_clinic_and_home(
    enter: Callable[[User], Page], make_user: Callable[..., User], make_observation: MakeObservation
) -> None:
    now = timezone.now()
    observation = make_observation(at=now, arrived_on=day_of(now) - timedelta(days=2), name="周敏")
    nurse_user = make_user(role=Role.CLINIC, area=COUNTY)
    clinic = Clinic.objects.create(county=COUNTY, area=COUNTY, name="区医院发热门诊")
    ClinicStaff.objects.create(user=nurse_user.pk, clinic=clinic)
    worker = enter(make_user(role=Role.GRID_WORKER, area=GRID))
    doctor = enter(make_user(role=Role.DOCTOR, area=COMMUNITY))
    nurse = enter(nurse_user)

    worker.goto(f"/observations/{observation.pk}/check/")
    worker.get_by_label("体温（℃）").fill("38.2")
    worker.get_by_label("上门").check()
    worker.get_by_role("button", name="保存").click()
    expect(worker.get_by_text("周敏：已发出预警，并建议送发热门诊。")).to_be_visible()

    doctor.goto("/referrals/")
    doctor.get_by_role("link", name="办理").click()
    doctor.get_by_role("button", name="接手", exact=True).click()
    doctor.locator("[name=transport]").select_option("DEDICATED")
    doctor.get_by_role("button", name="登记交通安排").click()
    expect(doctor.get_by_text("请填写谁陪同").first).to_be_visible()
    doctor.locator("[name=escort]").fill("孙医生")
    doctor.get_by_label("送往").select_option(label="区医院发热门诊")
    for item in ("医用防护口罩", "手套"):
        doctor.get_by_label(item).check()
    doctor.get_by_role("button", name="登记交通安排").click()
    expect(doctor.get_by_text("孙医生")).to_be_visible()

    nurse.goto("/clinic/")
    nurse.get_by_role("link", name="周敏").click()
    expect(nurse.get_by_text("发热 38.2 ℃", exact=True)).to_be_visible()
    nurse.get_by_role("button", name="已接收到人").click()
    nurse.get_by_label("排除").check()
    nurse.get_by_label("检查说明").fill("血常规、CT 正常")
    nurse.get_by_role("button", name="回报结果").click()
    expect(nurse.get_by_text("结果已交给社区。")).to_be_visible()
    nurse.goto("/people/")
    expect(nurse.get_by_text("周敏")).to_have_count(0)

    doctor.reload()
    expect(doctor.get_by_text("血常规、CT 正常")).to_be_visible()
    doctor.get_by_role("button", name="登记回家，继续观察").click()
    expect(doctor.get_by_text("这次送医已办结。")).to_be_visible()
    worker.goto("/day/")
    expect(worker.get_by_role("link", name="周敏", exact=True)).to_be_visible()
    expect(worker.get_by_text("就医中")).to_have_count(0)
