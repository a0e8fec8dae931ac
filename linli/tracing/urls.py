"""Addresses of leads."""

app_name = "tracing"
urlpatterns: list[object] = []
