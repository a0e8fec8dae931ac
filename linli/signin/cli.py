"""`linli reset-second-factor`: help for whoever lost phone and recovery codes, where no page can help any more."""

import sys

import click


@click.command("reset-second-factor")
@click.argument("username")
def reset_second_factor(username: str) -> None:
    """Take all second factors from a user and sign them out; the next sign-in leads to setting one up."""
    from django.utils import timezone
    from django.utils.translation import gettext as _

    from linli.signin.commands.second_factor import reset_second_factor as reset
    from linli.signin.queries.places import user_named

    user = user_named(username=username)
    if user is None:
        click.echo(_("没有这个用户。"), err=True)
        sys.exit(2)
    count = reset(user=user, by=None, now=timezone.now())
    click.echo(_("已清除 %(count)s 种。下次登录时重新设置。") % {"count": count})
