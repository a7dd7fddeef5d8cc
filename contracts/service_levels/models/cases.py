"""Cases whose answer or fix is promised in time: each a clock that is nothing but its events."""

from django.db import models
from django.db.models import F, Q

from contracts.agreements.models import ServiceLevelTerm
from marketplace.audit.models import append_only

from ..arithmetic.clocks import Step


class CaseQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(term__in=ServiceLevelTerm.objects.visible_to(user))

    def reaching_into(self, window):
        """Cases that began before the window's end and were not over before its start."""
        over = Q(events__step=Step.STOPPED, events__at__lt=window.start)
        return self.filter(started_at__lt=window.end).exclude(over)


class Case(models.Model):
    """One fault, question or request under a service level, by the number that its desk gave it."""

    term = models.ForeignKey(ServiceLevelTerm, models.PROTECT, related_name="cases")
    number = models.CharField(max_length=60, help_text="The desk’s own number.")
    subject = models.CharField(max_length=200)
    started_at = models.DateTimeField()
    recorded_at = models.DateTimeField()

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["term", "number"], name="one_case_per_number")]
        indexes = [models.Index(fields=["term", "started_at"], name="case_by_time")]
        triggers = append_only()

    def __str__(self):
        return self.number


class ClockEvent(models.Model):
    """Something that happened to a case's clock. Never changed; a clock is drawn anew from its events."""

    class Reason(models.TextChoices):
        AGENCY = "agency", "Waits for the agency"
        THIRD_PARTY = "third_party", "Waits for somebody else"

    case = models.ForeignKey(Case, models.PROTECT, related_name="events")
    step = models.CharField(max_length=7, choices=[(step.value, step.value.capitalize()) for step in Step])
    at = models.DateTimeField()
    reason = models.CharField(max_length=11, choices=Reason, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["case_id", "at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "at", "step"], name="one_clock_event_of_a_moment"),
            models.UniqueConstraint(fields=["case"], condition=Q(step="stopped"), name="a_clock_stops_once"),
            models.CheckConstraint(
                condition=Q(step="paused") & ~Q(reason="") | ~Q(step="paused") & Q(reason=""),
                name="a_pause_names_its_reason",
            ),
            models.CheckConstraint(condition=Q(recorded_at__gte=F("at")), name="clock_events_have_happened"),
        ]
        triggers = append_only()

    def __str__(self):
        return f"{self.step} {self.at:%Y-%m-%d %H:%M}"
