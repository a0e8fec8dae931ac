"""Users and their posts."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from linli.areas.models import Area
from linli.ids import new_id
from linli.staff.rights import Role


class UserManager(BaseUserManager["User"]):
    """What Django needs to find a user by name."""


class User(AbstractBaseUser):
    """Somebody who signs in. What they may do hangs on posts, never on the user."""

    id = models.UUIDField(primary_key=True, default=new_id)
    username = models.CharField("用户名", max_length=60, unique=True)
    full_name = models.CharField("姓名", max_length=60)
    is_active = models.BooleanField(default=True)

    objects = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["full_name"]

    def __str__(self) -> str:
        """Return the name that colleagues know."""
        return self.full_name


class Post(models.Model):
    """A role at an area for a time. Ended, never deleted."""

    id = models.UUIDField(primary_key=True, default=new_id)
    user = models.ForeignKey(User, models.PROTECT, related_name="posts")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    from_on = models.DateField()
    until_on = models.DateField(null=True)  # the first day on which it no longer holds

    class Meta:
        indexes = [models.Index(name="post_by_area", fields=["area", "role"])]
        constraints = [
            models.UniqueConstraint(
                name="post_once", fields=["user", "area", "role"], condition=models.Q(until_on__isnull=True)
            ),
        ]
