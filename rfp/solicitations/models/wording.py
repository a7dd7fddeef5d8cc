"""Findings of the wording that somebody keeps: which, why, who. They stay beside the text for the reviewer."""

import pgtrigger
from django.db import models
from django.db.models import Q

from .solicitation import Solicitation


class UpheldFinding(models.Model):
    """A sentence stays as it is although the check found something in it; a changed sentence is another finding."""

    solicitation = models.ForeignKey(Solicitation, models.PROTECT, related_name="upheld_findings")
    key = models.CharField(max_length=32)
    kind = models.CharField(max_length=8)
    sentence = models.TextField()
    reason = models.TextField(max_length=2000)
    upheld_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    upheld_at = models.DateTimeField()

    class Meta:
        ordering = ["solicitation_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["solicitation", "key"], name="a_finding_is_upheld_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="a_finding_is_upheld_with_a_reason"),
        ]
        triggers = [
            pgtrigger.Protect(name="upheld_findings_stay", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self):
        return f"{self.kind} upheld in {self.solicitation.reference}"
