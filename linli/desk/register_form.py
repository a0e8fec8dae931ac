"""What the register may be narrowed to and sorted by, as it is chosen on the page."""

from typing import Any, Final

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from linli.desk.queries.register import NOT_OBSERVED, Left, Missing, Narrowed, Order
from linli.observation.labels import STATES
from linli.people.origins import ABROAD, ELSEWHERE, HUBEI, LOCAL, UNKNOWN, WUHAN

Words = str | Promise
ANY: Final[tuple[str, Words]] = ("", _("全部"))
ORIGINS: Final[dict[str, Words]] = {
    WUHAN: _("武汉"),
    HUBEI: _("湖北其他地方"),
    ELSEWHERE: _("其他地方"),
    ABROAD: _("境外和港澳台"),
    LOCAL: _("没有外出（本地）"),
    UNKNOWN: _("不清楚"),
}
LEFT: Final[dict[Left, Words]] = {
    Left.TODAY: _("今天最后一天"),
    Left.SOON: _("三天内期满"),
    Left.OVER: _("已满，等解除"),
}
MISSING: Final[dict[Missing, Words]] = {
    Missing.PAPER: _("缺证件号码"),
    Missing.PHONE: _("缺联系电话"),
    Missing.BIRTH: _("缺出生日期"),
    Missing.DOOR: _("缺门牌"),
    Missing.GRID: _("没分网格"),
}
ORDERS: Final[dict[Order, Words]] = {
    Order.WALK: _("走访顺序"),
    Order.LAST: _("先到期的在前"),
    Order.NEW: _("新登记的在前"),
}


class RegisterForm(forms.Form):
    """The choices; one that is none is not asked for."""

    state = forms.ChoiceField(
        label=_("状态"), choices=[ANY, *STATES.items(), (NOT_OBSERVED, _("不在观察"))], required=False
    )
    grid = forms.ChoiceField(label=_("网格"), required=False)
    origin = forms.ChoiceField(label=_("来源"), choices=[ANY, *ORIGINS.items()], required=False)
    left = forms.ChoiceField(label=_("剩余天数"), choices=[ANY, *LEFT.items()], required=False)
    missing = forms.ChoiceField(label=_("缺什么"), choices=[ANY, *MISSING.items()], required=False)
    order = forms.ChoiceField(label=_("排序"), choices=[*ORDERS.items()], required=False)

    def __init__(self, *args: Any, grids: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["grid"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (declared above)
        field.choices = [ANY, *grids.items()]
        for one in self.fields.values():
            one.widget.attrs["data-autosubmit"] = ""

    def asked(self) -> Narrowed:
        """Return what is asked for."""
        self.is_valid()
        said = {name: value for name, value in self.cleaned_data.items() if value}
        return Narrowed(**said)
