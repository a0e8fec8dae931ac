"""Addresses of arrivals."""

from django.urls import path

from linli.arrivals import views

app_name = "arrivals"
urlpatterns = [path("arrivals/new/", views.register, name="register")]
