"""What was found to overlap, and what people said of it. The first is made anew by each run, the second stays."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from catalog.offerings.models import Offering
from contracts.portfolio.models import System
from marketplace.audit.models import append_only


class OverlapItemQuerySet(models.QuerySet):
    def with_names(self):
        """With all that a line about an item says."""
        return self.select_related("offering__vendor", "system__agency", "system__supplier")

    def grouped(self):
        """Those that stand in a group."""
        return self.filter(group__isnull=False)


class OverlapItem(models.Model):
    """An offering, or a system that an agency runs: one number for either, so that verdicts can name both."""

    offering = models.OneToOneField(Offering, models.PROTECT, null=True, related_name="overlap_item")
    system = models.OneToOneField(System, models.PROTECT, null=True, related_name="overlap_item")
    group = models.PositiveBigIntegerField(
        null=True, db_index=True, editable=False, help_text="The lowest item of its group; none where it stands alone."
    )

    objects = OverlapItemQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(offering__isnull=False, system__isnull=True)
                | Q(offering__isnull=True, system__isnull=False),
                name="overlap_item_is_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(group__isnull=True) | Q(group__lte=F("id")), name="overlap_group_is_its_lowest_item"
            ),
        ]

    def __str__(self):
        return str(self.thing)

    def get_absolute_url(self):
        return self.thing.get_absolute_url()

    @property
    def thing(self):
        """The offering or the system itself."""
        return self.offering or self.system

    @property
    def whose(self) -> str:
        """Who offers it, or which agency runs it."""
        return self.offering.vendor.name if self.offering else self.system.agency.name


class OverlapFinding(models.Model):
    """Two items that were found alike, with the score and its parts."""

    first = models.ForeignKey(OverlapItem, models.CASCADE, related_name="+")
    second = models.ForeignKey(OverlapItem, models.CASCADE, related_name="+")
    score = models.DecimalField(max_digits=4, decimal_places=3)
    parts = models.JSONField(help_text="Kind, value, points and what was in common, of each part.")

    class Meta:
        ordering = ["-score", "first_id", "second_id"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="one_finding_a_pair"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="finding_names_the_lower_item_first"),
            models.CheckConstraint(condition=Q(score__range=(0, 1)), name="overlap_score_is_a_share"),
        ]

    def __str__(self):
        return f"{self.first} and {self.second}"

    @property
    def points(self) -> int:
        """Of a hundred."""
        return round(self.score * 100)

    @property
    def said(self) -> list[str]:
        """What was in common, the telling kinds first."""
        kinds = {part["kind"]: part["shared"] for part in self.parts}
        return [each for kind in ("name", "ideas", "topics", "words") for each in kinds.get(kind, ())]


class OverlapVerdictQuerySet(models.QuerySet):
    def in_force(self):
        """The latest of each pair."""
        return self.order_by("first_id", "second_id", "-at", "-pk").distinct("first_id", "second_id")


class OverlapVerdict(models.Model):
    """What somebody decided about two items, and why. A later one takes its place; none is ever changed."""

    class Says(models.TextChoices):
        OVERLAP = "overlap", "They do the same"
        APART = "apart", "They do different things"
        COMPLEMENT = "complement", "They go together"

    first = models.ForeignKey(OverlapItem, models.PROTECT, related_name="+")
    second = models.ForeignKey(OverlapItem, models.PROTECT, related_name="+")
    says = models.CharField("what is it?", max_length=10, choices=Says)
    reason = models.CharField("why?", max_length=1000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    score = models.DecimalField(max_digits=4, decimal_places=3, null=True, help_text="As it was found then.")

    objects = OverlapVerdictQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="verdict_names_the_lower_item_first"),
            models.CheckConstraint(condition=~Q(reason=""), name="overlap_verdict_says_why"),
        ]
        indexes = [models.Index(fields=["first", "second", "-at"], name="verdict_by_pair")]
        triggers = append_only()

    def __str__(self):
        return f"{self.first} and {self.second}: {self.get_says_display().lower()}"

    def get_absolute_url(self):
        return reverse("overlap_pair", args=[self.first_id, self.second_id])


class OverlapRun(models.Model):
    """One detection over everything: how much was read and found, and a digest of what it was found in."""

    at = models.DateTimeField()
    items = models.PositiveIntegerField()
    findings = models.PositiveIntegerField()
    groups = models.PositiveIntegerField()
    digest = models.CharField(max_length=64, help_text="SHA-256 over all that was read and the weights.")

    class Meta:
        ordering = ["-at", "-pk"]
        triggers = append_only()

    def __str__(self):
        return f"detection of {self.at:%Y-%m-%d %H:%M}"
