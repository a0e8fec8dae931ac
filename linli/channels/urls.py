"""Addresses of channels."""

from django.urls import path

from linli.channels.views import keeping, messages

app_name = "channels"
urlpatterns = [
    path("channels/", messages.index, name="index"),
    path("channels/new/", keeping.add, name="add"),
    path("channels/<uuid:channel_id>/", keeping.show, name="channel"),
    path("channels/<uuid:channel_id>/test/", keeping.test, name="test"),
    path("channels/<uuid:channel_id>/off/", keeping.off, name="off"),
    path("channels/<uuid:channel_id>/on/", keeping.on, name="on"),
    path("channels/<uuid:channel_id>/remove/", keeping.remove, name="remove"),
    path("channels/messages/<uuid:message_id>/again/", messages.again, name="again"),
    path("channels/messages/<uuid:message_id>/give-up/", messages.give_up, name="give_up"),
]
