"""Addresses of accounts."""

from django.urls import path

from linli.access import views

app_name = "access"
urlpatterns = [
    path("accounts/", views.index, name="index"),
    path("accounts/<uuid:account_id>/", views.show, name="account"),
    path("accounts/<uuid:account_id>/lock/", views.lock, name="lock"),
    path("accounts/<uuid:account_id>/unlock/", views.unlock, name="unlock"),
    path("accounts/<uuid:account_id>/password/", views.password, name="password"),
]
