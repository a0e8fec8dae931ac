"""Addresses of the phone, and of the desk that keeps the phones."""

from django.urls import path

from linli.phone.views import phones, pictures, shell

app_name = "phone"
urlpatterns = [
    path("w/sw.js", shell.service_worker, name="service_worker"),
    path("w/manifest.webmanifest", shell.manifest, name="manifest"),
    path("w/", shell.shell, name="phone"),
    path("w/<path:path>", shell.shell, name="phone_page"),
    path("pictures/<uuid:picture_id>/", pictures.show, name="picture"),
    path("phones/", phones.index, name="phones"),
    path("phones/import/", phones.import_file, name="import_outbox"),
    path("phones/<uuid:phone_id>/", phones.show, name="phone_detail"),
    path("phones/<uuid:phone_id>/revoke/", phones.revoke, name="revoke_phone"),
]
