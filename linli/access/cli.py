"""`linli staff password`: a new password for whoever forgot theirs, where no page can help."""

import sys

import click


@click.command()
@click.argument("username")
def password(username: str) -> None:
    """Give a user a password that Linli makes, and print it once; sessions, codes and link end.

    It holds for three days, and whom it is for chooses another at the next sign-in.
    """
    from django.utils import timezone
    from django.utils.translation import gettext as _

    from linli.access.commands import LockedAlready, SignsInByLink, reset_password_here
    from linli.signin.queries.places import user_named

    user = user_named(username=username)
    if user is None:
        click.echo(_("没有这个用户。"), err=True)
        sys.exit(2)
    try:
        made = reset_password_here(user=user, now=timezone.now())
    except LockedAlready:
        click.echo(_("这个账号已经停用。"), err=True)
        sys.exit(2)
    except SignsInByLink:
        click.echo(_("志愿者只用链接登录，没有密码。"), err=True)
        sys.exit(2)
    click.echo(made)
