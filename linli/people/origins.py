"""stand-in"""


def origin_class(text: str) -> str:
    return "WUHAN" if "武汉" in text else "HUBEI" if "湖北" in text else "ELSEWHERE"
