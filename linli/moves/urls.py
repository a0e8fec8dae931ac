"""Addresses of moves."""

from django.urls import path

from linli.moves import views

app_name = "moves"
urlpatterns = [
    path("moves/", views.index, name="index"),
    path("moves/found/<uuid:found_id>/", views.give_over, name="give_over"),
    path("moves/<uuid:move_id>/accept/", views.accept, name="accept"),
    path("moves/<uuid:move_id>/refuse/", views.refuse, name="refuse"),
    path("moves/<uuid:move_id>/known/", views.know_refusal, name="know_refusal"),
    path("moves/<uuid:move_id>/withdraw/", views.withdraw, name="withdraw"),
]
