"""Lists of colleagues that came in as a sheet: each row, what it became, and who did which half of it."""

from django.conf import settings
from django.db import models

from linli.ids import new_id
from linli.sealing.fields import SealedText
from linli.staff.models import Post
from linli.staff.rights import Role


class StaffList(models.Model):
    """A list of colleagues: looked at, then added by whoever keeps accounts; posts are given by whoever gives them."""

    class State(models.TextChoices):
        """Where it stands."""

        UPLOADED = "UPLOADED"
        ADDED = "ADDED"
        CANCELLED = "CANCELLED"
        TAKEN_BACK = "TAKEN_BACK"

    id = models.UUIDField(primary_key=True, default=new_id)
    area = models.CharField(
        max_length=12
    )  # the smallest that holds all rows; before it is added, of who sent it
    filename = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=State.choices, default=State.UPLOADED)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)  # when it was cancelled or taken back
    closed_by = models.UUIDField(null=True)
    reason = SealedText(blank=True, default="")  # why it was taken back
    posts_reason = SealedText(blank=True, default="")  # why its posts were

    class Meta:
        indexes = [models.Index(name="staff_list_by_area", fields=["area", "uploaded_at"])]


class StaffListRow(models.Model):
    """One row as it was read, what was answered about it, and the account and post that it became."""

    id = models.UUIDField(primary_key=True, default=new_id)
    list = models.ForeignKey(StaffList, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()  # in its sheet
    name = models.CharField(max_length=60, blank=True)
    username = models.CharField(max_length=60, blank=True)  # as written; '' where Linli makes one of the name
    role_said = models.CharField(max_length=60, blank=True)
    area_said = models.CharField(max_length=100, blank=True)
    from_said = models.CharField(max_length=30, blank=True)
    phone_said = models.CharField(max_length=30, blank=True, default="")
    role = models.CharField(
        max_length=24, blank=True, choices=[(role.value, role.value) for role in Role]
    )  # '': not known, or none was written
    area = models.CharField(max_length=15, blank=True)  # '': not known, or several are called so
    from_on = models.DateField(null=True)
    # Of a name that somebody has already: NEW for somebody else, the user name, or # and the number of the row, of the same one.
    answer = models.CharField(max_length=60, blank=True, default="")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    is_new = models.BooleanField(default=False)  # the account was added by this row
    post = models.OneToOneField(Post, models.PROTECT, null=True, related_name="+")
    refused = models.CharField(
        max_length=10, blank=True
    )  # a code of rules.posts, where no post could be given

    left_out = models.CharField(
        max_length=16, blank=True, default=""
    )  # a Fault or Question, where none was added
    post_taken_back_at = models.DateTimeField(null=True)  # the row's post, which then may be given again

    class Meta:
        constraints = [models.UniqueConstraint(name="staff_list_row_once", fields=["list", "number"])]
