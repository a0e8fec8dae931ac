"""Addresses of requests about somebody's own data."""

from django.urls import path

from linli.subject_requests.views import acts, pages

app_name = "subject_requests"
urlpatterns = [
    path("requests/", pages.index, name="index"),
    path("requests/new/", pages.add_name, name="add_name"),
    path("people/<uuid:person_id>/requests/new/", pages.add, name="add"),
    path("requests/<uuid:subject_request_id>/", pages.show, name="request"),
    path("requests/<uuid:subject_request_id>/shown/", acts.shown, name="shown"),
    path("requests/<uuid:subject_request_id>/withdraw/", acts.withdraw, name="withdraw"),
    path("requests/<uuid:subject_request_id>/done/", acts.done, name="done"),
    path("requests/<uuid:subject_request_id>/nothing-held/", acts.nothing_held, name="nothing_held"),
    path("requests/<uuid:subject_request_id>/refuse/", acts.refuse, name="refuse"),
    path("requests/<uuid:subject_request_id>/reopen/", acts.reopen, name="reopen"),
    path("requests/<uuid:subject_request_id>/who/", acts.who, name="who"),
    path("requests/<uuid:subject_request_id>/not-who/", acts.not_who, name="not_who"),
]
