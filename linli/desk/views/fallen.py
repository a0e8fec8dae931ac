"""What followed where a result was corrected or a bed taken back, said on the page to which that leads."""

from collections.abc import Iterator

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from linli.desk.commands import FellWith
from linli.people.queries import Person
from linli.referrals.rules import State


def tell_family(request: HttpRequest, fell: FellWith, community: str) -> None:
    """Say to whoever looks after a community what followed, by name; who moved away since is one of another community."""
    for words in (*_of_people(fell, community), *_of_things(fell)):
        messages.warning(request, words)


def tell_clinic(request: HttpRequest, fell: FellWith) -> None:
    """Say to a clinic that the community's things followed, and of nobody which."""
    fallen = fell.went.fallen
    if fallen.days or fallen.ended or fallen.uncared or fell.went.disinfection or fell.went.referral:
        messages.info(request, _("只由原来的结果引起的事，社区那边已跟着收回。"))


def _of_people(fell: FellWith, community: str) -> Iterator[str]:
    fallen = fell.went.fallen

    def name(person: Person) -> str:
        return person.name if person.community == community else _("已转到别的社区的一人")

    for person, had, has in fallen.days:
        yield _("%(name)s：观察的最后一天由 %(had)s 改回 %(has)s，待查的时段已跟着改。") % {
            "name": name(person),
            "had": had,
            "has": has,
        }
    for person in fallen.ended:
        yield _("%(name)s：只因这个结果才开始观察，观察已结束，记为登记有误注销。") % {"name": name(person)}
    for person in fallen.waiting:
        yield _("%(name)s：有预警没有复核，或送医没有办结，仍在观察，请另行办理。") % {"name": name(person)}
    if fallen.uncared:
        names = "、".join(name(person) for person in fallen.uncared)
        yield _("%(names)s：不再因此列为关爱家庭，还没做的走访已撤回。") % {"names": names}


def _of_things(fell: FellWith) -> Iterator[str]:
    if fell.went.disinfection:
        yield _("家庭消毒的要求已撤回：还没有人做。")
    if fell.went.referral == State.STRUCK:
        yield _("因这个结果提出的送医已撤回。")
    elif fell.went.referral:
        yield _("因这个结果提出的送医已有人接手，或另有依据，没有撤回；请医生决定。")
    if fell.papers:
        yield _("已出具的文书 %(numbers)s 与现在的情况不符，已作废，请重新出具。") % {
            "numbers": "、".join(fell.papers)
        }
