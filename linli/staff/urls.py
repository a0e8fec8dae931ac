"""Addresses of staff."""

from django.urls import path

from linli.staff.views import (
    colleagues,
    confirmations,
    contacts,
    handovers,
    offers,
    over,
    phones,
    places,
    posts,
    rights,
    substitutions,
    teams,
)

app_name = "staff"
urlpatterns = [
    path("staff/", posts.index, name="list"),
    path("posts/", over.show, name="over"),
    path("staff/places/", places.index, name="places"),
    path("rights/", rights.show, name="rights"),
    path("staff/new/", posts.add, name="add"),
    path("staff/<uuid:user_id>/post/", posts.give, name="give"),
    path("staff/posts/<uuid:ended_post_id>/again/", posts.go_on, name="post_goes_on"),
    path("staff/posts/<uuid:post_id>/end/", posts.end, name="end_post"),
    path("staff/waiting/", confirmations.index, name="waiting"),
    path("staff/waiting/<uuid:confirmation_id>/confirm/", confirmations.confirm, name="confirm_post"),
    path("staff/waiting/<uuid:confirmation_id>/decline/", confirmations.decline, name="decline_post"),
    path(
        "staff/waiting/<uuid:asked_confirmation_id>/take-back/",
        confirmations.take_back,
        name="take_back_post",
    ),
    path(
        "staff/waiting/<uuid:declined_confirmation_id>/known/",
        confirmations.know_declined,
        name="know_declined",
    ),
    path("colleagues/", colleagues.index, name="colleagues"),
    path("colleagues/offer/", colleagues.offer, name="offer"),
    path("colleagues/offers/<uuid:made_offer_id>/withdraw/", offers.withdraw, name="withdraw_offer"),
    path("colleagues/<uuid:colleague_post_id>/", colleagues.show, name="colleague"),
    path("colleagues/<uuid:colleague_post_id>/correct/", colleagues.correct, name="correct_colleague"),
    path("colleagues/<uuid:colleague_post_id>/name/", colleagues.rename, name="rename_colleague"),
    path("colleagues/<uuid:colleague_post_id>/end/", colleagues.end, name="end_colleague"),
    path("colleagues/<uuid:colleague_post_id>/take-back/", colleagues.take_back, name="take_back_colleague"),
    path("colleagues/<uuid:colleague_post_id>/again/", colleagues.again, name="colleague_again"),
    path("colleagues/<uuid:colleague_post_id>/phone/", phones.correct, name="colleague_phone"),
    path("contacts/", contacts.index, name="contacts"),
    path("offers/", offers.index, name="offers"),
    path("offers/<uuid:offer_id>/take/", offers.take, name="take_offer"),
    path("offers/<uuid:offer_id>/decline/", offers.decline, name="decline_offer"),
    path("teams/pattern/", teams.pattern, name="pattern"),
    path("teams/<str:grid>/", teams.fill, name="team"),
    path("substitutions/", substitutions.index, name="substitutions"),
    path("substitutions/<uuid:substitution_id>/end/", substitutions.end, name="end_substitution"),
    path("handovers/<uuid:handover_id>/confirm/", handovers.confirm, name="confirm_handover"),
    path("handovers/<uuid:handover_id>/refuse/", handovers.refuse, name="refuse_handover"),
    path("handovers/<uuid:handover_id>/withdraw/", handovers.withdraw, name="withdraw_handover"),
]
