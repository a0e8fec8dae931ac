"""Identity removed from papers: number, kind and days stay, so that a code still tells whether a paper is valid."""

from collections.abc import Sequence
from uuid import UUID

from linli.papers.models import Paper


def forget_papers(*, observations: Sequence[UUID]) -> None:
    """Remove what papers of observations were filled in with; one statement. They are not printed again."""
    Paper.objects.filter(observation__in=observations).update(values_sealed=b"", revoked_reason="")
