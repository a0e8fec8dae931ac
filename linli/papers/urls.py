"""Addresses of papers."""

from django.urls import path

from linli.papers.views import batch, collection, office, papers, texts, verify

app_name = "papers"
urlpatterns = [
    path("observations/<uuid:observation_id>/papers/", papers.of_observation, name="of_observation"),
    path("papers/<uuid:paper_id>.pdf", papers.show, name="show"),
    path("papers/<uuid:paper_id>/revoke/", papers.revoke, name="revoke"),
    path("papers/batch/", batch.index, name="batch"),
    path("papers/runs/<uuid:run_id>/", batch.show, name="run"),
    path("papers/runs/<uuid:run_id>/progress/", batch.progress, name="run_progress"),
    path("papers/runs/<uuid:run_id>.pdf", batch.download, name="run_file"),
    path("papers/office/<str:community>/", office.show, name="office"),
    path("papers/templates/", texts.index, name="texts"),
    path("papers/templates/<str:county>/<str:paper_kind>/", texts.edit, name="text"),
    path("notice/<str:community>/", collection.show, name="collection"),
    path("verify/<str:code>/", verify.show, name="verify"),
]
