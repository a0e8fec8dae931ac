"""Words for the fields of a roster, the states of an import and the outcomes of a row."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.staff.labels import Label

FIELDS: Final[dict[str, Label]] = {
    "name": _("姓名"),
    "sex": _("性别"),
    "id_type": _("证件类型"),
    "id_number": _("身份证号"),
    "phone": _("联系电话"),
    "address": _("现住址"),
    "building": _("楼栋"),
    "unit": _("单元"),
    "room": _("房号"),
    "grid": _("网格"),
    "household_head": _("户主"),
    "relation": _("与户主关系"),
    "born_on": _("出生日期"),
    "age": _("年龄"),
    "origin": _("来源地"),
    "exposed_on": _("最后接触日期"),
    "left_on": _("离开日期"),
    "arrived_on": _("到达日期"),
    "transport": _("交通方式"),
    "vehicle": _("车次/航班/车牌"),
    "seat": _("座位"),
    "companions": _("同行人"),
    "contact_history": _("接触史"),
    "temperature_c": _("体温"),
    "symptoms": _("症状"),
    "note": _("备注"),
    "sequence": _("序号"),
}

# What a message names when a roster has no column for it: an ID number is not needed where there is a phone.
MISSING: Final[dict[str, Label]] = {**FIELDS, "id_number": _("身份证号或联系电话")}

STATES: Final[dict[str, Label]] = {
    "UPLOADED": _("等待核对"),
    "CONFIRMED": _("正在导入"),
    "DONE": _("已完成"),
    "CANCELLED": _("已取消"),
}

OUTCOMES: Final[dict[str, Label]] = {
    "NEW": _("新登记"),
    "DUPLICATE": _("重复"),
    "ERROR": _("有误"),
}

# What keeps a row from being taken back.
DONE: Final[dict[str, Label]] = {
    "CHECKED": _("已排查"),
    "ALERT": _("预警已复核"),
    "REFERRED": _("已送医或办理送医"),
    "EXAMINED": _("医生已看过"),
    "DECIDED": _("已作过决定"),
    "CORRECTED": _("信息已更正"),
    "PAPER": _("已出文书"),
    "MOVE": _("已请别的社区接收"),
    "POLICE": _("已移交公安"),
    "CALLED": _("已打过电话"),
    "LEAD": _("已对上线索"),
    "TOLD": _("别处又报来过"),
    "JUDGED": _("已判定是否重复"),
    "TOGETHER": _("同住的人因此在观察"),
    "ENDED": _("观察已结束或恢复过"),
}

# What goes with an import that is taken back: number and unit, said behind the words.
FOLLOWS: Final[dict[str, Label]] = {
    "persons": _("退出台账的人"),
    "households": _("不再有人登记的住户"),
    "arrivals": _("到达登记"),
    "duties": _("待查的时段"),
    "readings": _("名单上的体温、症状"),
    "alerts": _("待复核的预警"),
    "referrals": _("还没人接手的送医"),
    "pairs": _("待判定的疑似重复"),
    "told": _("又报来、待核对的不同情况"),
    "found": _("登记在别的社区、在等答复的人"),
}
