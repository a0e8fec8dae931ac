"""Addresses of observation."""

from django.urls import path

from linli.observation.views import (
    checks,
    decisions,
    endings,
    releases,
    reopening,
)

app_name = "observation"
urlpatterns = [
    path("observations/<uuid:observation_id>/check/", checks.record, name="record_check"),
    path("observations/<uuid:observation_id>/release/", endings.release, name="release"),
    path("observations/<uuid:observation_id>/explain/", releases.explain, name="explain"),
    path("observations/<uuid:observation_id>/explain/again/", releases.explain_again, name="explain_again"),
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
]
