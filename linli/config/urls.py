"""Every address of Linli."""

from django.urls import include, path
from django.views.i18n import set_language

from linli.desk.views import home
from linli.phone.api import api

urlpatterns = [
    path("api/v1/", api.urls),  # first, for phones ask most
    path("", home.show, name="home"),
    path("", include("linli.signin.urls")),
    path("language/", set_language, name="set_language"),
    path("", include("linli.desk.urls")),
    path("", include("linli.emergencies.urls")),
    path("", include("linli.protocols.urls")),
    path("", include("linli.observation.urls")),
    path("", include("linli.cases.urls")),
    path("", include("linli.alerts.urls")),
    path("", include("linli.corrections.urls")),
    path("", include("linli.shortening.urls")),
    path("", include("linli.elsewhere.urls")),
    path("", include("linli.lost.urls")),
    path("", include("linli.arrivals.urls")),
    path("", include("linli.moves.urls")),
    path("", include("linli.shifts.urls")),
    path("", include("linli.police.urls")),
    path("", include("linli.subject_requests.urls")),
    path("", include("linli.screening.urls")),
    path("", include("linli.papers.urls")),
    path("", include("linli.tracing.urls")),
    path("", include("linli.reports.urls")),
    path("", include("linli.findings.urls")),
    path("", include("linli.returns.urls")),
    path("", include("linli.exports.urls")),
    path("", include("linli.rosters.urls")),
    path("", include("linli.phone.urls")),
    path("", include("linli.access.urls")),
    path("", include("linli.budgets.urls")),
    path("", include("linli.retention.urls")),
    path("", include("linli.staff.urls")),
]
