"""Fields of a roster and the words that head their columns, Chinese and English."""

import re
from functools import lru_cache
from typing import Final

from linli.rosters.rules.synonyms import SYNONYMS

NAME: Final = "name"
SEX: Final = "sex"
ID_TYPE: Final = "id_type"
ID_NUMBER: Final = "id_number"
PHONE: Final = "phone"
ADDRESS: Final = "address"
BUILDING: Final = "building"
UNIT: Final = "unit"
ROOM: Final = "room"
GRID: Final = "grid"
HOUSEHOLD_HEAD: Final = "household_head"
RELATION: Final = "relation"
BORN_ON: Final = "born_on"
AGE: Final = "age"
ORIGIN: Final = "origin"
EXPOSED_ON: Final = "exposed_on"
LEFT_ON: Final = "left_on"
ARRIVED_ON: Final = "arrived_on"
TRANSPORT: Final = "transport"
VEHICLE: Final = "vehicle"
SEAT: Final = "seat"
COMPANIONS: Final = "companions"
CONTACT_HISTORY: Final = "contact_history"
TEMPERATURE_C: Final = "temperature_c"
SYMPTOMS: Final = "symptoms"
NOTE: Final = "note"
SEQUENCE: Final = "sequence"  # the running number of the sheet; nothing is done with it
NOT_OURS: Final = "not_ours"  # another person's or another matter's column; never shown, never mapped

# What a person may map a column to, in the order of a page.
FIELDS: Final = tuple(field for field in SYNONYMS if field != NOT_OURS)

_SAYS: Final = {word: field for field, words in SYNONYMS.items() for word in words.split()}
_SQUEEZED_OUT = re.compile(r"[^\w℃°#]|_")

# For headers that no word list holds whole. Tried in order, the first that fits decides: the narrow before the wide.
_RULES: Final = tuple(
    (re.compile(pattern), field)
    for pattern, field in (
        (
            r"网格员|网格长|包保|包联|包挂|责任(?:人|医)|负责人|联络员|填[表报]人|审核|登记人|排查人|走访人|村医|医生|民警|紧急联|监护人|村干部|单位|职业|民族|工种",
            NOT_OURS,
        ),
        (
            r"户籍|户口|籍贯|签[名字]|目的地|(?:登记|填报|排查|上报|报告|测量?温|测量|解除|隔离|观察|管控|采样|检测|摸排).*(?:日期|时间)|^registered|report",
            NOT_OURS,
        ),
        (
            r"^(?:拟|预计|计划|打算|准备|预定).*(?:返|回|到|来|抵|离|出发)",
            NOT_OURS,
        ),  # who is still away has not arrived
        (r"途[经径].*(?:时间|日期)", NOT_OURS),
        (r"与.*关系|relation", RELATION),
        (r"户主.*(?:电话|手机|证)|家属.*(?:电话|手机)", NOT_OURS),
        (r"户主", HOUSEHOLD_HEAD),
        (r"(?:证件|证照).*(?:类|种)|(?:id|document).*type", ID_TYPE),
        (r"身份证|证件|身份号|护照号|passport|identity|nationalid|^id(?:card|no|num)", ID_NUMBER),
        (r"接触.*(?:时间|日期)|(?:最后|末次|最近|最晚).*接触.*日|last(?:exposure|contact)", EXPOSED_ON),
        (r"接触|密接|流行病|exposure", CONTACT_HISTORY),
        (r"同行|随行|同乘|同车|companion|travell?(?:ed|ing)with", COMPANIONS),
        (r"症状|发热|发烧|咳嗽|乏力|不适|健康|身体|symptom|fever|health", SYMPTOMS),
        (r"体温|测温|℃|°c|temperature|bodytemp", TEMPERATURE_C),
        (r"出生|生日|birth|dob", BORN_ON),
        (
            r"(?:离|出发|启程|动身|发车|起飞|depart|left|leav).*(?:时间|日期|年月|日|时|date|on|time)|何[时日].*(?:离|出发|动身|启程)|^(?:离|date)(?:汉|鄂|depart|left|leav)",
            LEFT_ON,
        ),
        (
            r"(?:抵|到|返|回|归|来|入|进|arriv|return).*(?:时间|日期|年月|日|时|date|time)|何[时日].*(?:抵|到|返|回|来|归|入)|date.*(?:arriv|return)|(?:arrived|returned)on",
            ARRIVED_ON,
        ),
        (r"(?:车厢|座).*[号位]|seat", SEAT),
        (r"车次|航班|班次|车牌|列车号|flight|train|plate", VEHICLE),
        (r"交通|乘坐|乘何|出行方式|(?:返|回|来).*方式|工具|transport|travelmode", TRANSPORT),
        (
            r"(?:从|自|由).*(?:来|返|回|到)|来自|来源|始发|出发(?!.*(?:时|日))|途[经径]|旅居|(?:何|哪)(?:地|处|里|省|市|方)|(?:返乡|返回|返程|来肥|回来|离开)前|外地.*[址地]|(?:鄂|汉).*[址地]|务工|打工|就读|from|origin",
            ORIGIN,
        ),
        (r"(?:楼|栋|幢).*(?:室|房|户|门牌)|门牌|[住地]址|居住|住所|住地|address|residen", ADDRESS),
        (r"^(?:楼|栋|幢|座)|楼栋|楼号|building|block", BUILDING),
        (r"单元", UNIT),
        (r"房号|室号|房间|room|apartment", ROOM),
        (r"电话|手机|联系方式|联系号|phone|mobile|telephone|^tel", PHONE),
        (r"网格|grid", GRID),
        (r"性别|gender|sex", SEX),
        (r"年龄|^age", AGE),
        (r"姓名|名字|^(?:返乡|返回|外来|来肥|返皖|返程|排查|被).{0,6}(?:人员?|者|对象)$|fullname", NAME),
        (r"温度|temp", TEMPERATURE_C),
        (r"备注|说明|其[他它]|remark|note", NOTE),
        (r"序号|编号", SEQUENCE),
    )
)


def squeeze(header: str) -> str:
    """Return a header as it is compared: lower case, without spaces and punctuation."""
    return _SQUEEZED_OUT.sub("", header.lower())


def all_synonyms() -> dict[str, str]:
    """Return every known whole header with its field."""
    return _SAYS


@lru_cache(maxsize=4096)
def field_of_word(squeezed: str) -> str:
    """Return the field of a whole known header, or ''."""
    return _SAYS.get(squeezed, "")


@lru_cache(maxsize=4096)
def field_of_part(squeezed: str) -> str:
    """Return the field that part of a header points to, or ''."""
    return next((field for pattern, field in _RULES if pattern.search(squeezed)), "")


def own_name(field: str) -> str:
    """Return the word that names a field itself."""
    return SYNONYMS[field].split()[0]
