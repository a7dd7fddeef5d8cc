"""What came of a panel, frozen: every input, every part, the formula, under one digest."""

from django.db import models

from marketplace.audit.models import append_only

from .panel import Panel


class EvaluationResult(models.Model):
    """Letters alone: the names behind them are nobody's of the panel. An award rests on this row."""

    panel = models.OneToOneField(Panel, models.PROTECT, related_name="result")
    content = models.JSONField()
    digest = models.CharField(max_length=64, help_text="SHA-256 of the content as canonical JSON.")
    words = models.TextField(max_length=4000, help_text="What the panel recommends, and why.")
    frozen_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    frozen_at = models.DateTimeField()

    class Meta:
        ordering = ["-frozen_at"]
        triggers = append_only()

    def __str__(self):
        return f"result of {self.panel}"
