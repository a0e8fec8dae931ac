"""What people are told when something of them is written down: who, what for, how long, to whom, how to ask.

One text for the page, the phone's link and the paper. Source: 个人信息保护法 arts. 17, 23, 28-31, 44-50 (general knowledge of
the text); what it says of Linli: docs/security.md, "What the law asks".
"""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from linli.protocols.rules import NEVER_OBSERVED_DAYS


def collection_notice(*, community: str, phone: str, keep_days: int) -> Sequence[str]:
    """Return the notice at collection, a paragraph each. phone: '' where the community has told none."""
    ask = _("找社区（电话 %(phone)s）") % {"phone": phone} if phone else _("找社区")
    return [
        _(
            "谁收集：%(community)s。登记姓名、证件号码、电话、住址、行程和接触史、体温和症状。"
            "证件号码、行程和健康情况是敏感个人信息，泄露会伤害您的尊严和安全，所以只在防疫需要时登记。"
        )
        % {"community": community},
        _("做什么用：居家观察、上门排查、送医、查找接触的人。不作别的用。"),
        _(
            "保存多久：观察结束后 %(days)s 天起销毁能认出您的信息；有没办完的事时，办完再销毁。"
            "没有被观察的，从同住人最后一次观察结束起算，同样的天数；同住人也没有被观察的，从登记起 %(never)s 天。"
        )
        % {"days": keep_days, "never": NEVER_OBSERVED_DAYS},
        _("可能给谁：送医的门诊、您搬去的社区、接触的人所在的社区；要民警上门劝说或帮助查找时，派出所。"),
        _("怎么问：要查看、复制、更正、删除，或者问谁看过，%(ask)s。") % {"ask": ask},
        _("不满十四周岁的，要父母或其他监护人同意。"),
    ]
