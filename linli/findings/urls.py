"""Addresses of findings."""

from django.urls import path

from linli.findings import views

app_name = "findings"
urlpatterns = [
    path("findings/", views.index, name="findings"),
    path("findings/<uuid:finding_id>/", views.show, name="finding"),
]
