"""Addresses of alerts."""

from django.urls import path

from linli.alerts import views

app_name = "alerts"
urlpatterns = [
    path("alerts/", views.index, name="index"),
    path("alerts/<uuid:alert_id>/refer/", views.refer, name="refer"),
    path("alerts/<uuid:alert_id>/review/", views.review, name="review"),
]
