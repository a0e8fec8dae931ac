"""Why an operation is not taken: a code for the phone and a sentence for its user."""

from collections.abc import Mapping

from linli.phone.labels import REASONS


class Refused(Exception):
    """An operation that is not taken; nothing of it was written. fields: what is wrong with which."""

    def __init__(self, code: str, fields: Mapping[str, str] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.fields = dict(fields or {})

    @property
    def reason(self) -> str:
        """Say it in the words of whoever asks."""
        return str(REASONS[self.code])
