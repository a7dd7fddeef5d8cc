"""What somebody offers, on which terms, and who may read it. Changes happen in catalog/offerings/actions.py.

Plans and service levels stand in plans.py, facts about an offering in facts.py.
"""

import datetime
from typing import Any

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import connection, models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin, WorkflowMixin

from catalog.taxonomy.models import Certification, DeliveryMode, Deployment, ImpactLevel, ServiceModel, Topic
from marketplace.organisations.models import Organisation
from marketplace.permissions import own_organisations, reads_all
from marketplace.slugs import free_slug

from .admitted import AdmittedQuerySet, OfferedByAdmitted
from .answering import GivesAnswers
from .facts import AgencyUse, OfferingChange, OfferingFacts
from .plans import OfferedServiceLevel, Plan
from .publication import OfferingPublication
from .shared_builds import SharedBuild
from .topics_shown import ShowsTopics
from .uploads.models import OfferingUpload

__all__ = ["AgencyUse", "OfferedServiceLevel", "Offering", "OfferingChange", "OfferingFacts", "OfferingUpload", "Plan"]

LONGEST_DESCRIPTION = 20_000
ONE_NAMING_AT_A_TIME = 20_261_125  # the advisory lock
# Words of addresses under /catalogue/: an offering of such a name gets another slug.
RESERVED_SLUGS = ("compare", "export", "feed", "new", "search", "suggest", "suggestions", "values")
SHOWN_VENDORS = [Organisation.Status.LISTED, Organisation.Status.VERIFIED]


class OfferingQuerySet(AdmittedQuerySet):
    def listed(self):
        """Published, of a vendor that the public may see."""
        return self.filter(live=True, vendor__status__in=SHOWN_VENDORS)

    def orderable(self):
        """Listed, and with all that an order needs: Offering.missing_for_orders as a filter."""
        of_offering = {"offering_id": OuterRef("pk")}
        return (
            self.listed()
            .of_admitted_vendors()
            .filter(
                Exists(Plan.objects.filter(**of_offering)),
                Exists(OfferedServiceLevel.objects.filter(**of_offering)) | Q(no_service_level_promised=True),
                ~Q(data_location="") & ~Q(exit_terms="") & ~Q(delivery_mode=""),
                on_standard_terms=True,
                vendor__status=Organisation.Status.VERIFIED,
            )
        )

    def visible_to(self, user):
        """The broker office reads all; everybody reads what is listed; a vendor also its own drafts."""
        if reads_all(user):
            return self
        shown = Q(live=True, vendor__status__in=SHOWN_VENDORS)
        return self.filter(shown | Q(vendor_id__in=own_organisations(user)))


class Offering(
    OfferingPublication,
    OfferedByAdmitted,
    GivesAnswers,
    SharedBuild,
    ShowsTopics,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    ClusterableModel,
):
    """Something as a service that a vendor, or the state itself, offers to public bodies."""

    class AuthorisationPath(models.TextChoices):
        AGENCY = "agency", "Through an agency"
        JAB = "jab", "Through the Joint Authorization Board"
        PROGRAM = "program", "Through the FedRAMP program"

    vendor = models.ForeignKey(Organisation, models.PROTECT, related_name="offerings")
    slug = models.SlugField(max_length=120, unique=True)
    name = models.CharField(max_length=200)
    sort_name = models.CharField(max_length=200, editable=False, db_index=True)
    summary = models.CharField(max_length=300, blank=True, help_text="One sentence: for whom, and for what.")
    description = models.TextField(
        blank=True,
        validators=[MaxLengthValidator(LONGEST_DESCRIPTION)],
        help_text=f"Plain text, at most {LONGEST_DESCRIPTION:,} characters.",
    )
    service_models = ArrayField(models.CharField(max_length=8, choices=ServiceModel), default=list)
    deployment = models.CharField(max_length=30, choices=Deployment)
    impact_level = models.CharField(max_length=12, choices=ImpactLevel, blank=True)
    topics = ParentalManyToManyField(Topic, blank=True, related_name="offerings")

    certification = models.CharField(max_length=20, choices=Certification, default=Certification.NONE)
    authorisation_path = models.CharField(max_length=8, choices=AuthorisationPath, blank=True)
    assessor = models.ForeignKey("catalog.Assessor", models.PROTECT, null=True, blank=True, related_name="offerings")
    ready_on = models.DateField("ready since", null=True, blank=True)
    authorised_on = models.DateField("authorised or assessed on", null=True, blank=True)
    authorised_until = models.DateField("authorisation ends on", null=True, blank=True)
    annual_assessment = models.CharField(
        max_length=5, blank=True, help_text="Month and day of the yearly assessment, such as 12/22."
    )

    data_location = models.CharField(max_length=200, blank=True, help_text="Where the data is kept.")
    support_hours = models.CharField(max_length=200, blank=True)
    support_channels = models.CharField(max_length=200, blank=True, help_text="Such as: Telephone, E-mail, Chat")
    exit_terms = models.TextField(
        blank=True, validators=[MaxLengthValidator(4_000)], help_text="How an agency gets out: one term a line."
    )
    open_api = models.BooleanField("open API", null=True, blank=True)
    sign_in = models.CharField(max_length=200, blank=True, help_text="Such as: SAML 2.0, OpenID Connect")
    website = models.CharField(max_length=300, blank=True)

    delivery_mode = models.CharField(max_length=8, choices=DeliveryMode, blank=True)
    on_standard_terms = models.BooleanField(
        "can be ordered on the office’s standard terms",
        default=False,
        help_text="Then a plan, service levels (or none promised), a data location and exit terms are needed.",
    )
    no_service_level_promised = models.BooleanField("promises no service level", default=False)
    prices_from = models.DateField("prices valid from", null=True, blank=True)
    prices_until = models.DateField("prices valid until", null=True, blank=True)

    source = models.CharField(max_length=20, blank=True, editable=False)
    source_id = models.CharField(max_length=60, blank=True, editable=False)
    vendor_code = models.CharField(
        max_length=60, blank=True, editable=False, help_text="The vendor’s own number for it."
    )
    invented = models.BooleanField(default=False, editable=False, help_text="Exists in the demonstration only.")

    # It names vendor, assessor and topics by foreign key; an index of the same again would cost every import twice.
    wagtail_reference_index_ignore = True
    _slug_is_ours = False

    objects = OfferingQuerySet.as_manager()

    class Meta:
        ordering = ["sort_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "source_id"], condition=~Q(source_id=""), name="one_offering_per_source_id"
            ),
            models.UniqueConstraint(
                fields=["vendor", "vendor_code"], condition=~Q(vendor_code=""), name="one_offering_per_vendor_code"
            ),
            models.CheckConstraint(condition=Q(service_models__len__gt=0), name="offering_has_a_service_model"),
            models.CheckConstraint(condition=~Q(slug__in=RESERVED_SLUGS), name="offering_slug_is_no_word_of_addresses"),
            models.CheckConstraint(
                condition=~Q(on_standard_terms=True, live=True) | ~Q(data_location="") & ~Q(exit_terms=""),
                name="orderable_offering_says_where_data_is_and_how_to_leave",
            ),
            models.CheckConstraint(
                condition=Q(prices_until__isnull=True) | Q(prices_until__gte=models.F("prices_from")),
                name="offering_prices_end_after_they_start",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="published_offerings_stay",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__first_published_at__isnull=False),
            )
        ]

    def __str__(self):
        return self.name

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        self._name_itself()
        super().full_clean(*args, **kwargs)

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self._state.adding and self._slug_is_ours:
            # Two drafts of one name at the same moment: the second waits here, and then sees the first one's slug.
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_NAMING_AT_A_TIME])
            self.slug = ""
        self._name_itself()
        super().save(*args, **kwargs)

    def _name_itself(self) -> None:
        """The slug is chosen once and stays: it is part of an address."""
        self.sort_name = self.name.casefold()
        if not self.slug:
            taken = Offering.objects.filter(slug__startswith=free_slug(self.name, ()))
            self.slug = free_slug(self.name, {*taken.values_list("slug", flat=True), *RESERVED_SLUGS})
            self._slug_is_ours = True

    @classmethod
    def from_serializable_data(cls, data: Any, check_fks: bool = False, strict_fks: bool = False) -> "Offering":
        """What a version refers to is never deleted, so it is not looked up row by row."""
        return super().from_serializable_data(data, check_fks=check_fks, strict_fks=strict_fks)

    def with_content_json(self, content: Any) -> "Offering":
        """Whose it is and the vendor's number belong to the offering, not to one of its versions."""
        version = super().with_content_json(content)
        version.vendor = self.vendor
        version.vendor_code = self.vendor_code
        return version

    @property
    def published_version(self) -> "Offering":
        """What the public reads, from the live revision; where there is none, nothing is published."""
        return self.with_content_json(self.live_revision.content)

    def get_absolute_url(self) -> str:
        return reverse("catalogue_offering", args=[self.slug])

    def get_preview_template(self, request: Any, mode_name: str) -> str:
        return "catalog/offerings/offering_preview.html"

    @property
    def exit_term_lines(self) -> list[str]:
        return [line.strip() for line in self.exit_terms.splitlines() if line.strip()]

    @property
    def service_model_labels(self) -> list[str]:
        return [ServiceModel(value).label for value in self.service_models]

    @property
    def is_orderable(self) -> bool:
        """Whether an agency can request it now; reads plans and service levels, so prefetch them in lists."""
        return self.live and self.on_standard_terms and not self.missing_for_orders()

    def missing_for_publication(self, *, as_sent: bool = False) -> list[str]:
        """What the gate of publication asks: facts to be listed, all the rest only where it can be ordered."""
        orders = self.missing_for_orders() if self.on_standard_terms else []
        answers = self.missing_answers(on=timezone.localdate(), as_sent=as_sent)
        return self.misfits() + self.missing_for_listing() + answers + orders

    def misfits(self) -> list[str]:
        """A draft may be saved with gaps; a published version fits its fields."""
        said = []
        for part in (self, *self.plans.all(), *self.service_levels.all()):
            try:
                part.full_clean(exclude=["offering"] if part is not self else None, validate_constraints=part is self)
            except ValidationError as error:
                said += [
                    f"{part} ({name.replace('_', ' ')}): {' '.join(each)}" for name, each in error.message_dict.items()
                ]
        return said

    def missing_for_listing(self) -> list[str]:
        """What keeps this version from being listed, a sentence each. Needs facts only."""
        merger = self.vendor.merger_in_force
        wanted = (
            (self.vendor.kind != Organisation.Kind.AGENCY, "An agency cannot offer services. Choose a vendor."),
            (
                self.vendor.status in SHOWN_VENDORS,
                f"{self.vendor} is {self.vendor.get_status_display().lower()}. Verify the vendor first.",
            ),
            (not merger, merger and f"{self.vendor} is part of {merger.successor} now. Hand the offering over first."),
            (self.service_models, "It has no service model. Choose at least one, such as SaaS."),
        )
        return [sentence for present, sentence in wanted if not present]

    def missing_for_orders(self) -> list[str]:
        """What keeps this version from being ordered, a sentence each."""
        verified = self.vendor.status == Organisation.Status.VERIFIED
        promised = bool(self.service_levels.all())
        wanted = (
            (verified, f"{self.vendor} is not verified. Verify the vendor, or take the offering off standard terms."),
            (self.vendor_is_admitted, self.missing_admission),
            (self.plans.all(), "It has no plan. Add at least one plan with a price."),
            (
                promised or self.no_service_level_promised,
                "It has no service level. Add one, or tick that none is promised.",
            ),
            (
                not (promised and self.no_service_level_promised),
                "It has service levels and says that none is promised. Keep one of the two.",
            ),
            (self.data_location, "It does not say where the data is kept. Fill in the data location."),
            (self.exit_term_lines, "It does not say how an agency gets out. Fill in the exit terms."),
            (self.delivery_mode, "It does not say who delivers. Choose a delivery mode."),
            (self.on_standard_terms, "No contract covers it. Put it on the office’s standard terms."),
        )
        return [sentence for present, sentence in wanted if not present]

    def price_list_is_valid(self, *, on: datetime.date) -> bool:
        """Whether the prices stand on that day; open ends stand for ever."""
        return (self.prices_from is None or self.prices_from <= on) and (
            self.prices_until is None or on <= self.prices_until
        )
