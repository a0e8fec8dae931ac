"""Which case can be replayed, and how: a plan of days, or the reason why it is parked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from linli.lab.replay.rules.dates import NoDay, day_or_none, read_day
from linli.lab.replay.rules.places import Place, city_is_told, origin_class_of, place_name, place_of


@dataclass(frozen=True)
class Case:
    """One row as typed; `is_whole` is False when it has more or fewer cells than the header."""

    case_id: str
    arrived: str
    symptom: str
    initial: str
    confirmed: str
    begin_wuhan: str = ""
    end_wuhan: str = ""
    residence: str = ""
    gender: str = ""
    is_whole: bool = True


class Kind(StrEnum):
    """How a case comes under observation."""

    FROM_EPIDEMIC_AREA = "from_epidemic_area"  # on arrival
    FROM_ELSEWHERE = "from_elsewhere"  # on arrival: the notice asks for people back from elsewhere too
    LOCAL = "local"  # did not travel: when care was first sought


class Reason(StrEnum):
    """Why a case is parked. The first that holds, in this order."""

    ROW_MISALIGNED = "row_misaligned"
    CASE_ID_TWICE = "case_id_twice"
    PLACE_UNKNOWN = "place_unknown"  # the case id names no place
    ARRIVAL_MISSING = "arrival_missing"
    ARRIVAL_UNREADABLE = "arrival_unreadable"
    ARRIVAL_CONTRADICTS_STAY = "arrival_contradicts_stay"  # did not travel, yet was in Wuhan
    DEPARTURE_UNREADABLE = "departure_unreadable"  # the period is counted from leaving the area
    DEPARTURE_AFTER_ARRIVAL = "departure_after_arrival"
    FIRST_VISIT_MISSING = "first_visit_missing"
    FIRST_VISIT_UNREADABLE = "first_visit_unreadable"
    NO_FIRST_VISIT = "no_first_visit"
    REGISTERED_AFTER_CONFIRMATION = "registered_after_confirmation"
    ONSET_MISSING = "onset_missing"
    ONSET_UNREADABLE = "onset_unreadable"
    NO_ONSET = "no_onset"  # never ill: there is no day from which to be feverish


class _Parked(Exception):
    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Plan:
    """A case that can be replayed, and its real days. first_visit_on, confirmed_on: None when the file has no day."""

    case_id: str
    place_name: str
    place: Place
    city_is_told: bool
    kind: Kind
    origin_class: str
    sex: str
    register_on: date
    left_on: date | None
    onset_on: date
    first_visit_on: date | None
    confirmed_on: date | None


@dataclass(frozen=True)
class Sorted:
    """Every case of a file: planned in the order of the file, or counted under its reason."""

    plans: tuple[Plan, ...]
    parked: dict[Reason, int]


def sort_cases(*, cases: Sequence[Case]) -> Sorted:
    """Plan each case or park it. A case id that comes again is parked, its first row stands."""
    plans: list[Plan] = []
    parked: dict[Reason, int] = {}
    known: set[str] = set()
    for case in cases:
        key = case.case_id.strip().lower()
        if case.is_whole and key and key in known:
            verdict: Plan | Reason = Reason.CASE_ID_TWICE
        else:
            verdict = plan_or_reason(case=case)
        known.add(key)
        if isinstance(verdict, Plan):
            plans.append(verdict)
        else:
            parked[verdict] = parked.get(verdict, 0) + 1
    return Sorted(tuple(plans), {reason: parked[reason] for reason in Reason if reason in parked})


def plan_or_reason(*, case: Case) -> Plan | Reason:
    """Return how a case is replayed, or why it cannot be.

    A day that the replay needs and that the file does not say plainly parks the case: arrival; for those who arrived
    the day of leaving Wuhan, unless simply unknown; for those who did not travel the first visit; onset. First visit
    and confirmation are otherwise only measured against, so without a day they are left out of the measure.
    """
    try:
        return _plan(case)
    except _Parked as parked:
        return parked.reason


def _plan(case: Case) -> Plan:
    if not case.is_whole:
        raise _Parked(Reason.ROW_MISALIGNED)
    name = place_name(case_id=case.case_id)
    if not name:
        raise _Parked(Reason.PLACE_UNKNOWN)
    stays = (case.begin_wuhan, case.end_wuhan)
    arrived = read_day(text=case.arrived)
    if arrived == NoDay.NO:
        kind, origin_class, left_on = Kind.LOCAL, "LOCAL", None
        if any(read_day(text=stay) not in {NoDay.NO, NoDay.MISSING} for stay in stays):
            raise _Parked(Reason.ARRIVAL_CONTRADICTS_STAY)
        register_on = _first_visit(case)
    else:
        register_on = _needed(arrived, Reason.ARRIVAL_MISSING, Reason.ARRIVAL_UNREADABLE)
        origin_class = origin_class_of(stays=stays, residence=case.residence)
        from_area = origin_class in {"WUHAN", "HUBEI"}
        kind = Kind.FROM_EPIDEMIC_AREA if from_area else Kind.FROM_ELSEWHERE
        left_on = _left(case, register_on)
    confirmed_on = day_or_none(text=case.confirmed)
    if confirmed_on is not None and register_on > confirmed_on:
        raise _Parked(Reason.REGISTERED_AFTER_CONFIRMATION)
    return Plan(
        case_id=case.case_id.strip(),
        place_name=name,
        place=place_of(name=name, residence=case.residence),
        city_is_told=city_is_told(name=name, residence=case.residence),
        kind=kind,
        origin_class=origin_class,
        sex=case.gender.strip().upper() if case.gender.strip().upper() in {"M", "F"} else "",
        register_on=register_on,
        left_on=left_on,
        onset_on=_needed(
            read_day(text=case.symptom), Reason.ONSET_MISSING, Reason.ONSET_UNREADABLE, Reason.NO_ONSET
        ),
        first_visit_on=day_or_none(text=case.initial),
        confirmed_on=confirmed_on,
    )


def _first_visit(case: Case) -> date:
    return _needed(
        read_day(text=case.initial),
        Reason.FIRST_VISIT_MISSING,
        Reason.FIRST_VISIT_UNREADABLE,
        Reason.NO_FIRST_VISIT,
    )


def _left(case: Case, arrived_on: date) -> date | None:
    """Return the day of leaving Wuhan, None when it is unknown: the period is then counted from the arrival."""
    left = read_day(text=case.end_wuhan)
    if left == NoDay.UNREADABLE:
        raise _Parked(Reason.DEPARTURE_UNREADABLE)
    if isinstance(left, NoDay):
        return None
    if left > arrived_on:
        raise _Parked(Reason.DEPARTURE_AFTER_ARRIVAL)
    return left


def _needed(day: date | NoDay, missing: Reason, unreadable: Reason, no: Reason | None = None) -> date:
    if not isinstance(day, NoDay):
        return day
    reasons = {NoDay.MISSING: missing, NoDay.UNREADABLE: unreadable, NoDay.NO: no or unreadable}
    raise _Parked(reasons[day])
