"""Addresses of retention."""

from django.urls import path

from linli.retention import views

app_name = "retention"
urlpatterns = [
    path("retention/", views.index, name="index"),
    path("retention/<uuid:person_id>/hold/", views.hold, name="hold"),
]
