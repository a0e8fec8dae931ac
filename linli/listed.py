"""The values of many rows as one JSON list, so that a statement brings them with what they belong to."""

from typing import Any, Final

from django.db import connection
from django.db.models import Aggregate, JSONField

# PostgreSQL tells nothing, None, where there is no row; SQLite an empty list.
_FUNCTION: Final = {"postgresql": "jsonb_agg", "sqlite": "json_group_array"}


def listed(expression: Any) -> Aggregate:
    """Return the aggregate that lists an expression's values in no order: a column's name, or a JSONObject."""
    return Aggregate(expression, function=_FUNCTION[connection.vendor], output_field=JSONField())
