"""Addresses of emergencies."""

from django.urls import path

from linli.emergencies.views import asking, hearing, pages, raising

app_name = "emergencies"
urlpatterns = [
    path("emergencies/", pages.index, name="emergencies"),
    path("emergencies/new/", raising.add, name="add_emergency"),
    path("emergencies/next/", asking.lead, name="next"),
    path("emergencies/waiting/", asking.waiting, name="waiting"),
    path("emergencies/heard/", hearing.index, name="heard"),
    path("emergencies/heard/<uuid:emergency_id>/", hearing.show, name="heard_of"),
    path("emergencies/<uuid:emergency_id>/", pages.show, name="emergency"),
]
