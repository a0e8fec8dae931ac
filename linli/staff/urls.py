"""Addresses of staff."""

from django.urls import path

from linli.staff.views import posts, rights, substitutions, teams

app_name = "staff"
urlpatterns = [
    path("staff/", posts.index, name="list"),
    path("rights/", rights.show, name="rights"),
    path("staff/new/", posts.add, name="add"),
    path("staff/<uuid:user_id>/post/", posts.give, name="give"),
    path("staff/posts/<uuid:post_id>/end/", posts.end, name="end_post"),
    path("teams/pattern/", teams.pattern, name="pattern"),
    path("teams/<str:grid>/", teams.fill, name="team"),
    path("substitutions/", substitutions.index, name="substitutions"),
    path("substitutions/<uuid:substitution_id>/end/", substitutions.end, name="end_substitution"),
    path("handovers/<uuid:handover_id>/confirm/", substitutions.confirm, name="confirm_handover"),
]
