"""`linli papers`: whether this machine can draw papers."""

import sys

import click
from django.utils.translation import gettext as _


@click.group()
def papers() -> None:
    """Papers: notices, commitments, releases, certificates."""


@papers.command()
def check() -> None:
    """Say whether the fonts of papers are on this machine; exit code 2 with what mends it where not."""
    from linli.typesetting.fonts import PACKAGE, FontMissing, check_fonts

    try:
        families = check_fonts()
    except FontMissing as missing:
        said = {"families": "、".join(missing.args), "package": PACKAGE}
        click.echo(
            _(
                "缺少字体 %(families)s，文书画不出来。请检查 LINLI_FONTS 指的文件夹；没有设 LINLI_FONTS 的，"
                "请安装：apt-get install %(package)s"
            )
            % said,
            err=True,
        )
        sys.exit(2)
    click.echo(_("字体齐全：%(families)s") % {"families": "、".join(families["serif"])})
