"""Figures of observation: the balance, the work at the doors, alerts, origins and places."""

from functools import partial
from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.census.balance_terms import PERSONS, REGISTERED, balance, balance_of_groups
from linli.census.queries import counts
from linli.census.queries.behind import people_behind
from linli.figures.registers import Basis, Indicator, Register, Section, When
from linli.referrals.indicators import ILLNESS

WORK: Final = Section("work", _("排查和观察"))
_ORIGINS: Final = Section("origins", _("来源和接触史"))
_PLACES: Final = Section("places", _("观察方式"))

_due = partial(Indicator, section=WORK, unit=_("人次"), when=When.DURING, rows=_("排查任务"), basis=Basis.DUE)
_from = partial(Indicator, section=_ORIGINS, unit=PERSONS, when=When.DURING, rows=REGISTERED, adds_up=True)
_there = partial(Indicator, unit=PERSONS, when=When.END, rows=REGISTERED)

REGISTER: Final = Register(
    name="observation",
    indicators=(
        *balance(),
        *balance_of_groups(),
        _due(
            key="checks_due",
            name=_("应查（人次）"),
            sentence=_(
                "时段内到期的排查任务；后来不必再查的不算。一人一天查两次算两人次。时段从上一次日报截止到这一次截止，不是当天零点到二十四点。"
            ),
            adds_up=True,
            asked_by=(("应查",), ("应测",), ("应排查",), ("应测温", "人次"), ("应查", "人次")),
        ),
        _due(
            key="checks_done",
            name=_("已查（人次）"),
            sentence=_("应查的任务中，时段结束前已经查到人的。"),
            adds_up=True,
            asked_by=(("已查",), ("实查",), ("已测",), ("测温", "人次"), ("排查", "人次")),
        ),
        _due(
            key="checks_tried",
            name=_("无人在家或拒绝（人次）"),
            sentence=_("应查的任务中，时段结束前去过、但无人在家或被拒绝的。"),
            asked_by=(("无人在家", "拒绝"), ("未见", "拒绝")),
        ),
        _due(
            key="checks_nobody",
            name=_("无人在家（人次）"),
            sentence=_("应查的任务中，时段结束前去过、但无人在家的；已算在“无人在家或拒绝”里。"),
            asked_by=(("无人在家",), ("未见",)),
        ),
        _due(
            key="checks_refused",
            name=_("拒绝（人次）"),
            sentence=_("应查的任务中，时段结束前见到或联系到、但被拒绝的；已算在“无人在家或拒绝”里。"),
            asked_by=(("拒绝",),),
        ),
        Indicator(
            key="persons_seen",
            name=_("查到人数"),
            section=WORK,
            unit=PERSONS,
            sentence=_(
                "已查的人次背后的人：见到、电话问到或家人代报；同一个人查几次只算一人，花名册上写的体温不算。"
            ),
            when=When.DURING,
            rows=_("排查任务"),
            basis=Basis.DUE,
            asked_by=(("排查", "人数"), ("排查", "人"), ("走访", "人"), ("摸排", "人"), ("入户", "人数")),
        ),
        Indicator(
            key="alerts",
            name=_("异常情况"),
            section=ILLNESS,
            unit=_("条"),
            sentence=_("时段内产生的预警，看过没看过都算；同一个人几次异常算几次，不是人数。"),
            when=When.DURING,
            rows=_("预警"),
            adds_up=True,
            asks_when_lower=True,
            asked_by=(("异常",), ("发热",), ("体温", "37.3"), ("症状",)),
        ),
        _from(
            key="from_wuhan",
            name=_("新增：来自武汉"),
            sentence=_("新增的人中，来自武汉的；随户观察的家人另算。下面几项合起来等于新增。"),
            may_not_apply=True,
            asked_by=(("武汉",),),
        ),
        _from(
            key="from_hubei",
            name=_("新增：湖北其他地区"),
            sentence=_("新增的人中，来自湖北其他地区（武汉除外）的；随户观察的家人另算。"),
            may_not_apply=True,
            asked_by=(("湖北",),),
        ),
        _from(
            key="from_area_unsaid",
            name=_("新增：疫情发生地区，没有写明哪里"),
            sentence=_("新增的人中，核实为来自疫情发生地区、来源地没有写明武汉还是湖北其他地区的。"),
            may_not_apply=True,
        ),
        _from(
            key="from_elsewhere",
            name=_("新增：其他地区"),
            sentence=_("新增的人中，从其他地区返回的；来处待核的、没有外出的和随户观察的家人另算。"),
            asked_by=(("外地",), ("外省",), ("省外",), ("其他省",)),
        ),
        _from(
            key="from_nowhere",
            name=_("新增：没有外出（本地接触者）"),
            sentence=_("新增的人中，没有外出过的（本地接触者）；随户观察的家人另算。"),
            may_not_apply=True,
            asked_by=(("本地", "接触"), ("没有外出",), ("未外出",)),
        ),
        _from(
            key="from_unknown",
            name=_("新增：类别待核"),
            sentence=_("新增的人中，来源地还分不清类别、等人核实的。"),
        ),
        _from(
            key="of_household",
            name=_("新增：随户观察的家人"),
            sentence=_("新增的人中，自己没有外来、因为和在观察的人同住而一起观察的；类别随所跟的人。"),
            may_not_apply=True,
        ),
        _there(
            key="with_contact",
            name=_("在册：有接触史"),
            section=_ORIGINS,
            sentence=_("时段结束那一刻在册的人中，登记有接触史或最后接触日期的；随户观察的家人只看接触史。"),
            asked_by=(("接触史",), ("密切接触",), ("密接",), ("接触者",)),
        ),
        _there(
            key="at_home",
            name=_("居家观察"),
            section=_PLACES,
            sentence=_("时段结束那一刻在册的人中，居家观察的。"),
            asked_by=(("居家",), ("居家", "观察"), ("居家", "观察", "人数")),
        ),
        _there(
            key="in_central",
            name=_("集中观察"),
            section=_PLACES,
            sentence=_("时段结束那一刻在册的人中，集中观察的。"),
            may_not_apply=True,
            asked_by=(("集中",), ("隔离点",), ("集中", "观察"), ("集中", "观察", "人数")),
        ),
        _there(
            key="cumulative",
            name=_("累计登记"),
            section=_PLACES,
            sentence=_(
                "到时段结束为止在本社区登记过的观察，已经结束的也算；从别的社区转来的算在原社区，登记有误注销的不算；同一个人以后再来、再次登记算两次。"
            ),
            asked_by=(("累计",), ("累计", "登记"), ("累计", "排查")),
        ),
    ),
    count=counts.counted,
    lines={
        "balance": counts.balance_lines,
        "check": counts.check_lines,
        "alert": counts.alert_lines,
    },
    behind=people_behind,
)
