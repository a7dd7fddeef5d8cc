"""The register of data-sharing agreements: who gives which data to whom, for what, until when, signed by all."""

import datetime
from typing import Any, TypeAlias

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from marketplace.accounts.models import User
from marketplace.audit.models import append_only
from marketplace.organisations.models import Organisation
from marketplace.permissions import own_organisations, reads_all

from .document import DocumentVersion


class SharingStatus(models.TextChoices):
    DRAFTED = "drafted"
    LEGAL_REVIEW = "legal_review", "In legal review"
    SIGNED = "signed", "Signed, not yet begun"
    ACTIVE = "active"
    REVIEW_DUE = "review_due", "Review due"
    RENEWED = "renewed"
    ENDED = "ended"


UNSIGNED = (SharingStatus.DRAFTED, SharingStatus.LEGAL_REVIEW)
IN_FORCE = (SharingStatus.ACTIVE, SharingStatus.REVIEW_DUE, SharingStatus.RENEWED)
TERMS = (
    "title", "provider_id", "recipient_id", "purpose", "datasets", "retention", "legal_basis", "contact", "starts_on",
    "public", "made_from_id",
)  # fmt: skip


PARTIES_STAY = """
IF (SELECT status FROM cms_sharingagreement WHERE id = COALESCE(NEW.agreement_id, OLD.agreement_id)) <> 'drafted' THEN
    RAISE EXCEPTION 'Cannot change the parties of an agreement that is out of drafting';
END IF;
IF TG_OP = 'DELETE' THEN
    RETURN OLD;
END IF;
RETURN NEW;
"""


def changes(*columns: str) -> str:
    """SQL: whether an update changes any of these columns."""
    before, after = (", ".join(f"{row}.{column}" for column in columns) for row in ("OLD", "NEW"))
    return f"ROW({before}) IS DISTINCT FROM ROW({after})"


class SharingAgreementQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The parties and the office all; everybody what is signed and not confidential."""
        if reads_all(user):
            return self
        own = own_organisations(user)
        further = SharingParty.objects.filter(organisation__in=own).values("agreement")
        parties = Q(provider__in=own) | Q(recipient__in=own) | Q(pk__in=further)
        return self.filter(parties | Q(public=True, signed_at__isnull=False))

    def to_begin(self, *, on: datetime.date):
        """Signed, and their first day is there."""
        return self.filter(status=SharingStatus.SIGNED, starts_on__lte=on)

    def to_review(self, *, on: datetime.date):
        """In force, and the day of their review is there, whether or not a job noted it."""
        begun = Q(status=SharingStatus.SIGNED, starts_on__lte=on)
        running = Q(status__in=[SharingStatus.ACTIVE, SharingStatus.RENEWED, SharingStatus.REVIEW_DUE])
        return self.filter(begun | running, review_on__lte=on)


class SharingAgreement(models.Model):
    """One agreement: a public body gives, others get. Its terms stay as they are once it is out of drafting."""

    Status: TypeAlias = SharingStatus
    TRANSITIONS = {
        Status.DRAFTED: {Status.LEGAL_REVIEW},
        Status.LEGAL_REVIEW: {Status.DRAFTED, Status.SIGNED},
        Status.SIGNED: {Status.ACTIVE, Status.ENDED},
        Status.ACTIVE: {Status.REVIEW_DUE, Status.ENDED},
        Status.REVIEW_DUE: {Status.RENEWED, Status.ENDED},
        Status.RENEWED: {Status.REVIEW_DUE, Status.ENDED},
    }

    reference = models.CharField(max_length=16, unique=True, editable=False)
    status = models.CharField(max_length=12, choices=SharingStatus, default=Status.DRAFTED, editable=False)
    title = models.CharField(max_length=150)
    provider = models.ForeignKey(Organisation, models.PROTECT, related_name="shares_given")
    recipient = models.ForeignKey(Organisation, models.PROTECT, related_name="shares_received")
    further: models.ManyToManyField = models.ManyToManyField(
        Organisation, through="SharingParty", related_name="+", help_text="Who else gets the data, and signs."
    )
    purpose = models.CharField(max_length=2000)
    datasets = models.JSONField(help_text="A list of objects: name, holds, terms.")
    retention = models.CharField(max_length=500)
    legal_basis = models.CharField(max_length=500)
    contact = models.CharField(max_length=200, help_text="Whom to ask: a function and an address, not a person.")
    starts_on = models.DateField()
    review_on = models.DateField(help_text="From this day on a review is due.")
    public = models.BooleanField(default=True)
    made_from = models.ForeignKey(DocumentVersion, models.PROTECT, null=True, related_name="agreements")
    drafted_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")
    drafted_at = models.DateTimeField(editable=False)
    version = models.PositiveSmallIntegerField(default=1, editable=False, help_text="Counts the changes of the draft.")
    cleared_by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")
    cleared_at = models.DateTimeField(null=True, editable=False)
    signed_at = models.DateTimeField(null=True, editable=False)
    round = models.PositiveSmallIntegerField(default=0, editable=False, help_text="How often it was renewed.")
    renewal_on = models.DateField(null=True, editable=False, help_text="The next review that one side proposes.")
    ended_at = models.DateTimeField(null=True, editable=False)
    ended_because = models.CharField(max_length=500, blank=True, editable=False)

    objects = SharingAgreementQuerySet.as_manager()

    class Meta:
        ordering = ["-drafted_at", "-pk"]
        verbose_name = "data-sharing agreement"
        constraints = [
            models.CheckConstraint(condition=~Q(provider=F("recipient")), name="nobody_shares_with_itself"),
            models.CheckConstraint(condition=Q(review_on__gt=F("starts_on")), name="a_review_follows_the_start"),
            models.CheckConstraint(
                condition=Q(status__in=UNSIGNED) | Q(signed_at__isnull=False, cleared_at__isnull=False),
                name="what_is_signed_was_cleared",
            ),
            models.CheckConstraint(
                condition=~Q(status="ended") | Q(ended_at__isnull=False) & ~Q(ended_because=""),
                name="an_ended_sharing_says_why",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="shared_terms_stay",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(f"OLD.status <> 'drafted' AND {changes(*TERMS)}"),
            ),
            pgtrigger.Protect(
                name="a_review_moves_by_renewal",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    f"OLD.status <> 'drafted' AND NEW.status <> 'renewed' AND {changes('review_on')}"
                ),
            ),
            pgtrigger.Protect(name="sharing_is_kept", operation=pgtrigger.Delete),
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("sharing_agreement", args=[self.reference])

    @property
    def parties(self) -> tuple[int, ...]:
        """Who gives, who gets, and who else gets: each signs."""
        return self.provider_id, self.recipient_id, *(one.pk for one in self.further.all())

    def state(self, *, on: datetime.date) -> str:
        """The status as of a day: a first day or a review that has come counts, whatever a job noted."""
        status: Any = SharingStatus(self.status)
        if status == SharingStatus.SIGNED and self.starts_on <= on:
            status = SharingStatus.ACTIVE
        if status in (SharingStatus.ACTIVE, SharingStatus.RENEWED) and self.review_on <= on:
            status = SharingStatus.REVIEW_DUE
        return status


class SharingParty(models.Model):
    """A further body that gets the data. Who it is stays as it was once the agreement is out of drafting."""

    agreement = models.ForeignKey(SharingAgreement, models.PROTECT, related_name="further_parties")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["agreement_id", "pk"]
        constraints = [models.UniqueConstraint(fields=["agreement", "organisation"], name="a_party_stands_once")]
        triggers = [
            pgtrigger.Trigger(
                name="parties_stay",
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.Before,
                level=pgtrigger.Row,
                func=PARTIES_STAY,
            )
        ]

    def __str__(self):
        return f"{self.organisation} in {self.agreement}"


class SharingSignature(models.Model):
    """One party's signature: under the terms (round 0), or under one of the renewals that follow."""

    agreement = models.ForeignKey(SharingAgreement, models.PROTECT, related_name="signatures")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    round = models.PositiveSmallIntegerField()
    digest = models.CharField(max_length=64, help_text="SHA-256 of what was signed.")
    signed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()

    class Meta:
        ordering = ["agreement_id", "round", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "organisation", "round", "digest"], name="each_party_signs_a_text_once"
            )
        ]
        triggers = append_only()

    def __str__(self):
        return f"{self.organisation} signed {self.agreement}"
