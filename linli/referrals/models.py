"""Referrals to a fever clinic, and each step of them."""

from django.db import models

from linli.ids import new_id
from linli.people.models import Person
from linli.referrals.rules import CLOSED, Result, State, Transport
from linli.referrals.rules.results import NO_RESULT
from linli.sealing.fields import Digest, SealedBytes, SealedText


class Clinic(models.Model):
    """A fever clinic of a county to which people are sent; all its communities choose among the same."""

    id = models.UUIDField(primary_key=True, default=new_id)
    county = models.CharField(max_length=6)
    area = models.CharField(
        max_length=12
    )  # of the office that put it on the list and keeps it, or the county's
    name = models.CharField(max_length=80)
    phone = models.CharField(max_length=20, blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="clinic_once", fields=["county", "name"])]


class ClinicChange(models.Model):
    """What was put right about a clinic, or when it was closed or opened again, with both values. Never changed."""

    class Kind(models.TextChoices):
        """What was done."""

        CORRECTED = "CORRECTED"
        CLOSED = "CLOSED"
        REOPENED = "REOPENED"

    id = models.UUIDField(primary_key=True, default=new_id)
    clinic = models.ForeignKey(Clinic, models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=10, choices=Kind)
    before = models.JSONField()  # name, phone
    after = models.JSONField()
    reason = SealedText()
    at = models.DateTimeField()
    by = models.UUIDField()


class ClinicStaff(models.Model):
    """At which clinic somebody with the role of a clinic works. One clinic a person."""

    user = models.UUIDField(primary_key=True)
    clinic = models.ForeignKey(Clinic, models.PROTECT, related_name="staff")


class ClinicVisit(models.Model):
    """Somebody who came to a clinic with a fever unsent, as the clinic told it. Taken back where taken_back_at is set."""

    id = models.UUIDField(primary_key=True, default=new_id)
    clinic = models.ForeignKey(Clinic, models.PROTECT, related_name="visits")
    county = models.CharField(max_length=6)
    community = models.CharField(max_length=12)  # where the patient says to live
    name = models.CharField(max_length=60)
    phone_sealed = SealedBytes()
    phone_digest = Digest(of="phone_sealed")
    temperature_tenths = models.PositiveSmallIntegerField()
    seen_at = models.DateTimeField()
    told_at = models.DateTimeField()
    told_by = models.UUIDField()
    lead = models.UUIDField(null=True)  # by which the community is told of somebody who was observed nowhere
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.UUIDField(null=True)
    taken_back_reason = SealedText(blank=True, default="")

    class Meta:
        indexes = [models.Index(name="clinic_visit_by_community", fields=["community", "seen_at"])]


class Referral(models.Model):
    """Somebody on the way to a clinic and back. One open referral a person."""

    id = models.UUIDField(primary_key=True, default=new_id)
    county = models.CharField(max_length=6)
    community = models.CharField(max_length=12)
    area = models.CharField(max_length=15)
    person = models.ForeignKey(Person, models.PROTECT, related_name="referrals")
    subject = models.UUIDField()  # the observation that it came from
    cause = models.UUIDField()  # the check that raised it
    state = models.CharField(max_length=12, choices=[(s.value, s.value) for s in State], default=State.RAISED)
    raised_at = models.DateTimeField()
    transport = models.CharField(max_length=12, choices=[(t.value, t.value) for t in Transport], blank=True)
    escort = models.CharField(max_length=60, blank=True)
    vehicle = models.CharField(max_length=40, blank=True)
    protection = models.JSONField(default=list)  # what the escort wore: rules.Item
    clinic = models.CharField(max_length=80, blank=True)
    sent_to = models.ForeignKey(
        Clinic, models.PROTECT, null=True, related_name="referrals"
    )  # None: not in the list
    departed_at = models.DateTimeField(null=True)
    arrived_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField(null=True)  # by the clinic itself
    test_note = SealedText(blank=True, default="")
    limits = models.JSONField(default=dict)  # minutes by state, from the protocol when it was raised
    due_at = models.DateTimeField(null=True)  # of the next step
    disinfection_ordered_at = models.DateTimeField(null=True)
    disinfection_due_at = models.DateTimeField(null=True)  # None: not ordered, or done
    disinfected_at = models.DateTimeField(null=True)
    disinfected_by = models.UUIDField(null=True)
    disinfected_with = models.CharField(max_length=60, blank=True)
    disinfection_called_off_at = models.DateTimeField(null=True)  # the last order that was called off
    disinfection_called_off_by = models.UUIDField(null=True)
    disinfection_called_off_reason = SealedText(blank=True, default="")
    result = models.CharField(max_length=16, choices=[(r.value, r.value) for r in Result], blank=True)
    result_at = models.DateTimeField(null=True)  # when the word that stands was entered

    class Meta:
        indexes = [
            models.Index(name="referral_by_area", fields=["area", "raised_at"]),
            models.Index(name="referral_by_community", fields=["community", "raised_at"]),
            models.Index(name="referral_by_clinic", fields=["sent_to", "raised_at"]),
            models.Index(
                name="referral_due", fields=["county", "due_at"], condition=models.Q(due_at__isnull=False)
            ),
            models.Index(
                name="referral_disinfection",
                fields=["county", "disinfection_due_at"],
                condition=models.Q(disinfection_due_at__isnull=False),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                name="referral_open_once", fields=["person"], condition=~models.Q(state__in=sorted(CLOSED))
            ),
        ]


class ReferralStep(models.Model):
    """One step taken, by whom and when. Never changed; taken back where undone_at is set."""

    id = models.UUIDField(primary_key=True, default=new_id)
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="steps")
    community = models.CharField(max_length=12)
    to = models.CharField(max_length=12, choices=[(s.value, s.value) for s in State])
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    note = SealedText(blank=True, default="")
    # What the clinic said at this step; on the step, so that a count as of an instant never changes.
    result = models.CharField(max_length=16, blank=True)
    from_state = models.CharField(max_length=12, blank=True)  # '': the first, or taken before this was kept
    before = models.JSONField(default=dict)  # where it led to before the step, by column: commands.undo
    undone_at = models.DateTimeField(null=True)
    undone_by = models.UUIDField(null=True)
    undone_reason = SealedText(blank=True, default="")

    class Meta:
        indexes = [
            models.Index(name="referral_step_by_community", fields=["community", "to", "at"]),
            models.Index(name="referral_step_by_referral", fields=["referral", "at"]),
        ]


class Diagnosis(models.Model):
    """One word on what somebody has, by whom and when. Never changed but in `counted`: a newer word stands beside it."""

    id = models.UUIDField(primary_key=True, default=new_id)
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="diagnoses")
    community = models.CharField(max_length=12)
    result = models.CharField(max_length=16, choices=[(r, r) for r in (*Result, NO_RESULT)])
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_clinic = models.BooleanField(default=False)
    note = SealedText(blank=True, default="")  # what was tested, or why the word before was wrong
    # The first word of those that correct each other, its own id where it corrects none: only one of them is counted.
    corrects = models.UUIDField()
    counted = models.BooleanField(default=True)

    class Meta:
        indexes = [
            models.Index(name="diagnosis_by_community", fields=["community", "at"]),
            models.Index(name="diagnosis_by_referral", fields=["referral", "at"]),
        ]


class Onset(models.Model):
    """The day on which somebody fell ill, as somebody told it. Never changed: the newest row of a referral stands."""

    id = models.UUIDField(primary_key=True, default=new_id)
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="onsets")
    community = models.CharField(max_length=12)
    on = models.DateField(null=True)  # None: taken back, nobody knows
    reason = SealedText(blank=True, default="")  # why it is another day than the one before
    at = models.DateTimeField()
    by = models.UUIDField()

    class Meta:
        indexes = [models.Index(name="onset_by_referral", fields=["referral", "at"])]
