"""Addresses of leads."""

from django.urls import path

from linli.tracing.views import answers, entry, leads, lists, own, steps

app_name = "tracing"
urlpatterns = [
    path("leads/", leads.index, name="leads"),
    path("leads/new/", entry.add, name="add_lead"),
    path("leads/numbers/", lists.numbers, name="numbers"),
    path("leads/lists/<uuid:list_id>/", lists.show, name="list"),
    path("leads/lists/<uuid:list_id>/own/", own.index, name="own_leads"),
    path("leads/own/<uuid:lead_id>/", own.show, name="own_lead"),
    path("leads/rows/<uuid:row_id>/", lists.correct, name="correct_row"),
    path("leads/rows/<uuid:row_id>/drop/", lists.drop, name="drop_row"),
    path("leads/<uuid:lead_id>/", steps.show, name="lead"),
    path("leads/<uuid:lead_id>/phone/", steps.reveal, name="lead_phone"),
    path("leads/<uuid:lead_id>/accept/", answers.accept, name="accept_lead"),
    path("leads/<uuid:lead_id>/refuse/", answers.refuse, name="refuse_lead"),
]
