"""Files of a contract, each a version that stays; and the certificates that who provides has to keep valid."""

import datetime

import pgtrigger
from django.db import models
from django.db.models import Exists, OuterRef, Q

from catalog.question_sets.models import EvidenceFile
from contracts.agreements.models import Contract
from contracts.exits.models.standing import only_once
from marketplace.accounts.models import User
from marketplace.permissions import own_organisations, reads_all

from .milestone import Delivery


class CertificateQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those who read the contract inside."""
        return self.filter(contract__in=Contract.objects.visible_to(user))

    def asked(self):
        """Those that are not dropped."""
        return self.filter(dropped_at__isnull=True)

    def uncovered(self, *, on: datetime.date):
        """Asked for, and no document covers that day: none was given, or what was given has lapsed."""
        valid = ContractDocument.objects.filter(certificate=OuterRef("pk")).filter(
            Q(file__expires_on__isnull=True) | Q(file__expires_on__gte=on)
        )
        return self.asked().filter(~Exists(valid))

    def lapsed(self, *, on: datetime.date):
        """Those of which a document was valid once."""
        return self.uncovered(on=on).filter(documents__isnull=False)


class Certificate(models.Model):
    """An insurance or a certificate that has to be valid while the contract runs: asked for by the office."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="certificates")
    title = models.CharField(max_length=150)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    dropped_at = models.DateTimeField(null=True)
    dropped_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    dropped_because = models.CharField(max_length=500, blank=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        ordering = ["contract_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "title"], condition=Q(dropped_at__isnull=True), name="a_certificate_is_asked_once"
            ),
            models.CheckConstraint(
                condition=Q(dropped_at__isnull=True) | Q(dropped_by__isnull=False) & ~Q(dropped_because=""),
                name="dropped_certificate_says_by_whom_and_why",
            ),
        ]
        triggers = only_once("dropped_at", "dropped_by_id", "dropped_because", name="certificates")

    def __str__(self):
        return f"{self.title}, {self.contract.reference}"

    @property
    def newest(self) -> "ContractDocument | None":
        """The document that holds longest, prefetched with its file or not."""
        return max(
            self.documents.all(), key=lambda one: (one.file.expires_on or datetime.date.max, one.pk), default=None
        )

    def state(self, *, on: datetime.date) -> str:
        newest = self.newest
        if newest is None:
            return "missing"
        if newest.file.has_lapsed(on=on):
            return "lapsed"
        return "valid" if newest.file.verified_at else "unchecked"


class ContractDocumentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """By who may read it; what is public stands with a signed contract for everybody."""
        public = Q(readers=ContractDocument.Readers.EVERYBODY, contract__signed_at__isnull=False)
        if reads_all(user):
            return self
        own = own_organisations(user)
        buyer = Q(contract__agency_id__in=own)
        seller = Q(contract__vendor_id__in=own) & ~Q(readers=ContractDocument.Readers.BUYER)
        return self.filter(public | buyer | seller)


class ContractDocument(models.Model):
    """One version of a file: given once, never changed, read by those it names. The same title again is the next."""

    class Kind(models.TextChoices):
        SPECIFICATION = "specification", "Specification"
        REPORT = "report", "Report"
        DELIVERABLE = "deliverable", "Deliverable"
        CERTIFICATE = "certificate", "Insurance or certificate"
        MINUTES = "minutes", "Minutes"
        OTHER = "other", "Other"

    class Readers(models.TextChoices):
        PARTIES = "parties", "Both sides and the broker office"
        BUYER = "buyer", "The agency and the broker office"
        EVERYBODY = "everybody", "Everybody, in the register"

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=13, choices=Kind)
    title = models.CharField(max_length=150)
    number = models.PositiveSmallIntegerField(help_text="The version.")
    readers = models.CharField(max_length=9, choices=Readers, default=Readers.PARTIES)
    file = models.ForeignKey(EvidenceFile, models.PROTECT, related_name="+")
    delivery = models.ForeignKey(Delivery, models.PROTECT, null=True, related_name="documents")
    certificate = models.ForeignKey(Certificate, models.PROTECT, null=True, related_name="documents")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = ContractDocumentQuerySet.as_manager()

    class Meta:
        ordering = ["contract_id", "title", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["contract", "title", "number"], name="document_versions_are_numbered")
        ]
        triggers = [
            pgtrigger.Protect(name="documents_stay_as_given", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self):
        return f"{self.title}, version {self.number}"
