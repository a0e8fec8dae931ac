"""What stays of referrals when identity is removed, and what goes."""

from typing import Final
from uuid import UUID

from linli.erasure import PLACE, Erasure, Retention, table
from linli.referrals.commands import forget_referrals, forget_visits_of


def forget(erasure: Erasure) -> list[UUID]:
    """Remove what was written of their way to the clinic, and of visits under their name and telephone."""
    forget_referrals(people=erasure.people)
    forget_visits_of(names=erasure.names)
    return []


RETENTION: Final = Retention(
    app="referrals",
    personal={
        "ClinicVisit": table(
            "id clinic county community temperature_tenths seen_at told_at told_by lead taken_back_at"
            " taken_back_by",
            "name phone_sealed phone_digest taken_back_reason",
            "how many came unsent",
        ),
        "Referral": table(
            f"{PLACE} person subject cause state raised_at transport protection clinic sent_to departed_at arrived_at"
            " received_at limits due_at disinfection_ordered_at disinfection_due_at disinfected_at disinfected_by"
            " disinfected_with disinfection_called_off_at disinfection_called_off_by result result_at",
            "escort vehicle test_note disinfection_called_off_reason",
            "counts of referrals and results, and the clock of each step",
        ),
        "Diagnosis": table(
            "id referral community result at by by_clinic corrects counted", "note", "counts of results"
        ),
        "Onset": table("id referral community on at by", "reason", "counts of cases by day of onset"),
        "ReferralStep": table(
            "id referral community to at by result from_state before undone_at undone_by",
            "note undone_reason",
            "counts of referrals and results",
        ),
    },
    nobody={
        "Clinic": "clinics",
        "ClinicChange": "clinics",
        "ClinicStaff": "staff",
    },
    forget=forget,
)
