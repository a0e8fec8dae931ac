"""Addresses of exports."""

from django.urls import path

from linli.exports.views import asking, listed, shown

app_name = "exports"
urlpatterns = [
    path("exports/", listed.index, name="index"),
    path("exports/new/<str:export_kind>/", asking.ask, name="ask"),
    path("exports/<uuid:export_id>/", shown.show, name="show"),
    path("exports/<uuid:export_id>/approve/", shown.approve, name="approve"),
    path("exports/<uuid:export_id>/refuse/", shown.refuse, name="refuse"),
    path("exports/<uuid:export_id>/file/", shown.take, name="take"),
]
