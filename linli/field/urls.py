"""Addresses of the phone."""

from django.urls import path

from linli.field import views
from linli.field.api import api

app_name = "field"
urlpatterns = [
    path("w/sw.js", views.service_worker, name="service_worker"),
    path("w/", views.shell, name="phone"),
    path("w/<path:path>", views.shell, name="phone_page"),
    path("api/v1/", api.urls),
]
