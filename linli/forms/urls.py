"""Addresses of superiors' forms."""

from django.urls import path

from linli.forms.views import daily, files, keeping, pointing

app_name = "forms"
urlpatterns = [
    path("forms/", keeping.index, name="index"),
    path("forms/new/", keeping.add, name="add"),
    path("forms/asked/", keeping.asked, name="asked"),
    path("forms/<uuid:form_id>/", keeping.show, name="show"),
    path("forms/<uuid:form_id>/layout/", pointing.layout, name="layout"),
    path("forms/<uuid:form_id>/point/", pointing.point, name="point"),
    path("forms/<uuid:form_id>/end/", keeping.end, name="end"),
    path("forms/<uuid:form_id>/<str:day>/", daily.show, name="day"),
    path("forms/<uuid:form_id>/<str:day>/type/", daily.type_in, name="type"),
    path("forms/<uuid:form_id>/<str:day>/hand-in/", daily.hand_in, name="hand_in"),
    path("forms/<uuid:form_id>/<str:day>/<str:kind>/", files.download, name="file"),
]
