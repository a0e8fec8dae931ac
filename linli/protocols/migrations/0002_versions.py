"""The versions of 2020 to 2022, each with its source, and the declaration that P2020-01 is in force.

What a text did not say is taken from the version that it stands on; docs/rules/protocols.md tells which is which.
"""

from datetime import date, datetime, timedelta, timezone
from uuid import UUID

from django.db import migrations

P2020_01 = {
    "code": "P2020-01",
    "valid_from": date(2020, 1, 24),
    "valid_until": None,
    "length_days": 14,
    "counts_anchor_day": False,
    "sessions": [
        {"code": "AM", "opens": "06:00", "due": "11:00"},
        {"code": "PM", "opens": "12:00", "due": "18:00"},
    ],
    "fever_tenths": 373,
    "lowest_tenths": 340,
    "highest_tenths": 420,
    "remeasure_below_tenths": 355,
    "symptoms": [
        "FEVER",
        "COUGH",
        "DRY_COUGH",
        "FATIGUE",
        "SORE_THROAT",
        "CHEST_TIGHTNESS",
        "BREATHLESSNESS",
        "POOR_APPETITE",
        "NAUSEA",
        "DIARRHOEA",
        "HEADACHE",
        "PALPITATIONS",
        "CONJUNCTIVITIS",
        "MUSCLE_ACHE",
    ],
    "source": "docs/rules.md, edition P2020-01",
}

SYMPTOMS_2021 = ["FEVER", "DRY_COUGH", "FATIGUE", "SORE_THROAT", "DIARRHOEA", "LOSS_OF_SMELL"]


def stage(place, days, status, *test_days):
    return {"place": place, "days": days, "status": status, "test_days": list(test_days)}


HOME_14 = stage("HOME", 14, "HOME_OBSERVATION")
CENTRAL_14 = stage("CENTRAL", 14, "CENTRAL_OBSERVATION")
NEEDS = ["PERIOD", "EVERY_SLOT", "NO_OPEN_ALERT", "NO_SYMPTOM"]

# What P2020-01 did not hold before, and what every later version takes over unless it says otherwise.
FIRST = {
    "name": "2020年1月首版",
    "area": "",
    "base_id": None,
    "anchors": ["EXPOSED", "LEFT", "ARRIVED", "STARTED"],
    "stages": [HOME_14],
    "grace_minutes": 120,
    "follow_up_days": [],
    "contact_window_days": 0,
    "step_limits": {"RAISED": 120, "ACCEPTED": 120, "TRANSPORT": 120, "ARRIVED": 1440, "RESULT": 720},
    "release_needs": NEEDS,
    "release_signers": ["DOCTOR"],
    "remark": "来自武汉、湖北的人员和密切接触者：登记，居家医学观察14天。密切接触从发病之后算起。",
    "source": "肺炎机制发〔2020〕5号；繁昌县通告，2020年1月26日（37.3℃、离开疫区起算）；"
    "密切接触者管理要求（从最后一次无防护接触起算）",
}

# Each on top of its base: only what differs.
LATER = [
    {
        "code": "P2020-02H",
        "name": "2020年2月武汉集中隔离",
        "area": "4201",
        "base_id": "P2020-01",
        "valid_from": date(2020, 2, 2),
        "stages": [CENTRAL_14],
        "remark": "密切接触者和发热的肺炎病人到集中点观察；拒不配合的由公安机关协助。只在武汉市适用。",
        "source": "武汉市通告，2020年2月2日（转载）",
    },
    {
        "code": "P2020-02F",
        "name": "2020年2月眉山解除后随访",
        "area": "5114",
        "base_id": "P2020-01",
        "valid_from": date(2020, 2, 10),
        "stages": [CENTRAL_14],
        "follow_up_days": [1, 2, 3, 7, 14],
        "remark": "集中观察解除后第1、2、3、7、14天电话随访；后来对无症状感染者再随访14天。只在眉山市适用。",
        "source": "眉山市通知，2020年2月10日（转载）；新闻，2020年4月9日",
    },
    {
        "code": "P2020-03",
        "name": "防控方案第六版",
        "base_id": "P2020-01",
        "valid_from": date(2020, 3, 7),
        "contact_window_days": 2,
        "remark": "密切接触从发病或采样前2天算起。",
        "source": "《新型冠状病毒肺炎防控方案（第六版）》，2020年3月7日；中国疾控中心周报2020.084",
    },
    {
        "code": "P2020-09",
        "name": "防控方案第七版",
        "base_id": "P2020-03",
        "valid_from": date(2020, 9, 15),
        "remark": "增加密接的密接；聚集性疫情从2例改为5例。",
        "source": "《新型冠状病毒肺炎防控方案（第七版）》，2020年9月15日（新闻）",
    },
    {
        "code": "P2021-01R",
        "name": "2021年1月冬春季农村返乡",
        "base_id": "P2020-09",
        "valid_from": date(2021, 1, 20),
        "anchors": ["ARRIVED", "STARTED"],
        "stages": [stage("HOME", 14, "HOME_MONITORING", 7, 14)],
        "release_needs": [*NEEDS, "TEST"],
        "remark": "返乡持7日内核酸阴性证明，居家健康监测14天，每7天检测一次。是监测，不是隔离：必要时可以外出。"
        "从返乡当天起算是本系统的理解。",
        "source": "《冬春季农村地区新冠肺炎疫情防控工作方案》，2021年1月20日（新闻）",
    },
    {
        "code": "P2021-05",
        "name": "防控方案第八版",
        "base_id": "P2020-09",
        "valid_from": date(2021, 5, 11),
        "length_days": 21,
        "stages": [
            stage("CENTRAL", 14, "CENTRAL_OBSERVATION", 1, 4, 7, 14),
            stage("HOME", 7, "HOME_MONITORING", 2, 7),
        ],
        "symptoms": SYMPTOMS_2021,
        "release_needs": [*NEEDS, "TEST"],
        "remark": "密切接触者12小时内转到集中点；解除集中观察时双采双检。",
        "source": "《新型冠状病毒肺炎防控方案（第八版）》，2021年5月（转载）",
    },
    {
        "code": "P2022-06",
        "name": "防控方案第九版",
        "base_id": "P2021-05",
        "valid_from": date(2022, 6, 28),
        "length_days": 10,
        "stages": [
            stage("CENTRAL", 7, "CENTRAL_OBSERVATION", 1, 2, 3, 5, 7),
            stage("HOME", 3, "HOME_MONITORING", 3),
        ],
        "remark": "密接的密接居家7天，第1、4、7天检测。高风险区7天无新增降中风险，再3天降低风险。",
        "source": "《新型冠状病毒肺炎防控方案（第九版）》，2022年6月28日（新闻）",
    },
    {
        "code": "P2022-11",
        "name": "二十条优化措施",
        "base_id": "P2022-06",
        "valid_from": date(2022, 11, 11),
        "length_days": 8,
        "stages": [
            stage("CENTRAL", 5, "CENTRAL_OBSERVATION", 1, 2, 3, 5),
            stage("HOME", 3, "HOME_OBSERVATION", 1, 3),
        ],
        "remark": "不再判定密接的密接。高风险区外溢人员居家7天，第1、3、5、7天检测。风险区只分高、低，5天。",
        "source": "《关于进一步优化新冠肺炎疫情防控措施 科学精准做好防控工作的通知》，2022年11月（新闻）",
    },
    {
        "code": "P2022-12",
        "name": "新十条",
        "base_id": "P2022-11",
        "valid_from": date(2022, 12, 7),
        "length_days": 5,
        "stages": [stage("HOME", 5, "HOME_OBSERVATION", 5)],
        "remark": "密切接触者居家5天，第5天核酸阴性解除。轻型和无症状者居家7天，第6、7天Ct值≥35。",
        "source": "《关于进一步优化落实新冠肺炎疫情防控措施的通知》，2022年12月7日（新闻）",
    },
]


def rows():
    """Every version whole, P2020-01 first."""
    whole = {"P2020-01": P2020_01 | FIRST}
    for own in LATER:
        whole[own["code"]] = whole[own["base_id"]] | {"area": ""} | own
    return list(whole.values())


IN_FORCE = {
    "id": UUID("01941f29-7c00-7000-8000-000000000001"),
    "area": "",
    "protocol_id": "P2020-01",
    "from_on": date(2020, 1, 24),
    "at": datetime(2020, 1, 24, tzinfo=timezone(timedelta(hours=8))),
    "by": None,
}


def add(apps, schema_editor):
    protocols = apps.get_model("protocols", "Protocol").objects
    for row in rows():
        protocols.create(**row)
    apps.get_model("protocols", "ProtocolInForce").objects.create(**IN_FORCE)


def remove(apps, schema_editor):
    apps.get_model("protocols", "ProtocolInForce").objects.filter(pk=IN_FORCE["id"]).delete()
    for row in reversed(LATER):
        apps.get_model("protocols", "Protocol").objects.filter(code=row["code"]).delete()


class Migration(migrations.Migration):
    dependencies = [("protocols", "0001_initial")]

    operations = [migrations.RunPython(add, remove)]
