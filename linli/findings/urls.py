"""Addresses of findings."""

from django.urls import path

from linli.findings.views import listed, shown

app_name = "findings"
urlpatterns = [
    path("findings/", listed.index, name="findings"),
    path("findings/numbers/", listed.numbers, name="numbers"),
    path("findings/<uuid:finding_id>/", shown.show, name="finding"),
    path("findings/<uuid:finding_id>/correct/", shown.correct, name="correct"),
    path("findings/<uuid:finding_id>/judge/", shown.judge, name="judge"),
    path("findings/<uuid:finding_id>/take-back/", shown.take_back, name="take_back"),
]
