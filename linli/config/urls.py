"""Every address of Linli."""

from django.urls import URLPattern, URLResolver, path
from django.views.i18n import set_language

from linli.config.addresses import addresses_of
from linli.desk.views import home
from linli.phone.api import api

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", api.urls),  # first, for phones ask most
    path("", home.show, name="home"),
    addresses_of("linli.signin.urls"),
    path("language/", set_language, name="set_language"),
    addresses_of("linli.desk.urls"),
    addresses_of("linli.emergencies.urls"),
    addresses_of("linli.protocols.urls"),
    addresses_of("linli.observation.urls"),
    addresses_of("linli.cases.urls"),
    addresses_of("linli.alerts.urls"),
    addresses_of("linli.corrections.urls"),
    addresses_of("linli.shortening.urls"),
    addresses_of("linli.elsewhere.urls"),
    addresses_of("linli.lost.urls"),
    addresses_of("linli.arrivals.urls"),
    addresses_of("linli.moves.urls"),
    addresses_of("linli.shifts.urls"),
    addresses_of("linli.police.urls"),
    addresses_of("linli.subject_requests.urls"),
    addresses_of("linli.screening.urls"),
    addresses_of("linli.papers.urls"),
    addresses_of("linli.tracing.urls"),
    addresses_of("linli.reports.urls"),
    addresses_of("linli.findings.urls"),
    addresses_of("linli.returns.urls"),
    addresses_of("linli.exports.urls"),
    addresses_of("linli.rosters.urls"),
    addresses_of("linli.phone.urls"),
    addresses_of("linli.access.urls"),
    addresses_of("linli.staff_lists.urls"),
    addresses_of("linli.budgets.urls"),
    addresses_of("linli.channels.urls"),
    addresses_of("linli.retention.urls"),
    addresses_of("linli.staff.urls"),
]
