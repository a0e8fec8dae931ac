"""The document of the API as it lies in docs/openapi.json."""

import json

from linli.phone.api import api


def document() -> str:
    """Return the OpenAPI document, laid out so that a change reads well."""
    return json.dumps(api.get_openapi_schema(), indent=1, ensure_ascii=False) + "\n"
