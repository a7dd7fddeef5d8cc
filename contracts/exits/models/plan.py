"""The plan of the exit: who does what by when once the contract ends, and how the agency's data comes back."""

import datetime

import pgtrigger
from django.db import models
from django.db.models import Q

from contracts.agreements.models import Contract
from marketplace.accounts.models import User
from marketplace.organisations.models import Organisation

from .standing import only_once


class Owner(models.TextChoices):
    AGENCY = "agency", "The agency"
    VENDOR = "vendor", "Who provides"
    BROKER = "broker", "The broker office"


class ExitPlanQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those who read the contract inside."""
        return self.filter(contract__in=Contract.objects.visible_to(user))


class ExitPlan(models.Model):
    """Proposed by the office; it holds once both sides have agreed, until a newer one is agreed."""

    class Status(models.TextChoices):
        PROPOSED = "proposed", "Waiting for both sides"
        AGREED = "agreed"
        REFUSED = "refused"
        REPLACED = "replaced", "Replaced by a newer one"

    TRANSITIONS = {Status.PROPOSED: {Status.AGREED, Status.REFUSED}, Status.AGREED: {Status.REPLACED}}

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="exit_plans")
    number = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=8, choices=Status, default=Status.PROPOSED, editable=False)
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    agreed_by_agency = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    agreed_by_agency_at = models.DateTimeField(null=True)
    agreed_by_vendor = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    agreed_by_vendor_at = models.DateTimeField(null=True)
    refused_because = models.CharField(max_length=500, blank=True)

    objects = ExitPlanQuerySet.as_manager()

    class Meta:
        verbose_name = "exit plan"
        ordering = ["contract_id", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["contract", "number"], name="exit_plans_are_numbered"),
            models.UniqueConstraint(fields=["contract"], condition=Q(status="proposed"), name="one_proposed_exit_plan"),
            models.UniqueConstraint(fields=["contract"], condition=Q(status="agreed"), name="one_agreed_exit_plan"),
            models.CheckConstraint(
                condition=~Q(status__in=["agreed", "replaced"])
                | Q(agreed_by_agency__isnull=False, agreed_by_vendor__isnull=False),
                name="agreed_exit_plan_has_both_sides",
            ),
        ]
        triggers = only_once(
            "status", "agreed_by_agency_id", "agreed_by_agency_at", "agreed_by_vendor_id", "agreed_by_vendor_at",
            "refused_because", name="exit_plans",
        )  # fmt: skip

    def __str__(self):
        return f"exit plan {self.number} of {self.contract.reference}"

    def get_absolute_url(self):
        return f"/exit-plans/{self.pk}/"


ONE_SIDE_HAS_AGREED = """
IF EXISTS (
    SELECT 1 FROM contracts_exitplan AS plan WHERE plan.id = NEW.plan_id
    AND (plan.status <> 'proposed' OR plan.agreed_by_agency_id IS NOT NULL OR plan.agreed_by_vendor_id IS NOT NULL)
) THEN
    RAISE EXCEPTION 'the steps of an agreed exit plan cannot be changed; propose another';
END IF;
RETURN NEW;
"""


class ExitStepQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those who read the contract inside."""
        return self.filter(plan__contract__in=Contract.objects.visible_to(user))


class ExitStep(models.Model):
    """One thing to do, so many days after the end (before it where negative), by one side."""

    class Kind(models.TextChoices):
        DATA_RETURN = "data_return", "Data returned, confirmed by the agency"
        DELETION = "deletion", "Data deleted, certified by who provides"
        OTHER = "other", "Other"

    plan = models.ForeignKey(ExitPlan, models.PROTECT, related_name="steps")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=11, choices=Kind, default=Kind.OTHER)
    what = models.CharField(max_length=300)
    owner = models.CharField(max_length=6, choices=Owner)
    days_after_end = models.SmallIntegerField()
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    note = models.CharField(max_length=500, blank=True)

    objects = ExitStepQuerySet.as_manager()

    class Meta:
        ordering = ["plan_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="exit_steps_are_numbered"),
            models.UniqueConstraint(
                fields=["plan", "kind"], condition=~Q(kind="other"), name="data_goes_back_and_is_deleted_once"
            ),
            models.CheckConstraint(
                condition=~Q(kind="data_return") | Q(owner="agency"), name="the_agency_confirms_its_data"
            ),
            models.CheckConstraint(
                condition=~Q(kind="deletion") | Q(owner="vendor"), name="who_provides_certifies_the_deletion"
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, done_by__isnull=True, note="")
                | Q(done_at__isnull=False, done_by__isnull=False) & ~Q(note=""),
                name="done_exit_step_says_by_whom_and_how",
            ),
        ]
        triggers = [
            *only_once("done_at", "done_by_id", "note", name="exit_steps"),
            pgtrigger.Trigger(
                name="steps_come_before_agreement",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=ONE_SIDE_HAS_AGREED,
            ),
        ]

    def __str__(self):
        return f"step {self.number} of {self.plan}"

    @property
    def organisation(self) -> Organisation | None:
        """Who does it: the present vendor, where another has taken the first one's place."""
        return self.plan.contract.organisation_of(self.owner)

    @property
    def owner_organisation_id(self) -> int | None:
        return getattr(self.plan.contract, f"{self.owner}_id")

    @property
    def due_on(self) -> datetime.date:
        """Reckoned from the end as it stands now: an amendment or a notice moves it."""
        return self.plan.contract.end_day + datetime.timedelta(days=self.days_after_end)


# Every plan holds both; the deletion is certified once the return is confirmed.
DATA_STEPS = (ExitStep.Kind.DATA_RETURN, ExitStep.Kind.DELETION)
