"""Addresses of hand-overs to the police."""

from django.urls import path

from linli.police import views

app_name = "police"
urlpatterns = [
    path("observations/<uuid:observation_id>/police/", views.hand_over, name="hand_over"),
    path("observations/police/<uuid:police_id>/withdraw/", views.withdraw, name="withdraw"),
    path("handed-over/", views.index, name="handed_over"),
    path("handed-over/<uuid:police_id>/", views.show, name="case"),
    path("handed-over/<uuid:police_id>/phone/", views.phone, name="phone"),
]
