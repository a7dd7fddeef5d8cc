"""Vendors that became part of another one. In force is a comparison of times, never a flag."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import RawSQL

from marketplace.permissions import own_organisations, reads_all

from .organisation import Organisation

_LINE = """
WITH RECURSIVE line AS (
    SELECT unnest(%s::bigint[]) AS id
    UNION SELECT merger.predecessor_id FROM organisations_merger merger JOIN line ON merger.successor_id = line.id
    WHERE merger.withdrawn_at IS NULL AND merger.starts_at <= statement_timestamp())
SELECT id FROM line
"""


def line_of(organisation_ids) -> RawSQL:
    """These organisations and whoever became part of them, at any remove; for `organisation_id__in=`."""
    return RawSQL(_LINE, [sorted(organisation_ids)])  # noqa: S611  # nosec B611: the statement is ours


class MergerQuerySet(models.QuerySet):
    def standing(self):
        """Not withdrawn, whether or not their day has come."""
        return self.filter(withdrawn_at__isnull=True)

    def in_force(self, *, at):
        """From their first second on."""
        return self.standing().filter(starts_at__lte=at)

    def about(self, vendor):
        """By which it becomes part of another, or another of it."""
        either = Q(predecessor=vendor) | Q(successor=vendor)
        return self.filter(either).select_related("predecessor", "successor").order_by("starts_at", "pk")

    def visible_to(self, user):
        """The people of both companies and the broker office; the public reads those in force on vendors' pages."""
        if reads_all(user):
            return self
        own = own_organisations(user)
        return self.filter(Q(predecessor_id__in=own) | Q(successor_id__in=own))


class Merger(models.Model):
    """From a day on one vendor is part of another. Its contracts run on; new business is the successor's."""

    predecessor = models.ForeignKey(Organisation, models.PROTECT, related_name="mergers")
    successor = models.ForeignKey(Organisation, models.PROTECT, related_name="predecessors")
    starts_at = models.DateTimeField(help_text="The first second of its first day in the broker office.")
    reason = models.CharField(max_length=2_000, help_text="Where it is to be read; everybody concerned reads it.")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawal_reason = models.CharField(max_length=2_000, blank=True)

    objects = MergerQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor"], condition=Q(withdrawn_at__isnull=True), name="one_successor_per_vendor"
            ),
            models.CheckConstraint(condition=~Q(predecessor=F("successor")), name="nobody_merges_into_themselves"),
            models.CheckConstraint(condition=~Q(reason=""), name="merger_has_a_reason"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawal_reason=""), name="withdrawn_merger_says_why"
            ),
        ]

    def __str__(self):
        return f"{self.predecessor} becomes part of {self.successor}"

    def is_in_force(self, *, at) -> bool:
        """Whether its day has come, and nobody withdrew it."""
        return self.withdrawn_at is None and self.starts_at <= at
