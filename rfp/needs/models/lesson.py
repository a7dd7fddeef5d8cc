"""What agencies learn about the market while they look for a way to meet a need."""

from django.db import models
from django.db.models import Q

from marketplace.audit.models import append_only

from .need import Need


class MarketLesson(models.Model):
    """What an agency learnt about the market for a need, with where it learnt it. It stays as it was written."""

    need = models.ForeignKey(Need, models.PROTECT, related_name="lessons")
    words = models.TextField(max_length=2000)
    source = models.CharField(max_length=200, help_text="Such as a market forum.")
    address = models.CharField(max_length=200, blank=True, help_text="The path of its page.")
    recorded_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["need_id", "recorded_at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="market_lesson_says_something")]
        triggers = append_only()

    def __str__(self):
        return f"lesson of {self.source} for {self.need.reference}"
