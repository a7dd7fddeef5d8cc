"""What a solicitation asks for, lot by lot, as rows: laid down from its text at publication and by addenda alone."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from catalog.offerings.credit_steps import plain, steps_at, steps_named
from catalog.taxonomy.models import Lot
from contracts.agreements.objectives import MeasuringParty, ObjectiveKind
from contracts.agreements.templates_of_terms import PromisedLevel
from marketplace.money import AmountField, CurrencyField

from .freezing import row_stands
from .solicitation import Solicitation

PERCENT = {"max_digits": 7, "decimal_places": 4}


class SolicitationLot(models.Model):
    """A part for which vendors answer on their own, and which is awarded on its own. There is always one."""

    solicitation = models.ForeignKey(Solicitation, models.PROTECT, related_name="lots")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    category = models.ForeignKey(Lot, models.PROTECT, null=True, blank=True, related_name="+")
    estimated_value = AmountField(null=True, blank=True)
    currency = CurrencyField()
    max_awards = models.PositiveSmallIntegerField(default=1)
    since = models.PositiveSmallIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["solicitation_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["solicitation", "number"], name="one_lot_per_number"),
            models.CheckConstraint(condition=Q(number__gte=1, max_awards__gte=1), name="lot_counts_from_one"),
        ]
        triggers = row_stands("lot")

    def __str__(self):
        return f"{self.solicitation.reference}, lot {self.number}: {self.title}"


class LotRow(models.Model):
    """What every row of a lot has: a code that answers name, and the version in which it took its shape."""

    code = models.CharField(max_length=12)
    position = models.PositiveSmallIntegerField(default=0)
    since = models.PositiveSmallIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    def __str__(self):
        return f"{self.code} of {self.lot}"  # type: ignore[attr-defined]


class Criterion(LotRow):
    """By what proposals are judged. The weights of a lot add up to 100; those that are only passed weigh nothing."""

    class Kind(models.TextChoices):
        QUALITY = "quality"
        PRICE = "price"
        PASS_FAIL = "pass_fail", "Passed or failed"

    lot = models.ForeignKey(SolicitationLot, models.PROTECT, related_name="criteria")
    title = models.CharField(max_length=160)
    description = models.TextField(max_length=4000, blank=True)
    kind = models.CharField(max_length=9, choices=Kind, default=Kind.QUALITY)
    weight = models.DecimalField(max_digits=5, decimal_places=2, default=0)
    minimum_score = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    scale_max = models.PositiveSmallIntegerField(default=5)

    class Meta:
        verbose_name_plural = "criteria"
        ordering = ["lot_id", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["lot", "code"], name="one_criterion_per_code"),
            models.CheckConstraint(
                condition=Q(kind="pass_fail", weight=0) | ~Q(kind="pass_fail") & Q(weight__gt=0, weight__lte=100),
                name="criterion_weighs_something_or_is_passed",
            ),
            models.CheckConstraint(
                condition=Q(scale_max__gte=1)
                & (Q(minimum_score__isnull=True) | Q(minimum_score__gte=0, minimum_score__lte=F("scale_max"))),
                name="minimum_score_is_on_the_scale",
            ),
        ]
        triggers = row_stands("criterion")


class Requirement(LotRow):
    """What a vendor answers, one by one. A must that is answered with no ends the application."""

    class Answer(models.TextChoices):
        TEXT = "text"
        YES_NO = "yes_no", "Yes or no"
        FILE = "file"

    lot = models.ForeignKey(SolicitationLot, models.PROTECT, related_name="requirements")
    text = models.TextField(max_length=4000)
    must = models.BooleanField(default=True)
    answer_kind = models.CharField(max_length=6, choices=Answer, default=Answer.TEXT)
    word_limit = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["lot_id", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["lot", "code"], name="one_requirement_per_code"),
            models.CheckConstraint(
                condition=Q(answer_kind="text") | Q(word_limit__isnull=True), name="only_text_has_a_word_limit"
            ),
        ]
        triggers = row_stands("requirement")


class PriceLine(LotRow):
    """One line of the price schedule: what is priced, in which unit, how much of it."""

    lot = models.ForeignKey(SolicitationLot, models.PROTECT, related_name="price_lines")
    title = models.CharField(max_length=200)
    unit = models.CharField(max_length=60)
    quantity = models.DecimalField(max_digits=14, decimal_places=3, default=1)

    class Meta:
        ordering = ["lot_id", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["lot", "code"], name="one_price_line_per_code"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="price_line_asks_for_some"),
        ]
        triggers = row_stands("price_line")


class LevelAsked(LotRow):
    """A service level that the contract will hold, in the neutral terms of contracts.agreements."""

    lot = models.ForeignKey(SolicitationLot, models.PROTECT, related_name="levels")
    title = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=ObjectiveKind, default=ObjectiveKind.AVAILABILITY)
    target = models.DecimalField(**PERCENT)
    within_minutes = models.PositiveIntegerField(null=True, blank=True)
    threshold = models.PositiveIntegerField(null=True, blank=True)
    template = models.CharField(max_length=60, blank=True, help_text="Credit terms; empty: no credit.")
    measuring_party = models.CharField(max_length=7, choices=MeasuringParty, default=MeasuringParty.OFFICE)

    class Meta:
        verbose_name = "service level"
        ordering = ["lot_id", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["lot", "code"], name="one_level_asked_per_code"),
            models.CheckConstraint(condition=Q(target__gt=0, target__lte=100), name="level_asked_can_be_reached"),
            models.CheckConstraint(
                condition=~Q(measuring_party="monitor"), name="level_asked_is_measured_by_a_party_or_the_office"
            ),
        ]
        triggers = row_stands("level")

    @property
    def credit_words(self) -> str:
        """What a miss earns: "10% below 99.9%, 25% below 99%"; the name of the terms where it holds no steps."""
        steps = steps_at(Decimal(self.target), steps_named(self.template))
        return ", ".join(f"{plain(step.percent)}% below {plain(step.below)}%" for step in steps) or self.template

    @property
    def promised(self) -> PromisedLevel:
        """As a contract takes it."""
        return PromisedLevel(
            code=self.code.lower(),
            title=self.title,
            target=Decimal(self.target),
            within_minutes=self.within_minutes,
            template=self.template,
            kind=self.kind,
            threshold=self.threshold,
            measuring_party=self.measuring_party,
        )
