"""What a solicitation was taken over from: the published release, whole."""

from django.db import models

from marketplace.audit.models import append_only
from marketplace.permissions import reads_all
from rfp.solicitations.models import Solicitation


class SourceReleaseQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The broker office. The release itself is public where it came from."""
        return self if reads_all(user) else self.none()


class SourceRelease(models.Model):
    """A release of another publisher as it came, with the paths that have no place in a solicitation."""

    solicitation = models.OneToOneField(Solicitation, models.PROTECT, related_name="source")
    release = models.JSONField()
    publisher = models.CharField(max_length=200)
    unmapped = models.JSONField(default=list)
    taken_in_at = models.DateTimeField()

    objects = SourceReleaseQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        triggers = append_only()

    def __str__(self):
        return f"source of {self.solicitation.reference}"
