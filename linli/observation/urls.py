"""Addresses of observation."""

from django.urls import path

from linli.observation.views import (
    alerts,
    arrivals,
    checks,
    contacts,
    day,
    duplicates,
    endings,
    findings,
    grids,
    moves,
    overdue,
    people,
    referrals,
    releases,
)

app_name = "observation"
urlpatterns = [
    path("day/", day.show, name="day"),
    path("observations/<uuid:observation_id>/check/", checks.record, name="record_check"),
    path("observations/<uuid:observation_id>/release/", endings.release, name="release"),
    path("observations/<uuid:observation_id>/explain/", releases.explain, name="explain"),
    path("observations/<uuid:observation_id>/finding/", findings.record, name="finding"),
    path("moves/", moves.index, name="moves"),
    path("moves/<uuid:move_id>/accept/", moves.accept, name="accept_move"),
    path("moves/<uuid:move_id>/refuse/", moves.refuse, name="refuse_move"),
    path("moves/<uuid:move_id>/withdraw/", moves.withdraw, name="withdraw_move"),
    path("overdue/", overdue.show, name="overdue"),
    path("releases/", releases.index, name="releases"),
    path("observations/<uuid:observation_id>/end/", endings.end, name="end"),
    path("arrivals/new/", arrivals.register, name="register"),
    path("alerts/", alerts.index, name="alerts"),
    path("alerts/<uuid:alert_id>/review/", alerts.review, name="review_alert"),
    path("grids/", grids.show, name="grids"),
    path("grids/new/", grids.add, name="add_grid"),
    path("people/", people.index, name="people"),
    path("people/<uuid:person_id>/", people.show, name="person"),
    path("people/<uuid:person_id>/identity/", people.reveal, name="reveal"),
    path("people/<uuid:person_id>/contacts/", contacts.log, name="contacts"),
    path("people/<uuid:person_id>/contact-plan/", contacts.change_plan, name="contact_plan"),
    path("duplicates/", duplicates.index, name="duplicates"),
    path("duplicates/<uuid:pair_id>/", duplicates.show, name="duplicate"),
    path("joins/<uuid:join_id>/undo/", duplicates.undo, name="undo_join"),
    path("referrals/", referrals.index, name="referrals"),
    path("referrals/<uuid:referral_id>/", referrals.show, name="referral"),
]
