"""The referral of somebody, sent to a clinic."""

from typing import Any

from linli.referrals.models import Clinic, Referral
from tests.made import Made


def _clinic(made: Made) -> Clinic:
    """Send the person of an observation to a clinic of the county."""
    county = made.observation.county
    clinic = Clinic.objects.create(county=county, area=county, name=f"{made.community[-3:]}医院发热门诊")
    Referral.objects.filter(subject=made.observation.pk).update(sent_to=clinic)
    return clinic


def rows(made: Made) -> dict[str, Any]:
    """Send somebody with a fever to a clinic."""
    referral = Referral.objects.get(subject=made.observation.pk)
    return {"referral_id": referral.pk, "clinic_id": _clinic(made).pk}
