"""Users and their posts."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from linli.areas.models import Area
from linli.ids import new_id
from linli.sealing.fields import SealedText
from linli.spoken import SPOKEN_LENGTH
from linli.staff.confirmations import Confirmation as Confirmation  # Django finds it here
from linli.staff.rights import Role
from linli.staff.rules import Reach, Seat, Viewer, username_of


class UserManager(BaseUserManager["User"]):
    """What Django needs to find a user by name."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """Return the user of a name as it was typed."""
        return self.get(username=username_of(typed=username or ""))


class User(AbstractBaseUser):
    """Somebody who signs in. What they may do hangs on posts, never on the user."""

    id = models.UUIDField(primary_key=True, default=new_id)
    username = models.CharField("用户名", max_length=60, unique=True)
    full_name = models.CharField("姓名", max_length=60)
    spoken = models.CharField(max_length=SPOKEN_LENGTH, blank=True, default="")  # as linli.spoken tells it
    phone = models.CharField(max_length=20, blank=True, default="")  # of the work; colleagues are told it
    is_active = models.BooleanField(default=True)
    # Where it was added: there it is kept as long as it holds no post. '': added before that was written down.
    area = models.CharField(max_length=15, blank=True, default="")
    # When somebody else gave the password that holds; None: it was chosen by whom it is for, or there is none.
    password_given_at = models.DateTimeField(null=True)
    # Who gave the last password that somebody else gave, also after another was chosen; None: nobody did, or the machine.
    password_given_by = models.UUIDField(null=True)
    # When whom it is for chose the password last; None: never, or before that was written down.
    password_chosen_at = models.DateTimeField(null=True)

    objects = UserManager()

    # As staff.queries.viewers_of tells, where posts were read together with the user; None on every other way.
    viewers: tuple[Viewer, Reach] | None = None

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="username_in_small_letters", condition=models.Q(username=Lower("username"))
            ),
        ]

    def __str__(self) -> str:
        """Return the name that colleagues know."""
        return self.full_name


class Post(models.Model):
    """A role at an area for a time. Ended, never deleted."""

    id = models.UUIDField(primary_key=True, default=new_id)
    user = models.ForeignKey(User, models.PROTECT, related_name="posts")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    role = models.CharField(max_length=24, choices=[(role.value, role.value) for role in Role])
    from_on = models.DateField()
    until_on = models.DateField(null=True)  # the first day on which it no longer holds
    # Since when it waits for a second person: until then it gives no right, whatever its days. None: nobody is waited for.
    waits_since_on = models.DateField(null=True)
    # It goes on from a post that held until its holder was given a password: it waits as long as it takes.
    waits_again = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(name="post_by_area", fields=["area", "role"])]
        constraints = [
            models.UniqueConstraint(
                name="post_once", fields=["user", "area", "role"], condition=models.Q(until_on__isnull=True)
            ),
        ]


class TeamPattern(models.Model):
    """What seats the teams of a place have; below it, until a nearer place says otherwise."""

    id = models.UUIDField(primary_key=True, default=new_id)
    area = models.CharField(max_length=12, blank=True, unique=True)  # '' is everywhere
    name = models.CharField(max_length=30)
    source = models.CharField(max_length=200, blank=True)


class TeamSeat(models.Model):
    """One seat of a pattern."""

    pattern = models.ForeignKey(TeamPattern, models.CASCADE, related_name="seats")
    seat = models.CharField(max_length=20, choices=[(seat.value, seat.value) for seat in Seat])
    required = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(name="team_seat_once", fields=["pattern", "seat"])]


class Team(models.Model):
    """Who is responsible for a grid; with a subject, for one observation instead of the grid's team."""

    id = models.UUIDField(primary_key=True, default=new_id)
    county = models.CharField(max_length=6)
    community = models.CharField(max_length=12)
    area = models.CharField(max_length=15)
    subject = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(name="team_by_area", fields=["area"])]
        constraints = [
            models.UniqueConstraint(
                name="team_once_a_grid", fields=["area"], condition=models.Q(subject__isnull=True)
            ),
            models.UniqueConstraint(
                name="team_once_a_subject",
                fields=["community", "subject"],
                condition=models.Q(subject__isnull=False),
            ),
        ]


class TeamMember(models.Model):
    """Who sits on a seat: somebody with an account, or a name that was typed."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="members")
    seat = models.CharField(max_length=20, choices=[(seat.value, seat.value) for seat in Seat])
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=60, blank=True)
    phone = models.CharField(max_length=20, blank=True)  # of the work, told to colleagues

    class Meta:
        constraints = [
            models.UniqueConstraint(name="team_member_once", fields=["team", "seat"]),
            models.CheckConstraint(
                name="team_member_is_somebody",
                condition=models.Q(user__isnull=False, name="")
                | models.Q(user__isnull=True) & ~models.Q(name=""),
            ),
        ]


class Substitution(models.Model):
    """Somebody stands in for a colleague from a day to a day, both included; the post gives the rights."""

    id = models.UUIDField(primary_key=True, default=new_id)
    county = models.CharField(max_length=6)
    community = models.CharField(max_length=12)
    area = models.CharField(max_length=15)
    absent = models.ForeignKey(User, models.PROTECT, related_name="+")
    substitute = models.ForeignKey(User, models.PROTECT, related_name="+")
    from_on = models.DateField()
    until_on = models.DateField()  # the last day
    reason = models.CharField(max_length=100)
    post = models.OneToOneField(Post, models.PROTECT, related_name="substitution")
    set_at = models.DateTimeField()
    set_by = models.UUIDField()

    class Meta:
        indexes = [models.Index(name="substitution_by_area", fields=["area", "until_on"])]
        constraints = [
            models.CheckConstraint(
                name="substitution_has_days", condition=models.Q(until_on__gte=models.F("from_on"))
            ),
            models.CheckConstraint(
                name="substitution_of_two", condition=~models.Q(absent=models.F("substitute"))
            ),
        ]


class HandOver(models.Model):
    """A grid with what was open in it, from a giver to a taker who confirms or refuses; until then it can be withdrawn."""

    class Ended(models.TextChoices):
        """How it came to nothing."""

        REFUSED = "REFUSED"
        WITHDRAWN = "WITHDRAWN"

    id = models.UUIDField(primary_key=True, default=new_id)
    county = models.CharField(max_length=6)
    community = models.CharField(max_length=12)
    area = models.CharField(max_length=15)
    giver = models.ForeignKey(User, models.PROTECT, related_name="+")
    taker = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.UUIDField()
    note = SealedText(blank=True, default="")
    open = models.JSONField()  # kind -> count, as it was when given
    permanent_from = models.DateField(null=True)  # from this day on the post is the taker's
    confirmed_at = models.DateTimeField(null=True)
    ended = models.CharField(max_length=9, choices=Ended.choices, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(name="hand_over_by_area", fields=["area", "at"])]
        constraints = [
            models.UniqueConstraint(
                name="hand_over_waits_once",
                fields=["area", "giver"],
                condition=models.Q(confirmed_at__isnull=True, ended_at__isnull=True),
            ),
        ]


class StaffChange(models.Model):
    """What was put right about somebody of the staff, by who keeps them or by themselves, with both values. Never changed."""

    class Kind(models.TextChoices):
        """What was done. TAKEN_BACK: the post was given by mistake; AGAIN: one that was over goes on."""

        NAME = "NAME"
        PHONE = "PHONE"
        POST = "POST"
        ENDED = "ENDED"
        TAKEN_BACK = "TAKEN_BACK"
        AGAIN = "AGAIN"

    id = models.UUIDField(primary_key=True, default=new_id)
    county = models.CharField(max_length=6)
    community = models.CharField(max_length=12)
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    before = models.JSONField()  # name; phone; or role, area, from_on
    after = models.JSONField()
    reason = SealedText()
    at = models.DateTimeField()
    by = models.UUIDField()

    class Meta:
        indexes = [models.Index(name="staff_change_by_user", fields=["user", "at"])]


class PostOffer(models.Model):
    """A post offered to a user name, whether or not anybody has it; only who signs in by that name reads it and answers."""

    class Outcome(models.TextChoices):
        """How it ended; '' while it waits."""

        WAITS = ""
        TAKEN = "TAKEN"
        DECLINED = "DECLINED"
        WITHDRAWN = "WITHDRAWN"

    id = models.UUIDField(primary_key=True, default=new_id)
    county = models.CharField(max_length=6)
    community = models.CharField(max_length=12)
    area = models.CharField(max_length=15)
    role = models.CharField(max_length=24, choices=[(role.value, role.value) for role in Role])
    username = models.CharField(max_length=60)  # as staff.rules.username_of says it
    from_on = models.DateField()
    offered_at = models.DateTimeField()
    offered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True, default="")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(name="post_offer_by_community", fields=["community", "offered_at"])]
        constraints = [
            models.UniqueConstraint(
                name="post_offer_waits_once",
                fields=["username", "area", "role"],
                condition=models.Q(outcome=""),
            ),
        ]


class Assignment(models.Model):
    """One subject given to somebody by name: all that a right with the relation ASSIGNED reaches.

    kind: of what kind the subject is, a code of the app that owns it. Taken back, never deleted.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    county = models.CharField(max_length=6)
    area = models.CharField(max_length=15)  # where the subject lies
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    subject = models.UUIDField()
    given_at = models.DateTimeField()
    given_by = models.UUIDField()
    until_on = models.DateField(null=True)  # the first day on which it no longer holds
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.UUIDField(null=True)
    taken_back_reason = SealedText(blank=True, default="")

    class Meta:
        indexes = [models.Index(name="assignment_by_subject", fields=["subject"])]
        constraints = [
            models.UniqueConstraint(
                name="assignment_once",
                fields=["user", "kind", "subject"],
                condition=models.Q(taken_back_at__isnull=True),
            ),
        ]
