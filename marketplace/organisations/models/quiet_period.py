"""Quiet periods: while a competition runs, vendors and its agency do not meet about it in private."""

from django.db import models
from django.db.models import F, Q

from .organisation import Organisation


class QuietPeriodQuerySet(models.QuerySet):
    def in_force(self, *, at):
        """From the start until, but not including, the end; without one it goes on."""
        return self.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=at), starts_at__lte=at)


class QuietPeriod(models.Model):
    """One competition's quiet period, from its publication to its award or end. The sourcing slices write it."""

    reference = models.CharField(max_length=16, unique=True, help_text="Of the competition.")
    title = models.CharField(max_length=160)
    agency = models.ForeignKey(Organisation, models.PROTECT, related_name="quiet_periods")
    address = models.CharField(max_length=300, help_text="Path of the page where public questions are asked.")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, editable=False)

    objects = QuietPeriodQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gte=F("starts_at")),
                name="quiet_period_ends_after_it_starts",
            )
        ]

    def __str__(self):
        return f"quiet period of {self.reference}"
