"""Tries, places, one-time codes, and which roles need a second factor. Names and addresses stand as keyed digests."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import models

from linli.ids import new_id
from linli.signin.rules import Kind
from linli.staff.rights import Role


class Attempt(models.Model):
    """One try that has not led to a sign-in. Swept after a day."""

    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in Kind])
    counter = models.CharField(max_length=64)  # what it counts against
    account = models.CharField(
        max_length=64
    )  # digest of the name that was typed, whether or not anybody has it
    address = models.CharField(max_length=64)  # digest
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(name="attempt_by_counter", fields=["counter", "at"]),
            models.Index(name="attempt_by_address", fields=["address", "at"]),
            models.Index(name="attempt_by_account", fields=["account", "at"]),
            models.Index(name="attempt_by_age", fields=["at"]),
        ]


class Refusal(models.Model):
    """A counter that is full, noted once until it is free again, so that the audit has one event for it."""

    counter = models.CharField(max_length=64, primary_key=True)
    until = models.DateTimeField()


class UnknownTries(models.Model):
    """How many tries of an hour led nowhere and were of names that nobody has. Goes when the hour is over."""

    begins_at = models.DateTimeField(primary_key=True)
    tries = models.PositiveIntegerField(default=0)


class UsualPlace(models.Model):
    """An address or a browser where an account has signed in."""

    account = models.CharField(max_length=64)
    place = models.CharField(max_length=64)
    last_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(name="usual_place_by_age", fields=["last_at"])]
        constraints = [models.UniqueConstraint(name="usual_place_once", fields=["account", "place"])]


class SignInCode(models.Model):
    """A one-time code for one user; only its digest is kept."""

    id = models.UUIDField(primary_key=True, default=new_id)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    county = models.CharField(max_length=6)
    community = models.CharField(max_length=12)
    area = models.CharField(max_length=15)
    digest = models.CharField(max_length=64)
    issued_at = models.DateTimeField()
    issued_by = models.UUIDField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(name="sign_in_code_by_area", fields=["area", "issued_at"])]
        constraints = [
            models.UniqueConstraint(
                name="sign_in_code_open_once",
                fields=["user"],
                condition=models.Q(used_at__isnull=True, revoked_at__isnull=True),
            ),
        ]


class HelperLink(models.Model):
    """The link by which one helper signs in, as often as it holds; only its digest is kept."""

    id = models.UUIDField(primary_key=True, default=new_id)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    county = models.CharField(max_length=6)
    area = models.CharField(max_length=15)
    digest = models.CharField(max_length=64)
    given_at = models.DateTimeField()
    given_by = models.UUIDField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)  # last
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="helper_link_digest", fields=["digest"]),
            models.UniqueConstraint(
                name="helper_link_open_once",
                fields=["user"],
                condition=models.Q(taken_back_at__isnull=True),
            ),
        ]


class RoleRequirement(models.Model):
    """Whether a role needs a second factor."""

    role = models.CharField(
        max_length=24, primary_key=True, choices=[(role.value, role.value) for role in Role]
    )
    second_factor = models.BooleanField()
    set_at = models.DateTimeField(null=True)  # None: as Linli came
    set_by = models.UUIDField(null=True)


class TotpStep(models.Model):
    """The newest time step whose code was used with an authenticator; neither it nor an older one counts again."""

    authenticator = models.OneToOneField(Authenticator, models.CASCADE, primary_key=True)
    step = models.BigIntegerField()
