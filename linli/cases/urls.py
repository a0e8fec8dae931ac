"""Addresses of cases."""

from django.urls import path

from linli.cases.views import at_home, findings, lab_tests, told_back

app_name = "cases"
urlpatterns = [
    path("observations/<uuid:observation_id>/case-at-home/", at_home.judge, name="at_home"),
    path("observations/<uuid:observation_id>/take-back/", told_back.take_back, name="take_back"),
    path("observations/<uuid:observation_id>/died/", told_back.died, name="died"),
    path("observations/<uuid:observation_id>/finding/", findings.record, name="finding"),
    path("observations/<uuid:observation_id>/lab-test/", lab_tests.record, name="lab_test"),
]
