"""Addresses of staff."""

from django.urls import path

from linli.staff import views

app_name = "staff"
urlpatterns = [
    path("staff/", views.index, name="list"),
    path("staff/new/", views.add, name="add"),
    path("staff/posts/<uuid:post_id>/end/", views.end, name="end_post"),
]
