"""Addresses of reports."""

from django.urls import path

from linli.reports import views
from linli.reports.views import acts, columns, history, hours, indicators, onset, sheets, text, typed

app_name = "reports"
urlpatterns = [
    path("indicators/", indicators.catalogue, name="indicators"),
    path("reports/", views.today, name="today"),
    path("reports/hours/", hours.index, name="hours"),
    path("reports/hours/set/", hours.set_hours, name="set_hours"),
    path("reports/hours/county/", hours.set_county, name="set_county_hours"),
    path("reports/hours/county/follow/", hours.follow, name="follow_province"),
    path("reports/hours/rest/", hours.add_rest_day, name="add_rest_day"),
    path("reports/<str:area>/columns/", columns.index, name="columns"),
    path("reports/<str:area>/<str:day>/", views.show, name="day"),
    path("reports/<str:area>/<str:day>/typed/", typed.index, name="typed"),
    path("reports/<str:area>/<str:day>/onset/", onset.show, name="onset"),
    path("reports/<str:area>/<str:day>/seal/", acts.seal, name="seal"),
    path("reports/<str:area>/<str:day>/correct/", acts.correct, name="correct"),
    path("reports/<str:area>/<str:day>/text/", text.show, name="text"),
    path("reports/<str:area>/<str:day>/export/<str:sheet_kind>/", sheets.export, name="export"),
    path("reports/<str:area>/<str:day>/late/", hours.announce, name="announce"),
    path("reports/<str:area>/<str:day>/return/", acts.send_back, name="return"),
    path("reports/<str:area>/<str:day>/answer/", acts.answer, name="answer"),
    path("reports/<str:area>/<str:day>/receive/", acts.receive, name="receive"),
    path("reports/<str:area>/<str:day>/figures/<str:key>/", views.figure, name="figure"),
    path("reports/<str:area>/<str:day>/<str:key>/history/", history.show, name="history"),
]
