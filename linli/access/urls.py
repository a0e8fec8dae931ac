"""Addresses of accounts."""

from django.urls import path

from linli.access import phones, views

app_name = "access"
urlpatterns = [
    path("accounts/", views.index, name="index"),
    path("accounts/<uuid:account_id>/", views.show, name="account"),
    path("accounts/<uuid:account_id>/lock/", views.lock, name="lock"),
    path("accounts/<uuid:account_id>/unlock/", views.unlock, name="unlock"),
    path("accounts/<uuid:account_id>/sessions/end/", views.end_all, name="end_sessions"),
    path("accounts/<uuid:account_id>/sessions/<int:open_session_id>/end/", views.end_one, name="end_session"),
    path("accounts/<uuid:account_id>/password/", views.password, name="password"),
    path("accounts/<uuid:account_id>/name/", views.rename, name="rename"),
    path("accounts/<uuid:account_id>/phone/", phones.correct, name="phone"),
]
