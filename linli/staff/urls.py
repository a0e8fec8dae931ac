"""Addresses of staff."""

from django.urls import path

from linli.staff.views import posts

app_name = "staff"
urlpatterns = [
    path("staff/", posts.index, name="list"),
    path("staff/new/", posts.add, name="add"),
    path("staff/posts/<uuid:post_id>/end/", posts.end, name="end_post"),
]
