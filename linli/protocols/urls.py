"""Addresses of protocols."""

from django.urls import path

from linli.protocols import views

app_name = "protocols"
urlpatterns = [
    path("protocols/", views.index, name="protocols"),
    path("protocols/<slug:protocol_code>/", views.show, name="protocol"),
    path("protocols/<slug:protocol_code>/own/", views.make_own, name="own_protocol"),
]
