"""What paid for an offering of the state's own, and whether other public bodies may take it over."""

from django.core.exceptions import ValidationError
from django.db import models

from marketplace.organisations.models import Organisation


class PaidFrom(models.TextChoices):
    """Where the money came from with which it was built."""

    GENERAL = "general", "General fund"
    GRANT = "grant", "Federal grant"
    FEES = "fees", "Fees"
    BONDS = "bonds", "Bonds"
    MIXED = "mixed", "Several sources"


class SharedBuild(models.Model):
    """Built once with public money: what paid for it, and how another body takes it over."""

    paid_from = models.CharField("built with money from", max_length=8, choices=PaidFrom, blank=True)
    paid_words = models.CharField(
        "which grant, of whom", max_length=200, blank=True, help_text="For services of the state’s own."
    )
    may_be_taken_over = models.BooleanField("other public bodies may take it over", default=False)
    takeover_words = models.CharField(
        "how they take it over", max_length=300, blank=True, help_text="What they get, under which licence, from whom."
    )

    # What the offering itself brings along.
    vendor: Organisation

    class Meta:
        abstract = True

    @property
    def is_shared_build(self) -> bool:
        """Whether anything is said of what paid for it, or of taking it over."""
        return bool(self.paid_from or self.may_be_taken_over)

    def clean(self) -> None:
        """Only the state's own says so, and whoever may take it over reads how."""
        super().clean()
        if not self.is_shared_build:
            return
        if self.vendor.kind != Organisation.Kind.BROKER:
            raise ValidationError(
                {"paid_from": "Only a service of the state’s own says what paid for it. Clear these fields."}
            )
        if self.may_be_taken_over and not self.takeover_words.strip():
            raise ValidationError({"takeover_words": "Say how another body takes it over."})
