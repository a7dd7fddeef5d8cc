"""A spreadsheet that a vendor sent, and how far it has come. Changes happen in catalog/offerings/uploads/actions.py."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from marketplace.organisations.models import Organisation
from marketplace.permissions import own_organisations, reads_all


class OfferingUploadQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The vendor's own people and the broker office."""
        if reads_all(user):
            return self
        return self.filter(vendor_id__in=own_organisations(user))


class OfferingUpload(models.Model):
    """One spreadsheet of offerings: checked first, then taken in, piece by piece."""

    class Status(models.TextChoices):
        RECEIVED = "received", "Being checked"
        REFUSED = "refused", "Not readable"
        CHECKED = "checked", "Checked, nothing changed yet"
        APPLYING = "applying", "Being taken in"
        APPLIED = "applied", "Taken in"
        SENDING = "sending", "Being sent to the reviewers"
        SENT = "sent", "Sent to the reviewers"

    TRANSITIONS = {
        Status.RECEIVED: {Status.CHECKED, Status.REFUSED},
        Status.CHECKED: {Status.APPLYING},
        Status.APPLYING: {Status.APPLIED},
        Status.APPLIED: {Status.SENDING},
        Status.SENDING: {Status.SENT},
        Status.SENT: {Status.SENDING},
    }
    RUNNING = (Status.RECEIVED, Status.APPLYING, Status.SENDING)
    TAKEN_IN = (Status.APPLIED, Status.SENT)

    vendor = models.ForeignKey(Organisation, models.PROTECT, related_name="offering_uploads")
    sent_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    applied_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    status = models.CharField(max_length=8, choices=Status, default=Status.RECEIVED, editable=False)
    file_name = models.CharField(max_length=200)
    path = models.CharField(max_length=200, help_text="Where the file lies in the storage.")
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    refusal = models.CharField(max_length=500, blank=True, help_text="Why the file as a whole was not taken.")
    submits = models.BooleanField(default=False, help_text="Whether its drafts go to the reviewers at once.")

    row_count = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0, help_text="Rows behind which a killed worker goes on.")
    created_count = models.PositiveIntegerField(default=0)
    changed_count = models.PositiveIntegerField(default=0)
    same_count = models.PositiveIntegerField(default=0)
    submitted_count = models.PositiveIntegerField(default=0)
    faulty_count = models.PositiveIntegerField(default=0, help_text="Rows that were not taken.")
    faults = models.JSONField(default=list, help_text="Row, code, column, what is wrong, what to do.")
    notes = models.JSONField(default=list, help_text="Row, code, name, why it was taken but not sent to the reviewers.")

    received_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True)
    applied_at = models.DateTimeField(null=True)

    objects = OfferingUploadQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at", "-pk"]
        verbose_name = "spreadsheet"
        constraints = [
            models.CheckConstraint(condition=Q(rows_done__lte=models.F("row_count")), name="upload_does_its_rows_once"),
            models.CheckConstraint(
                condition=~Q(status__in=["applying", "applied"]) | Q(applied_by__isnull=False),
                name="upload_taken_in_has_somebody_who_asked",
            ),
        ]

    def __str__(self):
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("upload_report", args=[self.pk])

    @property
    def is_running(self) -> bool:
        """Whether a worker has it in hand."""
        return self.status in self.RUNNING

    @property
    def good_count(self) -> int:
        """Rows that are, or will be, taken."""
        return self.created_count + self.changed_count + self.same_count

    @property
    def draft_count(self) -> int:
        """Rows that make, or will make, a draft: those that say what Stoa holds already make none."""
        return self.created_count + self.changed_count

    @property
    def percent_done(self) -> int:
        return self.rows_done * 100 // self.row_count if self.row_count else 0
