"""Suspensions and debarments of vendors, and their appeals. In force is a comparison of times, never a flag."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from marketplace.permissions import own_organisations, reads_all

from .organisation import Organisation


class SanctionQuerySet(models.QuerySet):
    def in_force(self, *, at):
        """From the start until, but not including, the end, unless lifted before."""
        return self.filter(starts_at__lte=at, ends_at__gt=at, lifted_at__isnull=True)

    def visible_to(self, user):
        """The vendor's own people and the broker office; the public reads the register of those in force."""
        return self if reads_all(user) else self.filter(vendor_id__in=own_organisations(user))


class Sanction(models.Model):
    """A vendor takes no new orders until a day that is known from the start. Running contracts go on."""

    class Kind(models.TextChoices):
        SUSPENSION = "suspension", "Suspended"
        DEBARMENT = "debarment", "Debarred"

    vendor = models.ForeignKey(Organisation, models.PROTECT, related_name="sanctions")
    office = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    reason = models.CharField(max_length=2_000)
    imposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True, editable=False)
    lifting_reason = models.CharField(max_length=2_000, blank=True)

    objects = SanctionQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="sanction_ends_after_it_starts"),
            models.CheckConstraint(condition=~Q(reason=""), name="sanction_has_a_reason"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.vendor}"

    def is_over(self, *, at):
        """Whether it was lifted, or its end has come."""
        return self.lifted_at is not None or self.ends_at <= at


class Appeal(models.Model):
    """A vendor's answer to a sanction, decided once, by somebody who did not impose it."""

    sanction = models.OneToOneField(Sanction, models.PROTECT, related_name="appeal")
    grounds = models.CharField(max_length=4_000)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    due_at = models.DateTimeField(help_text="Close of business in the broker office.")
    granted = models.BooleanField(null=True)
    decision = models.CharField(max_length=2_000, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["due_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, granted__isnull=True)
                | Q(decided_at__isnull=False, granted__isnull=False, decided_by__isnull=False) & ~Q(decision=""),
                name="decided_appeal_says_how_by_whom_and_why",
            ),
        ]

    def __str__(self):
        return f"appeal of {self.sanction.vendor}"
