"""A person who signs in. What they may do comes from their memberships (organisations) and the permission table."""

from functools import cached_property

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from marketplace.permissions import SECOND_FACTOR_ROLES, Standing, holds


class UserManager(BaseUserManager):
    def create_user(self, email, password=None, **fields):
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody with an e-mail address, a name and a time zone."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=150)
    title = models.CharField(max_length=100, blank=True)
    time_zone = models.CharField(max_length=64, blank=True, help_text="Empty: the organisation's zone is used.")
    is_staff = models.BooleanField("technical administrator", default=False)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = UserManager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(email=Lower("email")), name="address_is_in_small_letters")]

    def __str__(self):
        return self.name or self.email

    def save(self, *args, **kwargs):
        self.email = self.email.lower()
        super().save(*args, **kwargs)

    # Wagtail and allauth ask for these.
    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name.split(" ")[0] if self.name else self.email

    @property
    def first_name(self):
        return self.get_short_name()

    @property
    def last_name(self):
        return self.name.partition(" ")[2]

    @cached_property
    def standing(self) -> tuple[Standing, ...]:
        """The roles held today, own and stood in for. Read once for each loaded user, hence once a request."""
        return self.memberships.model.objects.standing_of(self)

    @property
    def needs_second_factor(self) -> bool:
        return self.is_superuser or holds(self, SECOND_FACTOR_ROLES)
