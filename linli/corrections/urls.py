"""Addresses of corrections of what was recorded."""

from django.urls import path

from linli.corrections import views

app_name = "corrections"
urlpatterns = [
    path(
        "observations/<uuid:observation_id>/checks/<uuid:check_id>/strike/",
        views.strike,
        name="strike",
    ),
]
