"""What a vendor states about itself beyond what its page shows."""

import datetime

from django.db import models
from django.db.models import Q

from marketplace.permissions import own_organisations, reads_all

from .organisation import Organisation

SIZE_HOLDS_FOR = datetime.timedelta(days=365)


class CompanyDetailsQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The company's own people and the broker office."""
        return self if reads_all(user) else self.filter(organisation_id__in=own_organisations(user))


class CompanyDetails(models.Model):
    """Legal name, tax number, seat and size, as stated on a day. Kept apart: no list and no public page loads it."""

    class Size(models.TextChoices):
        MICRO = "micro", "1 to 9 people"
        SMALL = "small", "10 to 49 people"
        MEDIUM = "medium", "50 to 249 people"
        LARGE = "large", "250 people and more"

    organisation = models.OneToOneField(Organisation, models.CASCADE, related_name="company")
    legal_name = models.CharField(max_length=200)
    tax_number = models.CharField(max_length=9, editable=False, db_index=True, help_text="EIN, nine digits.")
    street = models.CharField(max_length=200)
    postal_code = models.CharField(max_length=10)
    size = models.CharField(max_length=6, choices=Size)
    stated_at = models.DateTimeField(editable=False)

    objects = CompanyDetailsQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "company details"
        constraints = [
            models.CheckConstraint(condition=Q(tax_number__regex=r"^[0-9]{9}$"), name="tax_number_has_nine_digits"),
        ]

    def __str__(self):
        return f"details of {self.organisation}"

    @property
    def size_holds_until(self) -> datetime.datetime:
        """From then on the size is to be confirmed: companies grow."""
        return self.stated_at + SIZE_HOLDS_FOR

    @property
    def masked_tax_number(self) -> str:
        """All that a screen shows: enough to tell two apart, too little to use."""
        return f"••-•••{self.tax_number[-4:]}"
