"""Addresses of reports."""

from django.urls import path

from linli.reports import views
from linli.reports.views import (
    acts,
    columns,
    exchange,
    history,
    hours,
    hours_withdrawn,
    indicators,
    late,
    participation,
    receiving_day,
    ringing,
    sheets,
    text,
    typed,
)

app_name = "reports"
urlpatterns = [
    path("indicators/", indicators.catalogue, name="indicators"),
    path("reports/", views.today, name="today"),
    path("reports/hours/", hours.index, name="hours"),
    path("reports/hours/set/", hours.set_hours, name="set_hours"),
    path("reports/hours/county/", hours.set_county, name="set_county_hours"),
    path("reports/hours/county/follow/", hours.follow, name="follow_province"),
    path("reports/hours/rest/", hours.add_rest_day, name="add_rest_day"),
    path("reports/hours/set/withdraw/", hours_withdrawn.schedule, name="withdraw_hours"),
    path("reports/hours/county/withdraw/", hours_withdrawn.county, name="withdraw_county_hours"),
    path("reports/hours/rest/withdraw/", hours_withdrawn.rest_day, name="withdraw_rest_day"),
    path("reports/rung/<uuid:ringing_id>/strike/", ringing.strike, name="strike_rung"),
    path("reports/receiving/", receiving_day.days, name="to_receive"),
    path("reports/<str:area>/columns/", columns.index, name="columns"),
    path("reports/<str:area>/participation/", participation.index, name="participation"),
    path("reports/<str:area>/<str:day>/", views.show, name="day"),
    path("reports/<str:area>/<str:day>/typed/", typed.index, name="typed"),
    path("reports/<str:area>/<str:day>/seal/", acts.seal, name="seal"),
    path("reports/<str:area>/<str:day>/correct/", acts.correct, name="correct"),
    path("reports/<str:area>/<str:day>/text/", text.show, name="text"),
    path("reports/<str:area>/<str:day>/ring/", ringing.show, name="ring"),
    path("reports/<str:area>/<str:day>/rung/", ringing.note, name="note_rung"),
    path("reports/<str:area>/<str:day>/export/<str:sheet_kind>/", sheets.export, name="export"),
    path("reports/<str:area>/<str:day>/late/", hours.announce, name="announce"),
    path("reports/<str:area>/<str:day>/late/put-right/", late.put_right, name="put_late_right"),
    path("reports/<str:area>/<str:day>/late/take-back/", late.take_back, name="take_back_late"),
    path("reports/<str:area>/<str:day>/return/", exchange.send_back, name="return"),
    path("reports/<str:area>/<str:day>/return/withdraw/", exchange.withdraw, name="withdraw_return"),
    path("reports/<str:area>/<str:day>/answer/", exchange.answer, name="answer"),
    path("reports/<str:area>/<str:day>/answer/correct/", exchange.correct_answer, name="correct_answer"),
    path("reports/<str:area>/<str:day>/receive/", exchange.receive, name="receive"),
    path(
        "reports/<str:area>/<str:day>/receive/take-back/",
        exchange.take_back_receipt,
        name="take_back_receipt",
    ),
    path("reports/<str:area>/<str:day>/receiving/", receiving_day.day, name="receiving"),
    path("reports/<str:area>/<str:day>/figures/<str:key>/", views.figure, name="figure"),
    path("reports/<str:area>/<str:day>/<str:key>/history/", history.show, name="history"),
]
