"""Which orders exist for whom, and which wait for what."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from catalog.offerings.models import Plan
from contracts.agreements.models import local_day_has_come
from contracts.policies.models import Route
from marketplace.permissions import Role, own_organisations, reads_all


class OrderStatus(models.TextChoices):
    """Where an order stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted", "Waiting for approval"
    RETURNED = "returned", "Returned for changes"
    REJECTED = "rejected"
    APPROVED = "approved", "Waiting for the vendor"
    DECLINED = "declined", "Declined by the vendor"
    ACCEPTED = "accepted"
    ACTIVE = "active"
    ENDED = "ended"
    CANCELLED = "cancelled"


EDITABLE = (OrderStatus.DRAFT, OrderStatus.RETURNED)
ACCEPTED_STATES = (OrderStatus.ACCEPTED, OrderStatus.ACTIVE, OrderStatus.ENDED)
SEEN_BY_VENDOR = (OrderStatus.APPROVED, OrderStatus.DECLINED, *ACCEPTED_STATES)


class OrderQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The agency's people, the broker office, and the vendor from the agency's approval on.

        Of an order by rank a vendor sees its own offer, and the order once it has accepted. Who has taken the vendor's
        place in the contract sees the orders that hang under it. The partners of a joint order see it once it was sent.
        """
        if reads_all(user):
            return self
        own = own_organisations(user)
        seen = Q(status__in=ACCEPTED_STATES) | Q(status__in=SEEN_BY_VENDOR) & ~Q(route=Route.CASCADE)
        succeeded = Q(status__in=ACCEPTED_STATES, contract__vendor_id__in=own)
        shares = self.model._meta.get_field("shares").related_model.objects.filter(agency_id__in=own)
        shared = Q(pk__in=shares.values("order_id")) & ~Q(status=OrderStatus.DRAFT)
        return self.filter(Q(agency_id__in=own) | Q(seen, vendor_id__in=own) | succeeded | shared)

    def with_parties(self):
        return self.select_related("agency", "vendor", "offering", "requester", "contract__vendor")

    def with_people(self):
        people = ("requester", "submitted_by", "approved_by")
        agreement = ("framework_lot__framework", "framework_lot__lot", "policy", "comparison__lot__framework")
        return self.select_related("agency", "vendor", "offering__vendor", *people, *agreement)

    def waiting_for_approval_by(self, user):
        """Submitted orders whose total value lies within a limit that `user` holds today, own or stood in for."""
        within = Q(pk__in=[])
        for held in user.standing:
            if held.role == Role.APPROVER and held.delegation_limit is not None:
                mine = Q(agency_id=held.organisation_id, approval_value__lte=held.delegation_limit)
                within |= mine & ~Q(requester_id=held.stands_for) & ~Q(submitted_by_id=held.stands_for)
        approvals = self.model._meta.get_field("approvals").related_model.objects
        own = approvals.filter(order=OuterRef("pk"), approver_id=user.pk, sent_at=OuterRef("submitted_at"))
        return self.filter(within, ~Exists(own), status=OrderStatus.SUBMITTED).exclude(
            Q(requester_id=user.pk) | Q(submitted_by_id=user.pk)
        )

    def to_price_anew(self):
        """Drafts whose offering was published again since, or whose plan has announced prices."""
        plan = Plan.objects.filter(offering_id=OuterRef("offering_id"), code=OuterRef("plan_code"))
        changed = ~Q(offering__live_revision=F("offering_revision")) | ~Q(offering__vendor=F("vendor"))
        announced = Exists(plan.exclude(price_changes=[]))
        return self.filter(changed | announced, status__in=EDITABLE)

    def due_to_run(self, *, at):
        """Orders whose first or last day has come but is not recorded."""
        first = Q(status=OrderStatus.ACCEPTED) & local_day_has_come("starts_on", "agency__time_zone", at)
        last = Q(status=OrderStatus.ACTIVE) & local_day_has_come("ends_on", "agency__time_zone", at)
        over = Q(status__in=[OrderStatus.ACCEPTED, OrderStatus.ACTIVE], contract__ended_at__lte=at)
        return self.filter(first | last | over)

    def recurring_in(self, *, start_on, end_on):
        """Accepted orders whose term reaches into [start_on, end_on)."""
        return self.filter(status__in=ACCEPTED_STATES, starts_on__lt=end_on, ends_on__gt=start_on)

    def published(self):
        """Direct awards that the agency approved: the public reads them with their reason, whatever came of them."""
        return self.filter(route=Route.DIRECT_AWARD, approved_at__isnull=False)
