"""Addresses of observation."""

from django.urls import path

from linli.observation.views import (
    alerts,
    arrivals,
    checks,
    day,
    endings,
    grids,
    people,
    protocols,
    referrals,
)

app_name = "observation"
urlpatterns = [
    path("day/", day.show, name="day"),
    path("observations/<uuid:observation_id>/check/", checks.record, name="record_check"),
    path("observations/<uuid:observation_id>/release/", endings.release, name="release"),
    path("observations/<uuid:observation_id>/end/", endings.end, name="end"),
    path("observations/<uuid:observation_id>/protocol/", protocols.move, name="move_protocol"),
    path("protocols/", protocols.index, name="protocols"),
    path("protocols/<slug:protocol_code>/", protocols.show, name="protocol"),
    path("protocols/<slug:protocol_code>/own/", protocols.make_own, name="own_protocol"),
    path("arrivals/new/", arrivals.register, name="register"),
    path("alerts/", alerts.index, name="alerts"),
    path("alerts/<uuid:alert_id>/review/", alerts.review, name="review_alert"),
    path("grids/", grids.show, name="grids"),
    path("grids/new/", grids.add, name="add_grid"),
    path("people/", people.index, name="people"),
    path("people/<uuid:person_id>/", people.show, name="person"),
    path("people/<uuid:person_id>/identity/", people.reveal, name="reveal"),
    path("referrals/", referrals.index, name="referrals"),
    path("referrals/<uuid:referral_id>/", referrals.show, name="referral"),
]
