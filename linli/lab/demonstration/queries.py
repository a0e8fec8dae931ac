"""Reads of the demonstration."""

from linli.lab.demonstration.accounts import ACCOUNTS, PASSWORD
from linli.staff.models import User


def accounts_open() -> int:
    """Count the active accounts of the demonstration that still have its password."""
    users = User.objects.filter(username__in=[account.username for account in ACCOUNTS], is_active=True)
    return sum(user.check_password(PASSWORD) for user in users)
