"""Addresses of people registered elsewhere."""

from django.urls import path

from linli.elsewhere import views

app_name = "elsewhere"
urlpatterns = [
    path("found/<uuid:found_id>/", views.show, name="found"),
    path("found/<uuid:found_id>/look/", views.look, name="look_after"),
    path("found/<uuid:found_id>/keep/", views.keep, name="keep_there"),
]
