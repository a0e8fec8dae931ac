"""Places of desk in the menu."""

from typing import Final

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from linli.referrals.queries import Referral, referrals_under_way
from linli.staff.menu import Door, Group
from linli.staff.rights import Action
from linli.staff.rules import Viewer


def _referrals(viewer: Viewer) -> QuerySet[Referral]:
    """Return the referrals that the viewer takes on."""
    return referrals_under_way(viewer=viewer)


DOORS: Final = (
    Door(_("今日工作"), "desk:day", "day", frozenset({Action.RECORD_CHECK}), Group.TODAY),
    Door(_("分派给我的"), "desk:assigned", "day", frozenset({Action.SEE_ASSIGNED}), Group.TODAY),
    Door(_("超时"), "desk:overdue", "clock", frozenset({Action.SEE_OVERDUE}), Group.TODAY),
    Door(_("人数"), "desk:headcounts", "people", frozenset({Action.SEE_HEADCOUNTS}), Group.TODAY),
    Door(_("台账"), "desk:people", "people", frozenset({Action.SEE_PERSON}), Group.PEOPLE),
    Door(_("逐日登记表"), "desk:periods", "report", frozenset({Action.SEE_PERSON}), Group.PEOPLE),
    Door(
        _("送医"),
        "desk:referrals",
        "referral",
        frozenset({Action.SEE_REFERRAL}),
        Group.FEVER,
        _referrals,
    ),
    Door(_("门诊"), "desk:clinic", "referral", frozenset({Action.ANSWER_REFERRAL}), Group.FEVER),
    Door(_("第一天做什么"), "desk:first_day", "info", frozenset({Action.ASSIGN_GRID}), Group.KEEPING),
    Door(_("责任组"), "desk:teams", "staff", frozenset({Action.SEE_TEAMS, Action.EDIT_TEAMS}), Group.KEEPING),
    Door(_("门诊名单"), "desk:clinics", "referral", frozenset({Action.KEEP_CLINICS}), Group.KEEPING),
    Door(_("留痕"), "desk:audit", "search", frozenset({Action.SEE_AUDIT}), Group.KEEPING),
    Door(
        _("后台任务"),
        "desk:jobs",
        "clock",
        frozenset({Action.KEEP_ACCOUNTS, Action.GIVE_POSTS, Action.SEE_AUDIT}),
        Group.KEEPING,
    ),
)
# These stand in the menu behind those of the people who are looked after.
DOORS_BEHIND: Final = (
    Door(_("待补信息"), "desk:incomplete", "info", frozenset({Action.REGISTER_PERSON}), Group.PEOPLE),
)
