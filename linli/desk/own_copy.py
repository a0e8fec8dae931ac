"""What Linli holds of one person, as sections of lines, for the copy that is given to them; drawn as PDF."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

from django.utils import translation
from django.utils.translation import gettext as _

from linli.areas.queries import path_names
from linli.areas.rules import AreaCode
from linli.arrivals.queries.arrivals import arrivals_on
from linli.clock import SHANGHAI
from linli.desk.disclosures import HANDED_ON
from linli.desk.queries.access_log import looks_of
from linli.desk.queries.sheets import Sheet, sheets_of
from linli.desk.registers import ACTS
from linli.disclosures.labels import REASONS, TO, WAYS, WHAT
from linli.disclosures.queries import GivenTold, told_given
from linli.observation.labels import ALL_CHANNELS, CONTACTS, OUTCOMES, STATES
from linli.observation.queries.cases import Observation, observations_on
from linli.observation.templatetags.observation_words import answers_told, celsius, symptoms_with_basis
from linli.papers.labels import KINDS
from linli.papers.queries.papers import papers_visible
from linli.people.labels import CALL_OUTCOMES, CONSENTS, FACT_WORDS, PURPOSES, SOURCES
from linli.people.queries import PersonFile, members_of, sources_of
from linli.people.queries.calls import calls_of
from linli.people.queries.guardians import asks_guardian, guardians_told
from linli.people.templatetags.people_words import look_reason
from linli.referrals.labels import RESULTS
from linli.referrals.labels import STATES as REFERRAL_STATES
from linli.referrals.queries import referrals_of
from linli.referrals.queries.onset import onsets_of
from linli.staff.rules import Viewer
from linli.subject_requests.labels import STATES as REQUEST_STATES
from linli.subject_requests.labels import WANTED
from linli.subject_requests.queries import requests_of
from linli.typesetting.drawing import typeset

LAYOUT: Final = Path(__file__).parent / "typst" / "own_copy.typ"
Line = tuple[str, str]


@dataclass(frozen=True)
class Numbers:
    """ID number and telephone as the copy shows them: whole in the person's own, else masked."""

    id_number: str
    phone: str
    are_whole: bool


@dataclass(frozen=True)
class Part:
    """A section of a copy: lines of what and how, the newest first where they have a time."""

    title: str
    lines: Sequence[Line]


def copy_of(*, viewer: Viewer, file: PersonFile, numbers: Numbers, now: datetime) -> list[Part]:
    """Return what is held of a visible person, in Chinese. A fixed number of statements, however much there is.

    Other people of the household are counted, not named: theirs is not this person's to take away.
    """
    with translation.override("zh-hans"):
        observations = observations_on(viewer=viewer, file=file)
        sheets = sheets_of(observations=observations, now=now)
        given = told_given(sources=HANDED_ON, people=file.ids)
        return [
            Part(_("登记卡"), _card(file, numbers)),
            *([Part(_("监护人"), _guardians(file))] if asks_guardian(file=file) else []),
            Part(_("怎么得知"), _sources(file)),
            Part(_("到达"), _arrivals(file)),
            Part(_("观察"), [_observation(o) for o in observations]),
            Part(_("逐日排查"), list(_checks(sheets))),
            Part(_("送医"), _referrals(viewer, file)),
            Part(_("联系记录"), _calls(file)),
            Part(_("文书"), _papers(viewer, observations)),
            Part(_("给了谁"), [_given(told) for told in given]),
            Part(_("本人的要求"), _requests(file)),
            Part(_("谁看过"), _looks(file)),
        ]


def draw_copy(*, parts: Sequence[Part], file: PersonFile, given_by: str, now: datetime) -> bytes:
    """Return a copy as PDF. Raises FontMissing."""
    with translation.override("zh-hans"):
        place = path_names(code=AreaCode(file.person.community))
        data = {
            "title": _("登记在邻里系统里的个人数据"),
            "name": file.person.name,
            "intro": _("%(place)s 应要求提供。有不对的，可以要求更正。") % {"place": place},
            "nothing": _("没有。"),
            "footer": f"{file.person.name}　{given_by}　{_at(now)}",
            "parts": [{"title": part.title, "lines": [list(line) for line in part.lines]} for part in parts],
        }
    return typeset(layout=LAYOUT, data=data, at=now)


def _at(at: datetime) -> str:
    return f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"


def _day(day: date | None) -> str:
    return day.isoformat() if day else "—"


def _joined(*said: object) -> str:
    return "　".join(str(one) for one in said if one) or "—"


def _card(file: PersonFile, numbers: Numbers) -> list[Line]:
    person = file.person
    others = sum(one.pk != person.pk for one in members_of(household=person.household))
    return [
        (_("姓名"), person.name),
        (_("性别"), str(FACT_WORDS["sex"].get(person.sex, "—"))),
        (_("出生日期"), _day(person.born_on)),
        (_("证件类型"), str(FACT_WORDS["id_type"].get(person.id_type, "—"))),
        (_("证件号码"), numbers.id_number or "—"),
        (_("联系电话"), numbers.phone or "—"),
        *([] if numbers.are_whole else [_masked()]),
        (_("现住址"), person.household.address or "—"),
        (_("同住人数"), str(others)),
        (_("登记时间"), _at(person.registered_at)),
    ]


def _guardians(file: PersonFile) -> list[Line]:
    return [
        (
            _at(told.word.at),
            _joined(CONSENTS[told.word.consent], told.word.guardian, told.word.told_by, told.word.done),
        )
        for told in guardians_told(file=file)
    ]


def _masked() -> Line:
    return _("号码不完整"), _("证件号码和电话只印一部分：不是本人提出的，完整号码只给本人。")


def _sources(file: PersonFile) -> list[Line]:
    words = dict(SOURCES)
    return [
        (_at(told.source.told_at), _joined(words.get(told.source.kind, "—"), told.source.note, told.by))
        for told in sources_of(entries=file.ids)
    ]


def _arrivals(file: PersonFile) -> list[Line]:
    return [
        (
            _day(row.arrived_on),
            _joined(
                row.origin,
                row.transport,
                row.vehicle,
                row.seat,
                row.companions,
                _("接触史：%(words)s") % {"words": CONTACTS[row.contact_history]},
                row.note,
            ),
        )
        for row in arrivals_on(file=file)
    ]


def _observation(observation: Observation) -> Line:
    days = f"{_day(observation.anchor_on)} – {_day(observation.last_on)}"
    ended = _at(observation.closed_at) if observation.closed_at else ""
    return days, _joined(observation.protocol.name, STATES[observation.state], ended)


def _checks(sheets: Iterable[Sheet]) -> Iterable[Line]:
    outcomes = dict(OUTCOMES)
    for sheet in sheets:
        for day in sheet.days:
            for told in day.checks:
                check = told.check
                yield (
                    _at(check.claimed_at),
                    _joined(
                        outcomes.get(check.outcome, ""),
                        ALL_CHANNELS.get(check.channel, ""),
                        "" if check.temperature_tenths is None else f"{celsius(check.temperature_tenths)} ℃",
                        symptoms_with_basis(check),
                        *(f"{question} {answer}" for question, answer in answers_told(check)),
                        check.note,
                        told.by,
                        _("已作废") if told.strike else "",
                    ),
                )


def _referrals(viewer: Viewer, file: PersonFile) -> list[Line]:
    results = dict(RESULTS)
    rows = list(referrals_of(viewer=viewer, people=file.ids))
    onsets = onsets_of(referrals=[row.pk for row in rows])
    return [
        (
            _at(row.raised_at),
            _joined(
                row.clinic,
                REFERRAL_STATES[row.state],
                results.get(row.result, ""),
                row.test_note,
                _("%(on)s 发病") % {"on": onsets[row.pk].isoformat()} if row.pk in onsets else "",
            ),
        )
        for row in rows
    ]


def _calls(file: PersonFile) -> list[Line]:
    outcomes, purposes = dict(CALL_OUTCOMES), dict(PURPOSES)
    return [
        (_at(row.at), _joined(purposes.get(row.purpose, ""), outcomes.get(row.outcome, ""), row.note))
        for row in calls_of(file=file)
    ]


def _papers(viewer: Viewer, observations: Sequence[Observation]) -> list[Line]:
    rows = papers_visible(viewer=viewer).filter(observation__in=[o.pk for o in observations])
    return [
        (_at(row.issued_at), _joined(KINDS[row.kind], row.number, _("已作废") if row.revoked_at else ""))
        for row in rows
    ]


def _given(told: GivenTold) -> Line:
    said = _("还没有告诉本人")
    if told.stands:
        word = told.stands.word
        said = _joined(dict(WAYS).get(word.way, ""), _at(word.told_at)) if word.told_at else ""
        said = said or _joined(_("还没有告诉：") + str(dict(REASONS).get(word.because, "")))
    return _at(told.given.at), _joined(told.to, TO[told.given.kind], WHAT[told.what], said)


def _requests(file: PersonFile) -> list[Line]:
    wanted = dict(WANTED)
    return [
        (_at(row.asked_at), _joined(wanted[row.wanted], row.words, REQUEST_STATES[row.state]))
        for row in requests_of(file=file)
    ]


def _looks(file: PersonFile) -> list[Line]:
    return [
        (_at(look.at), _joined(look.by or _("系统"), ACTS[look.act], look_reason(look.reason), look.copy))
        for look in looks_of(file=file)
    ]
