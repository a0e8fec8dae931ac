"""Words for what the desk counts over all apps."""

from collections.abc import Mapping

from django.utils.functional import Promise

from linli.observation.labels import OPEN_THINGS
from linli.worklist import kinds


def kind_key(*, code: str) -> str:
    """Return under what name a hand-over keeps how much is open of a kind of duty."""
    return f"duties.{code}"


def open_things() -> Mapping[str, str | Promise]:
    """Return the words for everything that a hand-over counts."""
    return {**OPEN_THINGS, **{kind_key(code=kind.code): kind.words for kind in kinds.KINDS}}
