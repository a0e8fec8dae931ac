"""Where somebody comes from: the class of an origin as it is written."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from linli.people.places_elsewhere import PLACES_ELSEWHERE

WUHAN: Final = "WUHAN"
HUBEI: Final = "HUBEI"
ELSEWHERE: Final = "ELSEWHERE"
ABROAD: Final = "ABROAD"
LOCAL: Final = "LOCAL"  # came from nowhere
UNKNOWN: Final = "UNKNOWN"
EPIDEMIC_AREA: Final = frozenset((WUHAN, HUBEI))

# Each list holds the names as people write them, without 市, 区, 县 where that stays unmistakable.
_WUHAN = re.compile(
    r"武汉|汉口|武昌|汉阳|江岸区|江汉区|硚口|桥口区|东西湖|蔡甸|江夏区|洪山区|黄陂|新洲区|汉南|光谷|华南海鲜|wuhan",
    re.IGNORECASE,
)
_HUBEI = re.compile(
    r"湖北|鄂(?!尔多斯|伦春|温克|托克)|(?<!非)疫区|黄石|十堰|宜昌|襄阳|襄樊|鄂州|荆门|孝感|荆州|黄冈|咸宁|随州|恩施|仙桃|潜江|天门(?!山)|神农架"
    r"|hubei|huanggang|xiaogan|jingzhou|xiangyang|yichang",
    re.IGNORECASE,
)
_HUBEI_COUNTIES = re.compile(
    r"大冶|阳新|丹江口|郧阳|郧西|竹山县|竹溪|房县|宜都|枝江|当阳市|秭归|五峰县|老河口|枣阳|宜城|南漳|谷城|保康|钟祥|京山|沙洋"
    r"|应城|安陆市|汉川|云梦|孝昌|大悟|松滋|石首|洪湖|监利|江陵|公安县|麻城|武穴|团风|红安|罗田|英山|浠水|蕲春|黄梅"
    r"|黄石港|西塞山区|下陆区|铁山区|茅箭|张湾区|西陵区|伍家岗|点军区|猇亭|夷陵|远安县|兴山县|长阳县|长阳土家|五峰土家|襄城区|樊城|襄州区|梁子湖|华容区"
    r"|鄂城区|东宝区|掇刀|孝南|沙市区|黄州区|龙感湖|咸安区|曾都"
    r"|赤壁市|嘉鱼|通城|崇阳|通山|广水|随县|利川|建始|巴东|宣恩|咸丰|来凤|鹤峰"
)
_OTHER_PROVINCE = re.compile(
    r"北京|天津|上海|重庆|河北|山西|内蒙古|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖南|广东|广西|海南|四川|贵州|云南|西藏"
    r"|陕西|甘肃|青海|宁夏|新疆"
)
_ABROAD = re.compile(
    r"国外|境外|海外|港澳|香港|澳门|台湾|台北|日本|东京|大阪|韩国|首尔|泰国|曼谷|普吉|新加坡|马来西亚|越南|缅甸|老挝|柬埔寨|菲律宾|印度"
    r"|美国|纽约|英国|伦敦|法国|巴黎|德国|意大利|米兰|西班牙|俄罗斯|莫斯科|伊朗|阿联酋|迪拜|土耳其|埃及|南非|澳大利亚|澳洲|悉尼|墨尔本|新西兰"
    r"|加拿大|巴西|墨西哥|国外"
    r"|hong ?kong|macau|macao|taiwan|japan|korea|thailand|singapore|malaysia|vietnam|italy|iran|usa|abroad|overseas",
    re.IGNORECASE,
)
# Streets, stations and towns elsewhere that only sound like one of the above.
_SOUNDS_LIKE = re.compile(
    r"(?:武汉|汉口|武昌|汉阳|湖北|宜昌|襄阳|荆州|黄石|荆门|香港|澳门|台湾|东京|天门)(?:[东西南北中一二三]?路(?!过)|大道|[东西南北]?街)"
)
# Places that a text leaves out: 湖北（不含武汉）, 湖北以外.
_LEFT_OUT = re.compile(
    r"(?:不含|不包括|不包含|不是|除去|除了|除|非)\s*(?=湖北|武汉)(?:湖北省?)?(?:武汉市?)?"
    r"|(?=湖北|武汉)(?:湖北省?)?(?:武汉市?)?(?:以外|之外|除外)"
)
# Somebody says that they were not there.
_DENIED = re.compile(
    r"(?:没有?|未曾?|不曾|从未|没)(?:去|到|经|在|来|途)[^,，;；。]{0,4}?(?=湖北|武汉)(?:湖北省?)?(?:武汉市?)?"
)
# What is said in other words than a place of China's list.
_ELSEWHERE_SAID = re.compile(
    r"非疫区|其[他它](?:地区|省|市)|[外别]省|省外|beijing|shanghai|tianjin|chongqing|guangdong|guangzhou|shenzhen|zhejiang|hangzhou|wenzhou"
    r"|jiangsu|nanjing|suzhou|anhui|hefei|henan|zhengzhou|hunan|changsha|jiangxi|nanchang|fujian|xiamen|sichuan|chengdu|shandong|hebei",
    re.IGNORECASE,
)

# Somebody says that they did not leave: a contact of somebody ill who lives here.
_LOCAL = re.compile(r"(?:未|没有?|无|不曾?)外出|(?:未|没有?)离开本|本地(?:密切)?接触|本地密接|^\s*本地\s*$")


@lru_cache(maxsize=8192)
def origin_class(text: str) -> str:
    """Return WUHAN, HUBEI (the rest of it, with or without 湖北), ABROAD (with Hong Kong, Macao, Taiwan), ELSEWHERE.

    Where several places are named the more severe wins. LOCAL where no place is named and the words say that somebody went
    nowhere. UNKNOWN where the words name no place that is known: somebody is
    asked, and nobody is taken for one from elsewhere by default. Source: docs/rules/people.md#origin.
    """
    plain = _SOUNDS_LIKE.sub("某路", unicodedata.normalize("NFKC", text))
    plain = _DENIED.sub("", _LEFT_OUT.sub("", plain))
    if not _OTHER_PROVINCE.search(plain) and _HUBEI_COUNTIES.search(plain) and not _WUHAN.search(plain):
        return HUBEI
    for code, pattern in ((WUHAN, _WUHAN), (HUBEI, _HUBEI), (ABROAD, _ABROAD)):
        if pattern.search(plain):
            return code
    is_elsewhere = _OTHER_PROVINCE.search(plain) or _ELSEWHERE_SAID.search(plain)
    if is_elsewhere or any(name in plain for name in PLACES_ELSEWHERE):
        return ELSEWHERE
    return LOCAL if _LOCAL.search(plain) else UNKNOWN
