"""Addresses of versions under which somebody is observed less long."""

from django.urls import path

from linli.shortening.views import askings, protocols

app_name = "shortening"
urlpatterns = [
    path("observations/<uuid:observation_id>/protocol/", protocols.move, name="move_protocol"),
    path("protocol-requests/", askings.index, name="index"),
    path("protocol-requests/<uuid:asking_id>/answer/", askings.answer, name="answer"),
    path("protocol-requests/<uuid:asking_id>/withdraw/", askings.withdraw, name="withdraw"),
]
