"""Addresses of reports."""

from django.urls import path

from linli.reports import views
from linli.reports.views import emergencies, findings, indicators

app_name = "reports"
urlpatterns = [
    path("findings/", findings.index, name="findings"),
    path("findings/<uuid:finding_id>/", findings.show, name="finding"),
    path("emergencies/", emergencies.index, name="emergencies"),
    path("emergencies/new/", emergencies.add, name="add_emergency"),
    path("emergencies/<uuid:emergency_id>/", emergencies.show, name="emergency"),
    path("indicators/", indicators.catalogue, name="indicators"),
    path("reports/", views.today, name="today"),
    path("reports/<str:area>/<str:day>/", views.show, name="day"),
    path("reports/<str:area>/<str:day>/seal/", views.seal, name="seal"),
    path("reports/<str:area>/<str:day>/correct/", views.correct, name="correct"),
    path("reports/<str:area>/<str:day>/return/", views.send_back, name="return"),
    path("reports/<str:area>/<str:day>/receive/", views.receive, name="receive"),
    path("reports/<str:area>/<str:day>/figures/<str:key>/", views.figure, name="figure"),
]
