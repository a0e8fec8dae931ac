"""Addresses of lists of colleagues."""

from django.urls import path

from linli.staff_lists.views import halves, lists, passwords

app_name = "staff_lists"
urlpatterns = [
    path("staff/lists/", lists.index, name="lists"),
    path("staff/lists/template/", lists.template, name="template"),
    path("staff/lists/<uuid:staff_list_id>/", lists.show, name="list"),
    path("staff/lists/<uuid:staff_list_id>/left/", lists.left, name="left"),
    path("staff/lists/<uuid:staff_list_id>/answer/", lists.answer, name="answer"),
    path("staff/lists/<uuid:staff_list_id>/cancel/", lists.cancel, name="cancel"),
    path("staff/lists/<uuid:staff_list_id>/add/", halves.add, name="add"),
    path("staff/lists/<uuid:staff_list_id>/take-back/", halves.take_back, name="take_back"),
    path("staff/lists/<uuid:staff_list_id>/posts/", halves.give, name="give"),
    path("staff/lists/<uuid:staff_list_id>/posts/take-back/", halves.take_posts_back, name="take_posts_back"),
    path("staff/lists/<uuid:staff_list_id>/passwords/<int:sheet>/", passwords.give, name="passwords"),
]
