"""P2020-01, the rules of 24 to 28 January 2020."""

from datetime import date

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


def add(apps, schema_editor):
    apps.get_model("observation", "Protocol").objects.create(**P2020_01)


def remove(apps, schema_editor):
    apps.get_model("observation", "Protocol").objects.filter(code=P2020_01["code"]).delete()


class Migration(migrations.Migration):
    dependencies = [("observation", "0001_initial")]

    operations = [migrations.RunPython(add, remove)]
