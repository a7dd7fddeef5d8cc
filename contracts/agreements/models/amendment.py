"""Amendments of contracts: proposed on coded grounds, approved by a second person, agreed by who provides."""

import datetime

import pgtrigger
from django.db import models
from django.db.models import F, Q

from marketplace.accounts.models import User
from marketplace.audit.models import append_only
from marketplace.money import AmountField
from marketplace.organisations.models import Organisation

from .contract import Contract


class Grounds(models.TextChoices):
    ORDER = "order", "An order came under it"
    FORESEEN = "foreseen", "Foreseen in the contract"
    ADDITIONAL = "additional", "More of the same has become necessary"
    UNFORESEEN = "unforeseen", "Something happened that nobody could foresee"
    MINOR = "minor", "Minor, the contract stays what it is"
    CORRECTION = "correction", "Correction of a slip"
    NOVATION = "novation", "Another company takes the vendor’s place"
    OPTION = "option", "An option of the contract was exercised"
    RENEWAL = "renewal", "The contract renewed itself"


# What both sides have agreed on before they signed, or order by order, does not use up the limit.
WITHIN_WHAT_WAS_SIGNED = (Grounds.ORDER, Grounds.OPTION, Grounds.RENEWAL)
PROPOSABLE = tuple(grounds for grounds in Grounds if grounds not in WITHIN_WHAT_WAS_SIGNED)


class Change(models.Model):
    """Value, end and vendor before and after. The vendor is named where another takes its place."""

    grounds = models.CharField(max_length=10, choices=Grounds, default=Grounds.ORDER)
    rationale = models.CharField(max_length=500)
    value_before = AmountField()
    value_after = AmountField()
    ends_on_before = models.DateField()
    ends_on_after = models.DateField()
    vendor_before = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    vendor_after = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True

    @property
    def last_day_before(self):
        return self.ends_on_before - datetime.timedelta(days=1)

    @property
    def last_day_after(self):
        return self.ends_on_after - datetime.timedelta(days=1)


class Amendment(Change):
    """A change of a signed contract's value, end or vendor, with what stood there before. Never changed itself."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="amendments")
    number = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["contract_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["contract", "number"], name="amendments_are_numbered"),
            models.CheckConstraint(
                condition=Q(grounds="novation", vendor_after__isnull=False) & ~Q(vendor_after=F("vendor_before"))
                | ~Q(grounds="novation") & Q(vendor_after__isnull=True, vendor_before__isnull=True),
                name="a_novation_names_both_vendors",
            ),
        ]
        triggers = append_only()

    def __str__(self):
        return f"amendment {self.number} of {self.contract}"


class ProposalQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those who read the contract inside, and the company that is to take the vendor's place."""
        return self.filter(contract__in=Contract.objects.visible_to(user)) | self.filter(
            agreed_for__in={held.organisation_id for held in getattr(user, "standing", ())}
        )

    def waiting(self):
        return self.filter(status__in=[AmendmentProposal.Status.PROPOSED, AmendmentProposal.Status.APPROVED])


class AmendmentProposal(Change):
    """What an amendment is to change: decided by a second person, then by who provides. Its content stands."""

    class Status(models.TextChoices):
        PROPOSED = "proposed", "Waiting for approval"
        APPROVED = "approved", "Waiting for the vendor"
        IN_FORCE = "in_force", "In force"
        REFUSED = "refused"
        WITHDRAWN = "withdrawn"

    TRANSITIONS = {
        Status.PROPOSED: {Status.APPROVED, Status.REFUSED, Status.WITHDRAWN},
        Status.APPROVED: {Status.IN_FORCE, Status.REFUSED, Status.WITHDRAWN},
    }

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="proposals")
    agreed_for = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", help_text="Whose agreement it needs: who provides afterwards."
    )
    status = models.CharField(max_length=9, choices=Status, default=Status.PROPOSED, editable=False)
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    agreed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, blank=True, help_text="Why it was refused or withdrawn.")
    amendment = models.OneToOneField(Amendment, models.PROTECT, null=True, related_name="proposal")

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = "amendment"
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["contract"], condition=Q(status__in=["proposed", "approved"]), name="one_open_amendment"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["approved", "in_force"])
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="amendment_past_approval_says_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("proposed_by")),
                name="nobody_approves_their_own_amendment",
            ),
            models.CheckConstraint(
                condition=~Q(status="in_force") | Q(agreed_by__isnull=False, amendment__isnull=False),
                name="amendment_in_force_is_agreed",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="proposals_stay", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="proposed_content_stands",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.status IN ('in_force', 'refused', 'withdrawn') OR (to_jsonb(OLD) - ARRAY['status', "
                    "'approved_by_id', 'approved_at', 'agreed_by_id', 'closed_at', 'reason', 'amendment_id']) "
                    "IS DISTINCT FROM (to_jsonb(NEW) - ARRAY['status', 'approved_by_id', 'approved_at', "
                    "'agreed_by_id', 'closed_at', 'reason', 'amendment_id'])"
                ),
            ),
        ]

    def __str__(self):
        return f"proposed amendment of {self.contract.reference}"

    def get_absolute_url(self):
        return f"/amendments/{self.pk}/"

    @property
    def is_open(self) -> bool:
        return self.status in (self.Status.PROPOSED, self.Status.APPROVED)
