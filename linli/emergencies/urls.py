"""Addresses of emergencies."""

from django.urls import path

from linli.emergencies import views

app_name = "emergencies"
urlpatterns = [
    path("emergencies/", views.index, name="emergencies"),
    path("emergencies/new/", views.add, name="add_emergency"),
    path("emergencies/<uuid:emergency_id>/", views.show, name="emergency"),
]
