"""What a header surely asks for: every word of it is accounted for, or nothing is proposed."""

import pytest

from linli.returns.suggested import suggested, surely


@pytest.mark.parametrize(
    "path",
    [
        *(
            "较昨日新增",
            "昨日16时至今日16时新增",
            "现有 / 合计",
            "新增（不含密接）",
            "未解除人数",
            "其中：武汉",
            "新增 / 其中武汉",
            "孕妇居家观察",
        ),
        *(
            "本周新增",
            "居家观察户数",
            "现居家观察 / 户数",
            "新增（户/人）",
            "湖北户籍人数",
            "湖北返回人员",
            "发热人数",
        ),
        *("就医 / 非疑似", "拟解除人数", "外地返回", "近14天新增", "其他"),
    ],
)
def test_what_a_word_of_the_header_limits_is_not_proposed(path: str) -> None:
    assert surely(path=path) is None


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("人员情况 / 新增返乡人员", "new"),
        ("当日新增 / 人数", "new"),
        ("疫情发生地区返回人员 / 新增", "epidemic_area_new"),
        ("在册人员 / 现有（人）", "after"),
        ("累计解除人数", "released"),
        ("截至目前累计登记人数", "cumulative"),
        ("现有居家观察人数", "at_home"),
        ("排查情况 / 户数", "households_seen"),
        ("入户走访户数", "households_seen"),
        ("入户人数", "persons_seen"),
        ("每日两次测温 / 应测温人次", "checks_due"),
        ("无人在家", "checks_nobody"),
        ("拒绝", "checks_refused"),
        ("无人在家、拒绝", "checks_tried"),
        ("昨日新增", "new"),
        ("昨日在册", "after"),
        ("现有在册 / 较昨日增减", "after"),
        ("《Sheet2》 / 新增", "new"),
        ("就医 / 确诊", "confirmed"),
    ],
)
def test_what_every_word_of_the_header_says_is_proposed(path: str, key: str) -> None:
    told = surely(path=path)
    assert told is not None
    assert told.key == key


@pytest.mark.parametrize("path", ["现居家观察 / 户数", "当日新增 / 户数", "累计（户）"])
def test_for_households_no_count_of_persons_is_even_offered(path: str) -> None:
    assert suggested(path=path) == []
