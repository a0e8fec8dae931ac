"""Households and persons of a community, who told of them, which are the same, who rang them, and what was put right."""

from django.db import models

from linli.ids import new_id
from linli.people.guardian_models import GuardianWord as GuardianWord
from linli.people.rules.calls import Outcome, Purpose, Way
from linli.people.rules.cards import Card
from linli.people.rules.corrections import About, Verdict
from linli.people.rules.duplicates import Certainty
from linli.people.rules.sources import SourceKind
from linli.sealing.fields import Digest, SealedBytes, SealedText


class Household(models.Model):
    """A door: where people live together."""

    id = models.UUIDField(primary_key=True, default=new_id)
    county = models.CharField(max_length=6)
    community = models.CharField(max_length=12)
    area = models.CharField(max_length=15)  # the grid, or the community until a grid is assigned
    address = models.CharField(max_length=200, blank=True)  # as it was given
    address_key = models.CharField(max_length=200, blank=True)  # as it is compared
    building = models.CharField(max_length=120, blank=True)  # estate and building, as compared
    walk_order = models.CharField(max_length=80, blank=True)
    cannot_separate = models.BooleanField(null=True)  # None: nobody asked
    note = SealedText(blank=True, default="")  # for whoever stands at the door: a dog, a key next door
    listed_at = models.DateTimeField(null=True)  # put on the community's list of all its doors; None: on none

    class Meta:
        indexes = [
            models.Index(name="household_by_area", fields=["area", "walk_order"]),
            models.Index(name="household_by_building", fields=["community", "building"]),
        ]
        constraints = [
            models.UniqueConstraint(
                name="household_once",
                fields=["community", "address_key"],
                condition=models.Q(address_key__gt=""),
            ),
        ]


class GridMove(models.Model):
    """Households moved to another grid at once, and where each stood before; undone where undone_at is set."""

    id = models.UUIDField(primary_key=True, default=new_id)
    community = models.CharField(max_length=12)
    to_area = models.CharField(max_length=15)
    households = models.JSONField()  # id of each -> its area before
    at = models.DateTimeField()
    by = models.UUIDField()
    undone_at = models.DateTimeField(null=True)
    undone_by = models.UUIDField(null=True)


class Person(models.Model):
    """Somebody the community knows. ID number and phone are sealed; digests find equal ones."""

    class Sex(models.TextChoices):
        """As the ID number or the roster says."""

        MALE = "M"
        FEMALE = "F"
        UNKNOWN = ""

    id = models.UUIDField(primary_key=True, default=new_id)
    county = models.CharField(max_length=6)
    community = models.CharField(max_length=12)
    area = models.CharField(max_length=15)
    household = models.ForeignKey(Household, models.PROTECT, related_name="members")
    name = models.CharField(max_length=60)
    search_text = models.CharField(max_length=200)  # name, pinyin, initials, address
    sex = models.CharField(max_length=1, choices=Sex, blank=True)
    born_on = models.DateField(null=True)
    id_type = models.CharField(max_length=20, blank=True)
    id_sealed = SealedBytes(default=b"")
    id_digest = Digest(of="id_sealed", blank=True)
    phone_sealed = SealedBytes(default=b"")
    phone_digest = Digest(of="phone_sealed", blank=True)
    tags = models.JSONField(default=list)
    registered_at = models.DateTimeField()
    identity_removed_at = models.DateTimeField(null=True)  # nobody can tell who this was; the row stays
    # Another entry of the same person; this one is out of lists and counts while it is set.
    joined_to = models.ForeignKey("self", models.PROTECT, null=True, related_name="joined")
    joined_at = models.DateTimeField(null=True)
    # The list that entered them was taken back: nobody is told of here while it is set, and the row stays.
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(name="person_by_area", fields=["area", "name"]),
            models.Index(
                name="person_by_birth",
                fields=["community", "born_on", "name"],
                condition=models.Q(born_on__isnull=False),
            ),
            models.Index(
                name="person_by_phone", fields=["phone_digest"], condition=models.Q(phone_digest__gt="")
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                name="person_once",
                fields=["id_digest"],
                condition=models.Q(id_digest__gt="", taken_back_at=None),
            ),
            models.CheckConstraint(
                name="person_joined_with_time",
                condition=models.Q(joined_to=None, joined_at=None)
                | models.Q(joined_to__isnull=False, joined_at__isnull=False),
            ),
        ]


class PersonSource(models.Model):
    """One time that somebody was reported, and from whose mouth."""

    id = models.UUIDField(primary_key=True, default=new_id)
    county = models.CharField(max_length=6)
    community = models.CharField(max_length=12)  # where it was told
    person = models.ForeignKey(Person, models.PROTECT, related_name="sources")
    kind = models.CharField(max_length=10, choices=[(k.value, k.value) for k in SourceKind])
    told_at = models.DateTimeField()
    by = models.UUIDField()
    note = SealedText(blank=True, default="")
    reference = models.CharField(max_length=100, blank=True)  # the list, the file, the number of the letter


class DuplicatePair(models.Model):
    """Two entries that may be one person. Decided once; the same pair is not asked again."""

    class Decision(models.TextChoices):
        """What a person decided."""

        OPEN = ""
        SAME = "SAME"
        DIFFERENT = "DIFFERENT"

    id = models.UUIDField(primary_key=True, default=new_id)
    county = models.CharField(max_length=6)
    community = models.CharField(max_length=12)
    one = models.ForeignKey(Person, models.PROTECT, related_name="+")  # the smaller id of the two
    other = models.ForeignKey(Person, models.PROTECT, related_name="+")
    certainty = models.CharField(max_length=8, choices=[(c.value, c.value) for c in Certainty])
    grounds = models.JSONField()
    found_at = models.DateTimeField()
    decision = models.CharField(max_length=9, choices=Decision, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(
                name="duplicate_open", fields=["community", "found_at"], condition=models.Q(decision="")
            ),
        ]
        constraints = [models.UniqueConstraint(name="duplicate_once", fields=["one", "other"])]


class PersonJoin(models.Model):
    """Two entries made one, with what was moved, so that it can be undone."""

    id = models.UUIDField(primary_key=True, default=new_id)
    county = models.CharField(max_length=6)
    community = models.CharField(max_length=12)
    pair = models.ForeignKey(DuplicatePair, models.PROTECT, related_name="joins")
    kept = models.ForeignKey(Person, models.PROTECT, related_name="+")
    joined = models.ForeignKey(Person, models.PROTECT, related_name="+")
    joined_at = models.DateTimeField()
    by = models.UUIDField()
    reason = models.CharField(max_length=200)
    moved = models.JSONField(default=dict)  # kind -> ids of the rows that the join touched
    undone_at = models.DateTimeField(null=True)
    undone_by = models.UUIDField(null=True)
    undo_reason = models.CharField(max_length=200, blank=True)


class Call(models.Model):
    """One call, visit or message to somebody, by anybody. Checks are calls too and are not repeated here."""

    id = models.UUIDField(primary_key=True)  # made with the form, so the same entry again is the same row
    county = models.CharField(max_length=6)
    community = models.CharField(max_length=12)
    area = models.CharField(max_length=15)
    person = models.ForeignKey(Person, models.PROTECT, related_name="calls")
    household = models.ForeignKey(Household, models.PROTECT, related_name="calls")
    at = models.DateTimeField()
    received_at = models.DateTimeField()
    by = models.UUIDField()  # who wrote it down
    office = models.CharField(max_length=60, blank=True)  # who rang, where it was another office
    way = models.CharField(max_length=8, choices=[(w.value, w.value) for w in Way])
    purpose = models.CharField(max_length=10, choices=[(p.value, p.value) for p in Purpose])
    outcome = models.CharField(max_length=18, choices=[(o.value, o.value) for o in Outcome])
    note = SealedText(blank=True, default="")
    early_reason = SealedText(blank=True, default="")  # why before the family wished it

    class Meta:
        indexes = [models.Index(name="call_by_household", fields=["household", "at"])]


class CallPlan(models.Model):
    """Who alone rings somebody, and not before when."""

    person = models.OneToOneField(Person, models.PROTECT, primary_key=True, related_name="call_plan")
    caller = models.UUIDField(null=True)
    not_before = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()
    changed_by = models.UUIDField()


class CardChange(models.Model):
    """One change of one field of a card, by whomever. Never changed, but for whom it lost to and who looked at that."""

    id = models.UUIDField(primary_key=True, default=new_id)
    op = models.UUIDField()  # of its sender; several fields may have been changed at once
    county = models.CharField(max_length=6)
    community = models.CharField(max_length=12)
    area = models.CharField(max_length=15)
    card = models.CharField(max_length=9, choices=[(c.value, c.value) for c in Card])
    subject = models.UUIDField()
    field = models.CharField(max_length=10)
    value = SealedBytes()
    base = SealedBytes()  # what its writer had before, a phone masked
    claimed_at = models.DateTimeField()  # by our clock
    received_at = models.DateTimeField()
    by = models.UUIDField(null=True)  # None: what stood on the card before anybody changed it
    lost_to = models.UUIDField(null=True)  # the op that replaced it without having seen it
    seen_at = models.DateTimeField(null=True)
    seen_by = models.UUIDField(null=True)

    class Meta:
        indexes = [
            models.Index(name="card_change_by_field", fields=["subject", "field", "claimed_at"]),
            models.Index(
                name="card_change_lost",
                fields=["area", "received_at"],
                condition=models.Q(lost_to__isnull=False, seen_at=None),
            ),
            # Asked for the day of each phone.
            models.Index(
                name="card_change_lost_of",
                fields=["by", "received_at"],
                condition=models.Q(lost_to__isnull=False),
            ),
        ]
        constraints = [models.UniqueConstraint(name="card_change_once", fields=["op", "subject", "field"])]


class ToldAgain(models.Model):
    """What was told anew of somebody known and differs from what stands. Both wait side by side until a person decides."""

    id = models.UUIDField(primary_key=True, default=new_id)
    county = models.CharField(max_length=6)
    community = models.CharField(max_length=12)
    area = models.CharField(max_length=15)
    person = models.ForeignKey(Person, models.PROTECT, related_name="told_again")
    arrival = models.UUIDField(null=True)  # which arrival it was held against
    told_sealed = SealedBytes()  # JSON, field -> text, everything that was told
    stood_sealed = SealedBytes()  # likewise, what stood of the fields that differ
    kind = models.CharField(max_length=10, choices=[(k.value, k.value) for k in SourceKind])
    at = models.DateTimeField()
    by = models.UUIDField()
    # By somebody who may not see the person: moves no last day.
    is_unseen = models.BooleanField(default=False)
    decision = models.CharField(max_length=9, choices=[(v.value, v.value) for v in Verdict], blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    reason = SealedText(blank=True, default="")

    class Meta:
        indexes = [
            models.Index(name="told_again_open", fields=["person", "at"], condition=models.Q(decision=""))
        ]
        constraints = [
            models.CheckConstraint(
                name="told_again_decided_with_time",
                condition=models.Q(decision="", decided_at=None)
                | (~models.Q(decision="") & models.Q(decided_at__isnull=False)),
            ),
        ]


class Correction(models.Model):
    """Facts of one thing put right, with what stood before, why and by whom. Never changed; undone by another one."""

    id = models.UUIDField(primary_key=True, default=new_id)
    county = models.CharField(max_length=6)
    community = models.CharField(max_length=12)
    area = models.CharField(max_length=15)
    about = models.CharField(max_length=11, choices=[(a.value, a.value) for a in About])
    subject = models.UUIDField()  # of the thing
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="corrections")
    before_sealed = SealedBytes()  # JSON, field -> text
    after_sealed = SealedBytes()
    reason = SealedText()
    at = models.DateTimeField()
    by = models.UUIDField()
    undoes = models.OneToOneField("self", models.PROTECT, null=True, related_name="undone")

    class Meta:
        indexes = [
            models.Index(name="correction_by_subject", fields=["subject", "at"]),
            models.Index(name="correction_by_person", fields=["person", "at"]),
        ]
