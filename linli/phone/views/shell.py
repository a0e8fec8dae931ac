"""The shell of the phone: the same bytes for everybody, nothing about anybody in it."""

from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

from linli.headers import POLICY, hashes_of, policy


@never_cache
@require_safe
@ensure_csrf_cookie
def shell(request: HttpRequest, path: str = "") -> HttpResponse:
    """Return the phone's page, the same at each of its addresses.

    The script that helps when nothing else loads stands in it, and is allowed by its hash.
    """
    page = _built("index.html")
    headers = {POLICY: policy(scripts=hashes_of(page))}
    return HttpResponse(page, content_type="text/html; charset=utf-8", headers=headers)


@never_cache
@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """Return the script that keeps the shell for times without a network."""
    return HttpResponse(_built("sw.js"), content_type="text/javascript; charset=utf-8")


@never_cache
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """Return what a browser needs to keep the app on the home screen."""
    return HttpResponse(_built("manifest.webmanifest"), content_type="application/manifest+json")


def _built(name: str) -> bytes:
    path = Path(settings.STATIC_ROOT) / "phone" / name
    if not path.exists():
        raise Http404(name)
    return path.read_bytes()
