"""Every address of Linli."""

from django.urls import include, path
from django.views.i18n import set_language

from linli.field.api import api
from linli.office.views import assigned, home

urlpatterns = [
    path("", home.show, name="home"),
    path("assigned/", assigned.show, name="assigned"),
    path("", include("linli.signin.urls")),
    path("language/", set_language, name="set_language"),
    path("", include("linli.observation.urls")),
    path("", include("linli.papers.urls")),
    path("", include("linli.tracing.urls")),
    path("", include("linli.reports.urls")),
    path("", include("linli.forms.urls")),
    path("", include("linli.exports.urls")),
    path("", include("linli.exchange.urls")),
    path("", include("linli.field.urls")),
    path("", include("linli.retention.urls")),
    path("api/v1/", api.urls),
    path("", include("linli.staff.urls")),
]
