"""Addresses of duty shifts."""

from django.urls import path

from linli.shifts import views

app_name = "shifts"
urlpatterns = [
    path("shifts/", views.index, name="index"),
    path("shifts/waiting/", views.waiting, name="waiting"),
    path("shifts/<uuid:shift_id>/take/", views.take, name="take"),
    path("shifts/<uuid:shift_id>/note/", views.change, name="change"),
    path("shifts/<uuid:shift_id>/strike/", views.strike, name="strike"),
]
