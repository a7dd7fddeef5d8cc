"""Changes of a vendor's name. The name of a day is read from them by comparing times; nothing keeps a copy of it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from marketplace.permissions import own_organisations, reads_all

from .organisation import Organisation


class NameChangeQuerySet(models.QuerySet):
    def asked(self):
        """Those that wait for the broker office."""
        return self.filter(status=NameChange.Status.ASKED)

    def confirmed(self):
        """Those that hold, the oldest first."""
        return self.filter(status=NameChange.Status.CONFIRMED).order_by("decided_at", "pk")

    def visible_to(self, user):
        """The vendor's own people and the broker office; the public reads former names on the vendor's page."""
        return self if reads_all(user) else self.filter(vendor_id__in=own_organisations(user))


class NameChange(models.Model):
    """A vendor says that it bears another name; the broker office compares with the register, confirms or refuses."""

    class Status(models.TextChoices):
        ASKED = "asked", "Waiting for the broker office"
        CONFIRMED = "confirmed"
        REFUSED = "refused"

    TRANSITIONS = {Status.ASKED: {Status.CONFIRMED, Status.REFUSED}}

    vendor = models.ForeignKey(Organisation, models.PROTECT, related_name="name_changes")
    status = models.CharField(max_length=9, choices=Status, default=Status.ASKED)
    name_before = models.CharField(max_length=200)
    name_after = models.CharField(max_length=200)
    legal_name_before = models.CharField(max_length=200, blank=True)
    legal_name_after = models.CharField(max_length=200, blank=True)
    holds_from = models.DateField(help_text="The first day of the new name, as the register has it.")
    proof = models.CharField(max_length=2_000, help_text="Where the office can read of it.")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, help_text="From then on Stoa calls it by the new name.")
    reason = models.CharField(max_length=2_000, blank=True)

    objects = NameChangeQuerySet.as_manager()

    class Meta:
        verbose_name = "change of name"
        verbose_name_plural = "changes of name"
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["vendor"], condition=Q(status="asked"), name="one_change_of_name_waits_per_vendor"
            ),
            models.CheckConstraint(
                condition=Q(status="asked", decided_at__isnull=True, decided_by__isnull=True)
                | Q(~Q(status="asked"), decided_at__isnull=False, decided_by__isnull=False),
                name="decided_change_of_name_says_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")),
                name="nobody_confirms_the_name_they_asked_for",
            ),
            models.CheckConstraint(condition=~Q(status="refused", reason=""), name="refused_name_has_a_reason"),
        ]

    def __str__(self):
        return f"{self.name_before} becomes {self.name_after}"
