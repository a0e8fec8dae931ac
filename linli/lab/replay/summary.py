"""What a replay tells: one plain object, and the same as a readable table."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from linli.lab.replay.commands import Replayed
from linli.lab.replay.rules.cases import Kind, Plan, Sorted
from linli.lab.replay.rules.figures import arrivals_of, ill_after_release, times_of
from linli.lab.replay.stage import PROTOCOL, PROTOCOL_BEFORE

NOTES: Final = (
    "Only of_arrivals can show days won: a local case enters the register on the day care was first sought, so its"
    " referral cannot come before its first visit.",
    "Whoever falls ill while watched is referred on the day of onset by assumption: fever is taken to begin that day and"
    " to last, and every check to be made. Real onsets may begin with a lesser symptom, and real checks are missed, so"
    " these days are the best that two checks a day can do.",
    "Whoever was ill before arriving is found on arrival, at registration.",
    "A feverish person is at the clinic the same morning; the clinic confirms every case and keeps it the next morning.",
    "onset_after_release: ill only after the 14 days; the checks could not find them. Cases without symptoms are"
    " parked (no_onset); looking for fever would not have found them.",
    "median of an even number of cases is the mean of the middle two; p90 is the nearest rank.",
)


def summary(*, sorted_cases: Sorted, replayed: Replayed) -> dict[str, object]:
    """Return what is printed, in order; values are plain JSON."""
    plans = sorted_cases.plans
    parked = {reason.value: count for reason, count in sorted_cases.parked.items()}
    kinds = Counter(plan.kind for plan in plans)
    fates, arrivals = replayed.fates, arrivals_of(fates=replayed.fates)
    return {
        "cases_read": len(plans) + sum(parked.values()),
        "registered": len(fates),
        "registered_as": {kind.value: kinds[kind] for kind in Kind},
        "parked": parked,
        "referrals": replayed.referrals,
        "released": replayed.released,
        "over_before": replayed.over_before,
        "onset_after_release": ill_after_release(fates=fates),
        **times_of(fates=fates).as_dict(),
        "of_arrivals": {
            "registered": len(arrivals),
            "referrals": sum(fate.referred_on is not None for fate in arrivals),
            **times_of(fates=arrivals).as_dict(),
        },
        "checks": replayed.checks,
        "reports_sealed": replayed.reports_sealed,
        "balance_held": replayed.balance_held,
        "days": {
            "first": replayed.first.isoformat() if replayed.first else None,
            "last": replayed.last.isoformat() if replayed.last else None,
        },
        "protocol": {
            "code": PROTOCOL,
            "before_its_first_day": PROTOCOL_BEFORE,
            "meaning": f"{PROTOCOL} is valid from 2020-01-24. Days before it are replayed under a copy of the same"
            f" rules, {PROTOCOL_BEFORE}: what would have happened had the rules stood earlier.",
        },
        "stand_ins": _stand_ins(plans),
        "notes": list(NOTES),
    }


def _stand_ins(plans: Sequence[Plan]) -> dict[str, dict[str, object]]:
    """Say for each place without a community of its own which one stood in, and for how many cases."""
    found: dict[str, dict[str, object]] = {}
    counts: Counter[str] = Counter()
    for plan in plans:
        if plan.place.is_stand_in or not plan.city_is_told:
            name = plan.place_name if plan.city_is_told else f"{plan.place_name}, city not told"
            counts[name] += 1
            found[name] = {
                "community": plan.place.code,
                "name": plan.place.names[-1],
                "cases": counts[name],
            }
    return dict(sorted(found.items()))


def readable(*, told: Mapping[str, object]) -> str:
    """Return the same as indented lines, one figure a line."""
    return "\n".join(_lines(told, ""))


def _lines(told: Mapping[str, object], indent: str) -> Iterator[str]:
    for key, value in told.items():
        if isinstance(value, Mapping) and set(value) == {"median", "p90", "n"}:
            median, p90 = (_or_dash(value[name]) for name in ("median", "p90"))
            yield f"{indent}{key:<{36 - len(indent)}}median {median:>5}   p90 {p90:>4}   n {value['n']:>5}"
        elif isinstance(value, Mapping):
            yield f"{indent}{key}"
            yield from _lines(value, indent + "  ")
        elif isinstance(value, list):
            yield f"{indent}{key}"
            yield from (f"{indent}  - {item}" for item in value)
        else:
            yield f"{indent}{key:<{36 - len(indent)}}{_or_dash(value)}"


def _or_dash(value: object) -> str:
    return "-" if value is None else str(value)
