"""Who takes part: agencies, vendors and the broker office, and who holds which role in them, from when to when."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone

from marketplace.permissions import Role, Standing, own_organisations, reads_all


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
            models.CheckConstraint(condition=~Q(parent=F("pk")), name="organisation_is_not_its_own_parent"),
            models.CheckConstraint(condition=Q(kind="agency") | Q(level=""), name="only_agencies_have_a_level"),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.sort_name = self.name.casefold()
        super().save(*args, **kwargs)


class MembershipQuerySet(models.QuerySet):
    def in_force(self, *, at):
        return self.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=at), starts_at__lte=at, user__is_active=True)

    def visible_to(self, user):
        """Colleagues see each other; the broker office sees all."""
        return self if reads_all(user) else self.filter(organisation_id__in=own_organisations(user))

    def standing_of(self, user) -> tuple[Standing, ...]:
        """What somebody holds now, own roles and those they stand in for. One query."""
        at = timezone.now()
        stood_in_for = Substitution.objects.in_force(at=at).filter(substitute=user).values("membership_id")
        rows = (
            Membership.objects.filter(Q(user=user) | Q(pk__in=stood_in_for))
            .in_force(at=at)
            .exclude(organisation__status__in=[Organisation.Status.SUSPENDED, Organisation.Status.REFUSED])
            .values_list("organisation_id", "organisation__kind", "role", "delegation_limit")
        )
        return tuple(Standing(org, kind, Role(role), limit) for org, kind, role, limit in rows)


class Membership(models.Model):
    """One person's role in one organisation, from a start to an end."""

    user = models.ForeignKey("accounts.User", models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=24, choices=Role)
    delegation_limit = models.DecimalField(
        max_digits=14, decimal_places=2, null=True, blank=True, help_text="Approvers: highest total value of an order."
    )
    starts_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["organisation_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation", "role"], condition=Q(ends_at__isnull=True), name="one_open_membership"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gte=F("starts_at")), name="membership_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(delegation_limit__isnull=True) | Q(delegation_limit__gte=0),
                name="delegation_limit_is_not_negative",
            ),
        ]

    def __str__(self):
        return f"{self.user}, {self.get_role_display().lower()} of {self.organisation}"


class SubstitutionQuerySet(models.QuerySet):
    def in_force(self, *, at):
        return self.filter(starts_at__lte=at, ends_at__gt=at, ended_at__isnull=True)


class Substitution(models.Model):
    """Somebody stands in for a membership until a date that is known from the start."""

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="substitutions")
    substitute = models.ForeignKey("accounts.User", models.CASCADE, related_name="substitutions")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, editable=False)

    objects = SubstitutionQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="substitution_ends_after_start"),
        ]

    def __str__(self):
        return f"{self.substitute} for {self.membership}"


class Invitation(models.Model):
    """An open door for one address into one role, until it is used, withdrawn or too old."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="invitations")
    email = models.EmailField()
    role = models.CharField(max_length=24, choices=Role)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self):
        return f"{self.email} to {self.organisation}"


class BusinessHours(models.Model):
    """An organisation's working calendar: its zone, its weekly hours, its closed and special days."""

    organisation = models.OneToOneField(Organisation, models.CASCADE, related_name="business_hours")
    time_zone = models.CharField(max_length=64, default="America/New_York")
    weekly = models.JSONField(help_text='Intervals by weekday, Monday first: [[["08:00","12:00"],["13:00","17:00"]], …]')
    closed_days = models.JSONField(default=dict, help_text='Date to name: {"2026-11-26": "Thanksgiving"}')
    public_holidays = models.CharField(max_length=20, default="US", help_text="Country code of the public holidays.")

    class Meta:
        verbose_name_plural = "business hours"

    def __str__(self):
        return f"hours of {self.organisation}"


class ApiToken(models.Model):
    """A key for programs: only its hash is kept; it has a scope, an owner and an end."""

    class Scope(models.TextChoices):
        READ = "read"
        MEASURE = "measure", "Send measurements"
        ORDER = "order", "Place requests"

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="api_tokens")
    owner = models.ForeignKey("accounts.User", models.CASCADE, related_name="stoa_tokens")
    name = models.CharField(max_length=100)
    prefix = models.CharField(max_length=12, unique=True, editable=False)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, editable=False)
    last_used_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self):
        return f"{self.prefix}… ({self.name})"
