"""What was published, version by version: the whole content with its digest. Never changed, never deleted."""

from django.db import models
from django.db.models import Q

from marketplace.audit.models import append_only

from ..differences import Difference
from .solicitation import Solicitation


class SolicitationVersion(models.Model):
    """Number 1 is what was published first; each later one is an addendum, which says what changed and why."""

    solicitation = models.ForeignKey(Solicitation, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField(help_text="Canonical: the digest is of this.")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the content as canonical JSON.")
    reason = models.CharField(max_length=500, blank=True)
    material = models.BooleanField(default=False, help_text="Whoever answered may want to answer anew.")
    changes = models.JSONField(default=list, blank=True, help_text="Field by field: what, before, after.")
    touched = models.JSONField(default=list, blank=True, help_text="The rows that change with it.")
    published_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    class Meta:
        ordering = ["solicitation_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["solicitation", "number"], name="one_solicitation_version_per_number"),
            models.CheckConstraint(condition=Q(number=1) | Q(number__gt=1) & ~Q(reason=""), name="addendum_says_why"),
        ]
        triggers = append_only()

    def __str__(self):
        return f"{self.solicitation.reference}, version {self.number}"

    @property
    def shown_changes(self) -> list[Difference]:
        """What changed, moments in the reader's zone."""
        return [Difference(**change).shown for change in self.changes]

    @property
    def addendum(self) -> int:
        """The number of the addendum; 0 for what was published first."""
        return self.number - 1
