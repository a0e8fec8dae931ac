"""Addresses of venues."""

from django.urls import path
from linli.venues import views

app_name = "venues"
urlpatterns = [
    path("venues/", views.index, name="index"),
    path("venues/<uuid:venue_id>/", views.show, name="venue"),
]
