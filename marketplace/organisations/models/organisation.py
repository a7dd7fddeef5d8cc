"""Agencies, vendors and the broker office."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower, Upper
from django.utils import timezone

from marketplace.permissions import own_organisations, reads_all


class OrganisationQuerySet(models.QuerySet):
    def agencies(self):
        return self.filter(kind=Organisation.Kind.AGENCY)

    def vendors(self):
        return self.filter(kind=Organisation.Kind.VENDOR)

    def broker_offices(self):
        return self.filter(kind=Organisation.Kind.BROKER)

    def listed(self):
        """Vendors that the public may see: real ones by their published facts, registered ones once verified."""
        return self.filter(status__in=[Organisation.Status.LISTED, Organisation.Status.VERIFIED])

    def visible_to(self, user):
        if reads_all(user):
            return self
        return self.filter(
            ~Q(kind=Organisation.Kind.VENDOR)
            | Q(status__in=[Organisation.Status.LISTED, Organisation.Status.VERIFIED])
            | Q(pk__in=own_organisations(user))
        )


class Organisation(models.Model):
    """A public body, a vendor, or the office that brings them together."""

    class Kind(models.TextChoices):
        AGENCY = "agency"
        VENDOR = "vendor"
        BROKER = "broker", "Broker office"

    class Level(models.TextChoices):
        FEDERAL = "federal"
        STATE = "state"
        COUNTY = "county"
        CITY = "city"
        TRIBAL = "tribal"
        INTERSTATE = "interstate"

    class Status(models.TextChoices):
        LISTED = "listed", "Known by published facts"
        REGISTERED = "registered", "Waiting for verification"
        VERIFIED = "verified"
        REFUSED = "refused"
        SUSPENDED = "suspended"

    TRANSITIONS = {
        Status.LISTED: {Status.REGISTERED, Status.VERIFIED},
        Status.REGISTERED: {Status.VERIFIED, Status.REFUSED},
        Status.REFUSED: {Status.REGISTERED},
        Status.VERIFIED: {Status.SUSPENDED},
        Status.SUSPENDED: {Status.VERIFIED},
    }

    kind = models.CharField(max_length=6, choices=Kind)
    status = models.CharField(max_length=10, choices=Status, default=Status.VERIFIED)
    name = models.CharField(max_length=200)
    sort_name = models.CharField(max_length=200, editable=False, db_index=True)
    slug = models.SlugField(max_length=100, unique=True)
    level = models.CharField(max_length=10, choices=Level, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    mail_domain = models.CharField(max_length=120, blank=True, help_text="People with an address here may join.")
    website = models.CharField(max_length=300, blank=True)
    city = models.CharField(max_length=100, blank=True)
    state = models.CharField(max_length=2, blank=True)
    source = models.CharField(max_length=20, blank=True, editable=False)
    source_id = models.CharField(max_length=100, blank=True, editable=False)
    registration_number = models.CharField(max_length=40, blank=True, help_text="UEI or state registration number.")
    small_business = models.BooleanField(null=True, blank=True)
    invented = models.BooleanField(default=False, help_text="Exists in the demonstration only.")
    time_zone = models.CharField(max_length=64, default="America/New_York")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["sort_name"]
        constraints = [
            models.UniqueConstraint(
                Lower("mail_domain"), condition=~Q(mail_domain=""), name="one_organisation_per_mail_domain"
            ),
            models.UniqueConstraint(
                fields=["source", "source_id"], condition=~Q(source_id=""), name="one_organisation_per_source_id"
            ),
            models.UniqueConstraint(
                Upper("registration_number"),
                condition=Q(kind="vendor") & ~Q(registration_number=""),
                name="one_vendor_per_registration_number",
            ),
            models.CheckConstraint(condition=~Q(parent=F("pk")), name="organisation_is_not_its_own_parent"),
            models.CheckConstraint(condition=Q(kind="agency") | Q(level=""), name="only_agencies_have_a_level"),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.sort_name = self.name.casefold()
        super().save(*args, **kwargs)

    @property
    def sanction_in_force(self):
        """The suspension or debarment under which it takes no new orders, if any. One query."""
        return self.sanctions.in_force(at=timezone.now()).first()

    @property
    def merger_in_force(self):
        """The merger by which it is part of another company now, if any. One query unless `mergers` are prefetched."""
        at = timezone.now()
        return next((merger for merger in self.mergers.all() if merger.is_in_force(at=at)), None)

    @property
    def goes_on_as(self):
        """Itself, or the company that it is part of now, at any remove. One query each unless `mergers` with their
        `successor` are prefetched."""
        merger = self.merger_in_force
        return merger.successor.goes_on_as if merger else self

    def former_names(self) -> list[str]:
        """Names that it bore in Stoa before, the latest first. One query unless `name_changes` are prefetched."""
        names = [change.name_before for change in self._confirmed_changes() if change.name_before != self.name]
        return list(dict.fromkeys(names[::-1]))

    def other_names(self, *, at) -> list[str]:
        """Former names, and those of companies that are part of it at that moment: all find it. Two queries, or none
        where `name_changes` and `predecessors` with their `predecessor` are prefetched."""
        return self.former_names() + [row.predecessor.name for row in self.predecessors.all() if row.is_in_force(at=at)]

    def name_at(self, at) -> str:
        """What it was called at that moment; None is now. One query unless `name_changes` are prefetched."""
        later = (change for change in self._confirmed_changes() if at is not None and change.decided_at > at)
        return next((change.name_before for change in later), self.name)

    def called_at(self, at) -> str:
        """Its name at that moment with the one it bears now: "Tidewick Voice (now Tidewick)"."""
        then = self.name_at(at)
        merger = self.merger_in_force
        if merger:
            return f"{then} (part of {merger.successor} now)"
        return then if then == self.name else f"{then} (now {self.name})"

    def _confirmed_changes(self):
        changes = [change for change in self.name_changes.all() if change.status == change.Status.CONFIRMED]
        return sorted(changes, key=lambda change: (change.decided_at, change.pk))
