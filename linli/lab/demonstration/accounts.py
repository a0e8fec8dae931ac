"""Who works in the demonstration: every role, in a real township of Hefei. All persons are invented."""

from dataclasses import dataclass
from typing import Final

from linli.areas.rules import AreaCode
from linli.staff.rights import Role

CITY: Final = AreaCode("3401")
TOWNSHIP: Final = AreaCode("340102001")
FIRST: Final = AreaCode("340102001001")
SECOND: Final = AreaCode("340102001002")
THIRD: Final = AreaCode("340102001003")
GRID_NAMES: Final = ("第一网格", "第二网格", "第三网格")
CLINIC: Final = "区人民医院发热门诊"
PHONE: Final = "0551-6200 {:04}"  # nobody has these
PASSWORD: Final = "linli-demo-2020"  # noqa: S105 (printed on purpose, for invented data)


@dataclass(frozen=True)
class Account:
    """A user of the demonstration."""

    username: str
    full_name: str
    role: Role
    area: AreaCode


ACCOUNTS: Final = (
    Account("secretary", "赵晓岚", Role.SECRETARY, FIRST),
    Account("worker", "钱立群", Role.GRID_WORKER, AreaCode(f"{FIRST}001")),
    Account("worker2", "冯小雨", Role.GRID_WORKER, AreaCode(f"{FIRST}002")),
    Account("doctor", "孙明医", Role.DOCTOR, FIRST),
    Account("secretary2", "李安平", Role.SECRETARY, SECOND),
    Account("doctor2", "陈守仁", Role.DOCTOR, SECOND),
    Account("secretary3", "周广源", Role.SECRETARY, THIRD),
    Account("township", "吴启航", Role.TOWNSHIP_OFFICER, TOWNSHIP),
    Account("county", "郑文澜", Role.COUNTY_OFFICER, AreaCode("340102")),
    Account("city", "王若谷", Role.CITY_OFFICER, CITY),
    Account("province", "何思远", Role.PROVINCE_OFFICER, AreaCode("34")),
    Account("clinic", "何守真", Role.CLINIC, AreaCode("340102")),
    Account("police", "马卫东", Role.POLICE, TOWNSHIP),
    Account("storekeeper", "宋有仓", Role.STOREKEEPER, TOWNSHIP),
    Account("auditor", "蒋明察", Role.AUDITOR, AreaCode("340102")),
    Account("admin", "许国平", Role.ADMINISTRATOR, AreaCode("34")),
    Account("security", "严守正", Role.SECURITY_ADMINISTRATOR, AreaCode("34")),
)
