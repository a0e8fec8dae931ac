"""Addresses of the search for the lost."""

from django.urls import path

from linli.lost import views

app_name = "lost"
urlpatterns = [
    path("lost/", views.index, name="index"),
    path("observations/<uuid:observation_id>/search/", views.search, name="search"),
]
