"""`linli staff`: the first users of an installation; later ones are added on the page."""

import sys
from typing import Never

import click

from linli.staff.rights import Role


def _fail(sentence: str) -> Never:
    click.echo(sentence, err=True)
    sys.exit(2)


def _password() -> str:
    if sys.stdin.isatty():
        return str(click.prompt("Password", hide_input=True, confirmation_prompt=True))
    return sys.stdin.readline().rstrip("\r\n")


@click.group()
def staff() -> None:
    """Users and their posts."""


@staff.command()
@click.option("--username", required=True)
@click.option("--name", "full_name", required=True, help="Name that colleagues know.")
@click.option("--role", required=True, type=click.Choice([role.value for role in Role]))
@click.option("--area", required=True, help="Code of the area of the post.")
@click.option("--phone", default="", help="Telephone of the work, told to colleagues above and below.")
def add(username: str, full_name: str, role: str, area: str, phone: str) -> None:
    """Add a user with a post that begins today.

    The password is asked for at a terminal; a script gives it as the first line of the standard input, for what stands
    on a command line is read by everybody on the machine. Whom it is for chooses another at the first sign-in.
    """
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError
    from django.db import transaction
    from django.utils import timezone
    from django.utils.translation import gettext as _

    from linli.areas.rules import AreaCode, NotAnAreaCode
    from linli.clock import day_of
    from linli.staff import commands
    from linli.staff.models import User
    from linli.staff.rules import username_of

    now = timezone.now()
    password = _password()
    try:
        code = AreaCode(area)
        validate_password(password, user=User(username=username_of(typed=username), full_name=full_name))
        with transaction.atomic():
            user = commands.add_user(
                username=username,
                full_name=full_name,
                phone=phone,
                password=password,
                by=None,
                area=code,
                now=now,
            )
            commands.give_post(user=user, role=Role(role), area=code, from_on=day_of(now), by=None, now=now)
    except NotAnAreaCode:
        _fail(_("区划代码应为 2、4、6、9、12 或 15 位数字。"))
    except ValidationError as error:
        _fail(" ".join(error.messages))
    except commands.UsernameTaken:
        _fail(_("这个用户名已有人使用。"))
    except commands.AreaUnknown:
        _fail(_("没有这个地区，请先载入区划：linli areas load --under %(code)s") % {"code": code.county})
    except commands.RoleNotAtThisLevel:
        _fail(_("这个岗位不设在这一级，请核对代码。"))
    click.echo(_("已添加 %(username)s。") % {"username": username})


@staff.command()
def rights() -> None:
    """Print the table of rights, as docs/rights.md holds it."""
    from django.utils import translation

    from linli.staff.rights_table import document

    with translation.override("en"):
        click.echo(document(), nl=False)
