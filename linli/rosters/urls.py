"""Addresses of rosters."""

from django.urls import path

from linli.rosters.views import leads, mapping, outcome, taking_back, uploads

app_name = "rosters"
urlpatterns = [
    path("leads/import/", leads.bring_in, name="lead_import"),
    path("imports/", uploads.index, name="imports"),
    path("imports/<uuid:roster_id>/", outcome.show, name="detail"),
    path("imports/<uuid:roster_id>/progress/", outcome.progress, name="progress"),
    path("imports/<uuid:roster_id>/errors/", outcome.errors, name="errors"),
    path("imports/<uuid:roster_id>/take-back/", taking_back.take_back, name="take_back"),
    path("imports/<uuid:roster_id>/take-back/<uuid:taking_id>/", taking_back.take_in, name="take_in"),
    path("imports/<uuid:roster_id>/mapping/", mapping.show, name="mapping"),
    path("imports/<uuid:roster_id>/cancel/", mapping.cancel, name="cancel"),
]
