"""What a statement does to tables, read from its text: which it names together, whether it names a county, what it locks.

No parser of SQL: it knows parentheses, quoted text, FROM, JOIN and commas, which is what the ORM and our own statements use.
"""

import re
from collections.abc import Iterator
from typing import Final

# SQLite locks no rows and its dialect has no words for it; a connection under guard says there in a comment what it would lock.
LOCK_IN_COMMENT: Final = "/* FOR UPDATE */"
_TEXT: Final = re.compile(r"'(?:[^']|'')*'")
_INNERMOST: Final = re.compile(r"\(([^()]*)\)")
_SETS: Final = re.compile(r"\b(?:UNION|INTERSECT|EXCEPT)\b", re.IGNORECASE)
# From the word that begins a list of tables to the one that ends it.
_TABLES: Final = re.compile(
    r"\b(?:FROM|JOIN|UPDATE|USING)\s+(.*?)"
    r"(?=\b(?:FROM|JOIN|ON|USING|SET|WHERE|GROUP|ORDER|HAVING|LIMIT|FOR|RETURNING|WINDOW|INNER|LEFT|RIGHT|FULL|CROSS)\b|$)",
    re.IGNORECASE | re.DOTALL,
)
_NAME: Final = re.compile(r'\s*(?:ONLY\s+)?"?(\w+)"?', re.IGNORECASE)
_COUNTY: Final = re.compile(r"\bcounty\"?\s*(=|IN\b)", re.IGNORECASE)
_LOCK: Final = re.compile(r"\bFOR (?:NO KEY )?UPDATE\b", re.IGNORECASE)


def names_county(sql: str) -> bool:
    """Say whether a statement is bound to counties."""
    return bool(_COUNTY.search(sql))


def tables_together(sql: str) -> Iterator[frozenset[str]]:
    """Yield the tables that are named side by side, for a statement and for each of those within it.

    A statement in parentheses stands alone: what it reads is joined with nothing outside.
    """
    for part in _statements(sql):
        yield _tables(part)


def locked_nationally(sql: str) -> frozenset[str]:
    """Return the tables of which a statement, or one within it, locks rows without naming a county itself."""
    return frozenset().union(
        *(_tables(part) for part in _statements(sql) if _LOCK.search(part) and not names_county(part))
    )


def _statements(sql: str) -> Iterator[str]:
    """Yield a statement and those within it, the innermost first, each with its parentheses emptied.

    Also what stood in other parentheses, such as arguments; no table is named there.
    """
    rest, found = _TEXT.sub("''", sql), [""]
    while found:
        rest, found = _take_innermost(rest)
        for part in found:
            yield from _SETS.split(part)
    yield from _SETS.split(rest)


def _take_innermost(sql: str) -> tuple[str, list[str]]:
    """Return a text with its innermost parentheses emptied, and what stood in them."""
    return _INNERMOST.sub(" ? ", sql), _INNERMOST.findall(sql)


def _tables(statement: str) -> frozenset[str]:
    named = (one for told in _TABLES.findall(statement) for one in told.split(","))
    return frozenset(name[1] for one in named if (name := _NAME.match(one)))
