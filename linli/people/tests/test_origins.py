import pytest

from linli.people.origins import origin_class


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("湖北省武汉市", "WUHAN"),
        ("武昌", "WUHAN"),
        ("经武汉从河南返回", "WUHAN"),
        ("Wuhan", "WUHAN"),
        ("湖北", "HUBEI"),
        ("黄石", "HUBEI"),
        ("十堰", "HUBEI"),
        ("宜昌", "HUBEI"),
        ("襄阳", "HUBEI"),
        ("鄂州", "HUBEI"),
        ("荆门", "HUBEI"),
        ("孝感", "HUBEI"),
        ("荆州", "HUBEI"),
        ("黄冈", "HUBEI"),
        ("咸宁", "HUBEI"),
        ("随州", "HUBEI"),
        ("恩施", "HUBEI"),
        ("仙桃", "HUBEI"),
        ("潜江", "HUBEI"),
        ("天门", "HUBEI"),
        ("神农架", "HUBEI"),
        ("麻城", "HUBEI"),
        ("河南省信阳市", "ELSEWHERE"),
        ("河北省", "ELSEWHERE"),
        ("上海市黄石路", "ELSEWHERE"),
        ("合肥市湖北路", "ELSEWHERE"),
        ("内蒙古鄂尔多斯", "ELSEWHERE"),
        ("非疫区", "ELSEWHERE"),
        ("日本东京", "ABROAD"),
        ("香港", "ABROAD"),
        ("中国港澳台地区", "ABROAD"),
        ("湖北（不含武汉）", "HUBEI"),
        ("湖北其他地区(除武汉)", "HUBEI"),
        ("除湖北外其他地区", "ELSEWHERE"),
        ("", "UNKNOWN"),
        ("不详", "UNKNOWN"),
        ("?", "UNKNOWN"),
    ],
)
def test_an_origin_has_a_class(text: str, code: str) -> None:
    assert origin_class(text) == code
