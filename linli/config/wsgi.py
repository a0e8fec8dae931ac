"""The door for a web server; where others reach the machine it opens only when `linli deployment` finds nothing."""

import os

from django.core.wsgi import get_wsgi_application

from linli.config.bodies import Pages

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linli.config.settings")
application = get_wsgi_application()
pages = Pages(application=application)

from django.conf import settings  # noqa: E402 (which is read only now)

if settings.PRODUCTION:
    from linli.config.deployment import refuse_unsafe

    refuse_unsafe()
