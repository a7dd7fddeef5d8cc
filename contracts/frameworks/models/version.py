"""The whole content of an agreement at one time: version 1 is what was signed, each amendment makes the next."""

from django.db import models
from django.db.models import Q

from contracts.agreements.models.signing import DIGEST_OF_CONTENT
from marketplace.audit.models import append_only

from .framework import Framework


class FrameworkVersion(models.Model):
    """Every clause as a text with its digest. Never changed."""

    framework = models.ForeignKey(Framework, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.TextField(help_text="JSON with sorted names.")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the content's bytes.")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["framework_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["framework", "number"], name="framework_versions_are_numbered"),
            models.CheckConstraint(
                condition=Q(digest=DIGEST_OF_CONTENT), name="framework_version_has_the_digest_of_its_content"
            ),
        ]
        triggers = append_only()

    def __str__(self):
        return f"{self.framework.reference}, version {self.number}"
