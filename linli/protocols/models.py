"""Rules of observation as versions, and which is in force where."""

from django.db import models

from linli.ids import new_id


class Protocol(models.Model):
    """One version of the rules of observation. A new version is a new row; an observation keeps its own."""

    code = models.CharField(max_length=20, primary_key=True)
    name = models.CharField(max_length=60, default="")
    area = models.CharField(max_length=6, blank=True, default="")  # whose it is: '' the nation's
    base = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")  # what it stands on
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    anchors = models.JSONField(default=list)  # codes in order, the first known day wins
    length_days = models.PositiveSmallIntegerField()
    counts_anchor_day = models.BooleanField()
    stages = models.JSONField(default=list)  # [{"place", "days", "status", "test_days"}, ...] in order
    sessions = (
        models.JSONField()
    )  # [{"code": "AM", "opens": "06:00", "due": "11:00"}, ...] in order of the day
    grace_minutes = models.PositiveSmallIntegerField(default=120)  # from the end of a session to overdue
    fever_tenths = models.PositiveSmallIntegerField()
    lowest_tenths = models.PositiveSmallIntegerField()
    highest_tenths = models.PositiveSmallIntegerField()
    remeasure_below_tenths = models.PositiveSmallIntegerField()
    symptoms = models.JSONField()  # codes that raise an alert, in the order of the page
    follow_up_days = models.JSONField(default=list)  # days after release
    contact_window_days = models.PositiveSmallIntegerField(default=0)  # before onset or sampling
    step_limits = models.JSONField(default=dict)  # minutes by state of a referral
    release_needs = models.JSONField(default=list)
    release_signers = models.JSONField(default=list)  # roles
    keep_days = models.PositiveSmallIntegerField(default=30)  # from the end until identity is removed
    own_symptoms = models.JSONField(default=list)  # [{"code", "zh", "en"}, ...], their codes in symptoms too
    questions = models.JSONField(default=list)  # [{"code", "kind", "zh", "en", "choices"}, ...] in order
    remark = models.TextField(blank=True, default="")
    source = models.TextField()


class ProtocolInForce(models.Model):
    """A declaration: from this day on observations of the area open under this version. Never changed."""

    id = models.UUIDField(primary_key=True, default=new_id)
    area = models.CharField(max_length=6, blank=True)  # '' the whole installation
    protocol = models.ForeignKey(Protocol, models.PROTECT, related_name="+")
    from_on = models.DateField()
    at = models.DateTimeField()
    by = models.UUIDField(null=True)  # null: came with Linli

    class Meta:
        indexes = [models.Index(name="protocol_in_force", fields=["area", "from_on"])]
