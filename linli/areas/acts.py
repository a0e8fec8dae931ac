"""Words for what the audit tells of areas and grids."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.audit.acts import Acts

ACTS: Final = Acts(
    words={
        "area.loaded": _("载入行政区划"),
        "grid.renamed": _("网格改名"),
        "grid.closed": _("停用网格"),
        "grid.reopened": _("重新启用网格"),
    },
)
