"""What a service level may promise: good over total in a window, of eight kinds, counted by one named party."""

from typing import Any

from django.db import models
from django.db.models import Q

from marketplace.organisations.models import Organisation


class ObjectiveKind(models.TextChoices):
    """What is counted. `good` and `total` are seconds, slices, user-minutes, answers, cases, deliveries or ratings."""

    AVAILABILITY = "availability", "Time in service"
    REQUESTS = "requests", "Requests without error"
    USER_MINUTES = "user_minutes", "User-minutes in service"
    LATENCY = "latency", "Answers within a time"
    RESPONSE = "response", "First answer in time"
    RESOLUTION = "resolution", "Solved in time"
    DELIVERY = "delivery", "Delivered on time"
    SATISFACTION = "satisfaction", "Satisfied people"

    @property
    def shape(self) -> "Shape":
        return SHAPES[self]


class Shape(models.TextChoices):
    """The form in which the evidence of a kind comes."""

    CHECKS = "checks", "a monitor's checks"
    COUNTS = "counts", "counts of good and all"
    CASES = "cases", "cases with their clocks"


SHAPES = {
    ObjectiveKind.AVAILABILITY: Shape.CHECKS,
    ObjectiveKind.LATENCY: Shape.CHECKS,
    ObjectiveKind.REQUESTS: Shape.COUNTS,
    ObjectiveKind.USER_MINUTES: Shape.COUNTS,
    ObjectiveKind.DELIVERY: Shape.COUNTS,
    ObjectiveKind.SATISFACTION: Shape.COUNTS,
    ObjectiveKind.RESPONSE: Shape.CASES,
    ObjectiveKind.RESOLUTION: Shape.CASES,
}


class MeasuringParty(models.TextChoices):
    """Who counts, and whose measurements are taken in."""

    OFFICE = "office", "The broker office"
    VENDOR = "vendor", "The vendor"
    AGENCY = "agency", "The agency"
    MONITOR = "monitor", "A named monitor"


class EmptySlice(models.TextChoices):
    """What five minutes without a request say."""

    NO_ERROR = "no_error", "No error"
    SKIPPED = "skipped", "Nothing"


def kind_of(code: str, within_minutes: int | None) -> ObjectiveKind:
    """The kind of a promise that names none: a time limit tells answers and fixes from time in service."""
    if within_minutes is None:
        return ObjectiveKind.AVAILABILITY
    return ObjectiveKind.RESOLUTION if "fix" in code or "resol" in code else ObjectiveKind.RESPONSE


class ObjectiveFields(models.Model):
    """The part of a promise that says what is counted, how, over which window and by whom."""

    kind = models.CharField(max_length=12, choices=ObjectiveKind, default=ObjectiveKind.AVAILABILITY)
    threshold = models.PositiveIntegerField(
        null=True, blank=True, help_text="Milliseconds for answers; the least rating of a satisfied person."
    )
    within_minutes = models.PositiveIntegerField(
        null=True, blank=True, help_text="For answers and fixes: the time in which they are promised."
    )
    minimum_count = models.PositiveIntegerField(default=1, help_text="With fewer, there is no verdict.")
    empty_slice = models.CharField(max_length=8, choices=EmptySlice, default=EmptySlice.NO_ERROR)
    service_hours = models.JSONField(
        default=list, blank=True, help_text="Seven lists, Monday first, as for maintenance; none: round the clock."
    )
    closed_on_holidays = models.BooleanField(default=False)
    measuring_party = models.CharField(max_length=7, choices=MeasuringParty, default=MeasuringParty.OFFICE)
    monitor = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        abstract = True

    @property
    def shape(self) -> Shape:
        return ObjectiveKind(self.kind).shape

    @property
    def measuring_organisation_id(self) -> Any:
        """The party of the contract, or the monitor, that counts; None where any broker office does."""
        contract: Any = getattr(self, "contract", None)
        if self.measuring_party == MeasuringParty.MONITOR:
            return self.monitor_id
        if self.measuring_party in {MeasuringParty.VENDOR, MeasuringParty.AGENCY}:
            return getattr(contract, f"{self.measuring_party}_id")
        return None

    @property
    def measuring_action(self) -> str:
        """The row of the permission table that says who may hand measurements in."""
        own = self.measuring_party != MeasuringParty.OFFICE
        return "contracts.load_own_measurements" if own else "contracts.load_measurements"


def objective_constraints() -> list[models.CheckConstraint]:
    """What makes a promise of each kind whole."""
    timed, rated = Q(kind__in=["response", "resolution"]), Q(kind__in=["latency", "satisfaction"])
    return [
        models.CheckConstraint(
            condition=timed & Q(within_minutes__isnull=False, within_minutes__gt=0)
            | ~timed & Q(within_minutes__isnull=True),
            name="answers_and_fixes_have_a_time",
        ),
        models.CheckConstraint(
            condition=rated & Q(threshold__isnull=False, threshold__gt=0) | ~rated & Q(threshold__isnull=True),
            name="speed_and_satisfaction_have_a_threshold",
        ),
        models.CheckConstraint(
            condition=Q(measuring_party="monitor", monitor__isnull=False)
            | ~Q(measuring_party="monitor") & Q(monitor__isnull=True),
            name="a_named_monitor_is_named",
        ),
        models.CheckConstraint(condition=Q(minimum_count__gte=1), name="a_verdict_needs_at_least_one"),
    ]
