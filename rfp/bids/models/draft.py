"""What a vendor's people write before they submit: sealed for the vendor, part by part. Changes happen in actions/."""

import uuid

from django.db import models

from .bid import Bid


def ciphertext_path(file: "BidFile", name: str) -> str:
    """A place that says nothing: neither the vendor nor what the file is called."""
    return f"bids/{file.code.hex[:2]}/{file.code.hex}"


class DraftPart(models.Model):
    """One form of the bid as it was saved last. `number` counts its changes; forms carry it."""

    bid = models.ForeignKey(Bid, models.CASCADE, related_name="parts")
    key = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    sealed = models.BinaryField()
    changed_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["bid_id", "key"]
        constraints = [models.UniqueConstraint(fields=["bid", "key"], name="each_part_of_a_bid_once")]

    def __str__(self):
        return f"{self.key} of {self.bid}"


class UnsavedPartQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever typed it alone: colleagues see what was saved."""
        return self.filter(person_id=user.pk)


class UnsavedPart(models.Model):
    """What one person has typed into a form and not saved, kept while they type."""

    person = models.ForeignKey("accounts.User", models.CASCADE, related_name="+")
    bid = models.ForeignKey(Bid, models.CASCADE, related_name="unsaved")
    key = models.CharField(max_length=60)
    number = models.PositiveIntegerField(help_text="Of the part that the form was filled in from.")
    sealed = models.BinaryField()
    updated_at = models.DateTimeField()

    objects = UnsavedPartQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "bid", "key"], name="one_unsaved_part_a_person")]

    def __str__(self):
        return f"{self.key} of {self.bid} as {self.person} types it"


class BidFile(models.Model):
    """A file under a key of its own. What it is called, its kind, digest and key are sealed for the vendor; in a
    submitted version they lie in the technical envelope."""

    bid = models.ForeignKey(Bid, models.PROTECT, related_name="files")
    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    boxed = models.FileField(upload_to=ciphertext_path)
    size = models.PositiveIntegerField(help_text="Of the box.")
    facts = models.BinaryField(null=True, help_text="Sealed; none once the vendor cannot read its own any more.")
    added_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, help_text="From the draft; versions submitted before keep it.")

    class Meta:
        ordering = ["bid_id", "pk"]

    def __str__(self):
        return f"file {self.code} of {self.bid}"
