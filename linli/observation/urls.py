"""Addresses of observation."""

from django.urls import path

from linli.observation.views import (
    alerts,
    checks,
    decisions,
    endings,
    findings,
    found_here,
    incomplete,
    lost,
    protocols,
    releases,
    reopening,
    strikes,
)

app_name = "observation"
urlpatterns = [
    path("observations/<uuid:observation_id>/check/", checks.record, name="record_check"),
    path(
        "observations/<uuid:observation_id>/checks/<uuid:check_id>/strike/",
        strikes.strike,
        name="strike_check",
    ),
    path("observations/<uuid:observation_id>/release/", endings.release, name="release"),
    path("observations/<uuid:observation_id>/explain/", releases.explain, name="explain"),
    path("observations/<uuid:observation_id>/finding/", findings.record, name="finding"),
    path("releases/", releases.index, name="releases"),
    path("observations/<uuid:observation_id>/over-before/", releases.confirm, name="confirm_over_before"),
    path("lost/", lost.index, name="lost"),
    path("observations/<uuid:observation_id>/search/", lost.search, name="search"),
    path("observations/<uuid:observation_id>/reopen/", reopening.reopen, name="reopen"),
    path("observations/<uuid:observation_id>/protocol/", protocols.move, name="move_protocol"),
    path("observations/<uuid:observation_id>/extend/", decisions.extend, name="extend"),
    path("observations/<uuid:observation_id>/place/", decisions.place, name="place"),
    path("observations/<uuid:observation_id>/lab-test/", decisions.lab_test, name="lab_test"),
    path("found/<uuid:found_id>/", found_here.show, name="found"),
    path("found/<uuid:found_id>/look/", found_here.look, name="look_after"),
    path("found/<uuid:found_id>/keep/", found_here.keep, name="keep_there"),
    path("incomplete/", incomplete.index, name="incomplete"),
    path("observations/<uuid:observation_id>/category/", incomplete.category, name="set_category"),
    path("alerts/", alerts.index, name="alerts"),
    path("alerts/<uuid:alert_id>/refer/", alerts.refer, name="refer_alert"),
    path("alerts/<uuid:alert_id>/review/", alerts.review, name="review_alert"),
]
