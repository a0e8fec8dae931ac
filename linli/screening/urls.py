"""Addresses of screening."""

from django.urls import path

from linli.screening.views import base, doors, lists, progress

app_name = "screening"
urlpatterns = [
    path("screening/", progress.index, name="index"),
    path("screening/base/", base.index, name="base"),
    path("screening/base/<str:community>/round/", base.begin_round, name="begin_round"),
    path("screening/base/<str:community>/clear/", base.clear_names, name="clear_names"),
    path("screening/lists/<uuid:door_list_id>/", lists.show, name="list"),
    path("screening/lists/<uuid:door_list_id>/put-in/", lists.put_in, name="put_in"),
    path("screening/lists/<uuid:door_list_id>/cancel/", lists.cancel, name="cancel"),
    path("screening/lists/<uuid:door_list_id>/take-back/", lists.take_back, name="take_back_list"),
    path("screening/grids/<str:grid>/", doors.grid, name="grid"),
    path("screening/grids/<str:grid>/typed/", doors.typed, name="typed"),
    path("screening/grids/<str:grid>/count/", base.count, name="count"),
    path("screening/doors/<uuid:door_id>/answer/", doors.answer, name="answer"),
    path("screening/doors/<uuid:door_id>/phone/", doors.phone, name="phone"),
    path("screening/answers/<uuid:answer_id>/take-back/", doors.take_back, name="take_back"),
]
