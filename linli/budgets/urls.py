"""Addresses of the budget of whole numbers."""

from django.urls import path

from linli.budgets import views

app_name = "budgets"
urlpatterns = [
    path("numbers-read/", views.index, name="index"),
    path("numbers-read/<uuid:reader_id>/", views.allow, name="allow"),
    path("numbers-read/<uuid:reader_id>/take-back/", views.take_back, name="take_back"),
]
