"""Figures of screening: doors asked, and how far the round is."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.census.balance_terms import HOUSEHOLDS
from linli.census.indicators import WORK
from linli.figures.registers import Indicator, Register, When
from linli.screening.queries.asked import answers_behind
from linli.screening.queries.figures import counted, doors_behind_figure, typed_behind

_doors = partial(Indicator, section=WORK, unit=HOUSEHOLDS)


def _answer_lines(*, community: str, from_: datetime, until: datetime) -> Iterator[str]:
    """Yield a line for each answer that stands."""
    rows = answers_behind(community=community, from_=from_, until=until)
    return (f"door {row}" for row in rows.values_list("pk", "answer", "way"))


def _typed_lines(*, community: str, from_: datetime, until: datetime) -> Iterator[str]:
    """Yield a line for each day that was typed of a grid, as it stands."""
    rows = typed_behind(community=community, from_=from_, until=until)
    return (f"typed {row.area} {row.on} {row.asked} {row.nobody_home}" for row in rows)


REGISTER: Final = Register(
    name="screening",
    indicators=(
        _doors(
            key="households_seen",
            name=_("排查、登记户数"),
            sentence=_(
                "时段内排查的户，一户只算一次：逐户排查有答复的（上门、电话，或别人告知），到期的排查见到或问到在册人员的，新登记了到达人员的（网格员发现的，名单、电话报来的）。"
                "名单、电话报来的户只是登记，还没有人去过；本轮排查进度不算这些户。"
                "没有逐户底册的网格，加上人工填写的户数。无人应门的不算。排查过不等于见到人。"
            ),
            when=When.DURING,
            rows=_("逐户排查记录、排查记录、观察登记"),
            asked_by=(("排查", "户"), ("走访", "户"), ("摸排", "户"), ("入户", "户")),
        ),
        _doors(
            key="households_typed",
            name=_("排查、登记户数：其中人工填写"),
            sentence=_("排查、登记户数里，没有逐户底册的网格由人填写的那一部分，已减去无人在家的户。"),
            when=When.DURING,
            rows=_("由人填写的逐日排查户数"),
        ),
        _doors(
            key="doors_known",
            name=_("应排查户数（底册）"),
            sentence=_(
                "时段结束那一刻底册上的户：有逐户底册的网格按底册，没有的按清点的户数。没有清点过，就是未登记，不是零。"
            ),
            when=When.END,
            rows=_("住户底册、网格户数清点"),
            may_not_apply=True,
            asked_by=(("应排查", "户"), ("总户数",), ("辖区", "户数")),
            why_no_rows=_("看“排查”一页：按网格列出"),
        ),
        _doors(
            key="doors_asked",
            name=_("本轮已排查户数"),
            sentence=_("底册上的户中，本轮开始以来至少排查过一次的；人工填写的，合计不超过清点的户数。"),
            when=When.END,
            rows=_("逐户排查记录、排查记录、观察登记"),
            may_not_apply=True,
            asked_by=(("已排查", "累计", "户"), ("累计", "排查", "户")),
            why_no_rows=_("看“排查”一页：按网格列出"),
        ),
    ),
    count=counted,
    lines={"door": _answer_lines, "doors typed": _typed_lines},
    behind=doors_behind_figure,
)
