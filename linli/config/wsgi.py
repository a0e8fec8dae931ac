"""The door for a web server; where others reach the machine it opens only when `linli deployment` finds nothing."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linli.config.settings")
application = get_wsgi_application()

from django.conf import settings  # noqa: E402 (which is read only now)

from linli.config.front import Front  # noqa: E402

if settings.PRODUCTION:
    from linli.config.deployment import refuse_unsafe

    refuse_unsafe()
# What `linli serve` lets its server call.
front = Front(application=application, fronts=settings.PROXIES)
