"""Terms of the balance of those under observation: before and who came equal after and who went."""

from typing import Final

# Source: docs/rules/reports.md#balance.
INTO: Final = ("before", "new", "moved_in")
OUT_OF: Final = ("after", "released", "over_before", "referred", "moved_out", "lost", "struck_off", "died")
# In the order of the sheet.
BALANCE: Final = (
    "before",
    "new",
    "moved_in",
    "released",
    "over_before",
    "referred",
    "moved_out",
    "lost",
    "struck_off",
    "died",
    "after",
)
# By category: whom the words did not tell apart stand by themselves, so that the groups add up to the whole.
GROUPS: Final = ("epidemic_area", "elsewhere", "local", "unknown")
OF_GROUPS: Final = tuple(f"{group}_{key}" for group in GROUPS for key in BALANCE)


def term_of(*, key: str) -> tuple[str, str]:
    """Return the group and the term of a column: ("elsewhere", "new") of elsewhere_new, ("", "new") of new."""
    group = next((group for group in GROUPS if key in OF_GROUPS and key.startswith(f"{group}_")), "")
    return group, key.removeprefix(f"{group}_") if group else key
