"""Addresses of observation."""

from django.urls import path

from linli.observation.views import (
    cases_at_home,
    checks,
    decisions,
    endings,
    findings,
    releases,
    reopening,
    told_back,
)

app_name = "observation"
urlpatterns = [
    path("observations/<uuid:observation_id>/check/", checks.record, name="record_check"),
    path("observations/<uuid:observation_id>/release/", endings.release, name="release"),
    path("observations/<uuid:observation_id>/explain/", releases.explain, name="explain"),
    path("observations/<uuid:observation_id>/case-at-home/", cases_at_home.judge, name="case_at_home"),
    path("observations/<uuid:observation_id>/take-back/", told_back.take_back, name="take_back"),
    path("observations/<uuid:observation_id>/died/", told_back.died, name="died"),
    path("observations/<uuid:observation_id>/finding/", findings.record, name="finding"),
    path("releases/", releases.index, name="releases"),
    path("observations/<uuid:observation_id>/over-before/", releases.confirm, name="confirm_over_before"),
    path("observations/<uuid:observation_id>/reopen/", reopening.reopen, name="reopen"),
    path("observations/<uuid:observation_id>/extend/", decisions.extend, name="extend"),
    path(
        "observations/<uuid:observation_id>/extend/take-back/",
        decisions.take_back_extension,
        name="take_back_extension",
    ),
    path("observations/<uuid:observation_id>/place/", decisions.place, name="place"),
    path("observations/<uuid:observation_id>/lab-test/", decisions.lab_test, name="lab_test"),
]
