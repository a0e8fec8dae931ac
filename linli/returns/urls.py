"""Addresses of superiors' forms, the returns that are filled for them."""

from django.urls import path

from linli.returns.views import daily, files, keeping, pointing

app_name = "returns"
urlpatterns = [
    path("returns/", keeping.index, name="index"),
    path("returns/new/", keeping.add, name="add"),
    path("returns/asked/", keeping.asked, name="asked"),
    path("returns/<uuid:form_id>/", keeping.show, name="show"),
    path("returns/<uuid:form_id>/layout/", pointing.layout, name="layout"),
    path("returns/<uuid:form_id>/point/", pointing.point, name="point"),
    path("returns/<uuid:form_id>/rows/", pointing.rows, name="rows"),
    path(
        "returns/<uuid:form_id>/layouts/<int:layout_number>/take-back/", pointing.take_back, name="take_back"
    ),
    path(
        "returns/<uuid:form_id>/layouts/<int:layout_number>/use-again/", pointing.use_again, name="use_again"
    ),
    path("returns/<uuid:form_id>/end/", keeping.end, name="end"),
    path("returns/<uuid:form_id>/reopen/", keeping.reopen, name="reopen"),
    path("returns/<uuid:form_id>/<str:day>/", daily.show, name="day"),
    path("returns/<uuid:form_id>/<str:day>/type/", daily.type_in, name="type"),
    path("returns/<uuid:form_id>/<str:day>/hand-in/", daily.hand_in, name="hand_in"),
    path("returns/<uuid:form_id>/<str:day>/take-back/", daily.take_back, name="take_hand_in_back"),
    path("returns/<uuid:form_id>/<str:day>/excuse/", daily.excuse, name="excuse"),
    path("returns/<uuid:form_id>/<str:day>/<str:kind>/", files.download, name="file"),
]
