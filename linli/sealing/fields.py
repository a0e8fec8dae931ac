"""Fields of models whose values are sealed, and of the digests beside them. `columns` finds them by their class."""

import json
from typing import TYPE_CHECKING, Any

from django.db import models

from linli.sealing.seals import seal, unseal

if TYPE_CHECKING:
    _Text = models.Field[str, str]
    _Json = models.Field[Any, Any]
    _Chars = models.CharField[str, str]
    _Bytes = models.BinaryField[bytes, bytes | memoryview]
else:
    _Text = _Json = models.Field
    _Chars = models.CharField
    _Bytes = models.BinaryField


class SealedBytes(_Bytes):
    """Bytes as `seals.seal` or `seal_bytes` made them; whoever reads them opens them."""

    def get_lookup(self, name: str) -> Any:
        """Refuse every lookup but isempty: no two seals of one value are equal."""
        return IsEmpty if name == IsEmpty.lookup_name else None


class SealedText(_Text):
    """A text that the database holds sealed; '' stays empty. Call sites read and write plain text.

    Nothing is found by it but whether it is empty (`note__isempty=True`).
    """

    description = "Sealed text"
    empty_strings_allowed = True

    def get_internal_type(self) -> str:
        """Be stored as bytes."""
        return "BinaryField"

    def get_lookup(self, name: str) -> Any:
        """Refuse every lookup but isempty."""
        return IsEmpty if name == IsEmpty.lookup_name else None

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:  # noqa: FBT001, FBT002 (Django's signature)
        """Seal on the way into the database."""
        return None if value is None else memoryview(seal(value))

    def from_db_value(self, value: Any, _expression: object, _connection: object) -> str | None:
        """Open on the way out. Raises KeyMissing, KeyWrong."""
        return None if value is None else unseal(value)

    def to_python(self, value: Any) -> Any:
        """Take text as it is."""
        return value


class SealedJson(_Json):
    """Plain JSON, a list, that the database holds sealed; [] stays empty."""

    description = "Sealed JSON"

    def get_internal_type(self) -> str:
        """Be stored as bytes."""
        return "BinaryField"

    def get_lookup(self, name: str) -> Any:
        """Refuse every lookup but isempty."""
        return IsEmpty if name == IsEmpty.lookup_name else None

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:  # noqa: FBT001, FBT002 (Django's signature)
        """Seal on the way into the database."""
        return memoryview(seal(json.dumps(value, ensure_ascii=False) if value else ""))

    def from_db_value(self, value: Any, _expression: object, _connection: object) -> Any:
        """Open on the way out. Raises KeyMissing, KeyWrong."""
        return json.loads(unseal(value) or "[]")


class Digest(_Chars):
    """The keyed digest of what is sealed in another column of the same row, `of`; '' for nothing."""

    def __init__(self, *args: Any, of: str = "", **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 64)
        super().__init__(*args, **kwargs)
        self.of = of

    def deconstruct(self) -> Any:
        """Tell migrations of `of` too."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "of": self.of}


class IsEmpty(models.Lookup[Any]):
    """Whether there is anything: the only thing that a database may say of a sealed value."""

    lookup_name = "isempty"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """Compare the length in bytes."""
        column, params = self.process_lhs(compiler, connection)
        return f"length({column}) {'=' if self.rhs else '>'} 0", tuple(params)
