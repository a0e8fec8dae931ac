"""Words for what the audit tells of who came."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.audit.acts import Acts

ACTS: Final = Acts(words={"arrival.registered": _("登记到达")})
