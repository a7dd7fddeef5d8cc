"""What falls due under contracts: milestones to agree and deliver, deliveries to decide, certificates to add."""

import datetime

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from contracts.agreements.models import Contract
from contracts.deliveries.models import Certificate, Delivery, Milestone
from marketplace.permissions import Role

from ..permitted import permitted
from ..reader import Reader
from ..steps import Source, Step

BINDING = frozenset({Role.SIGNATORY, Role.VENDOR_ADMIN, Role.CONTRACT_MANAGER, Role.CIO})
PROVIDES = BINDING | {Role.VENDOR_EDITOR}
DAYS_AHEAD = datetime.timedelta(days=30)


def milestones_to_agree(reader: Reader) -> QuerySet[Milestone]:
    """Proposed, and not past their time."""
    waiting = Milestone.objects.filter(status=Milestone.Status.PROPOSED, due_at__gt=timezone.now())
    mine = waiting.filter(permitted(reader.user, "contracts.agree_milestone"))
    return mine.select_related("contract").order_by("due_at", "pk")


def milestones_to_deliver(reader: Reader) -> QuerySet[Milestone]:
    """Agreed, due within thirty days or overdue, and nothing stands as delivered."""
    near = Milestone.objects.overdue(at=timezone.now() + DAYS_AHEAD)
    mine = near.filter(permitted(reader.user, "contracts.deliver_milestone"))
    return mine.filter(contract__status__in=Contract.IN_FORCE).select_related("contract").order_by("due_at", "pk")


def tell_milestone(milestone: Milestone, reader: Reader) -> Step:
    verb = "agree" if milestone.status == Milestone.Status.PROPOSED else "deliver"
    return Step(
        what="Agree to a milestone of" if verb == "agree" else "Deliver under",
        reference=milestone.contract.reference,
        url=milestone.get_absolute_url(),
        about=milestone.title,
        why=milestone.criteria[:200],
        button=verb.capitalize(),
        target=reverse("milestone_act", args=[milestone.pk, verb]),
        mark="Milestone due",
        due=milestone.due_at,
    )


def deliveries_to_decide(reader: Reader) -> QuerySet[Delivery]:
    """Delivered to the reader's agency, and not decided, by silence either."""
    waiting = Delivery.objects.undecided(at=timezone.now())
    mine = waiting.filter(permitted(reader.user, "contracts.decide_delivery"))
    return mine.select_related("milestone__contract").order_by("accept_by", "delivered_at", "pk")


def tell_delivery(delivery: Delivery, reader: Reader) -> Step:
    milestone = delivery.milestone
    return Step(
        what="Accept, or reject, what was delivered under",
        reference=milestone.contract.reference,
        url=milestone.get_absolute_url(),
        about=milestone.title,
        why=delivery.note[:200],
        button="Review",
        target=reverse("milestone_act", args=[milestone.pk, "accept"]),
        mark="Accepted by silence",
        due=delivery.accept_by,
        since=delivery.delivered_at,
    )


def certificates_to_add(reader: Reader) -> QuerySet[Certificate]:
    """Asked of the reader's company, and not valid for thirty days more."""
    mine = Q(pk__in=[])
    for held in reader.user.standing:
        if held.role in PROVIDES:
            mine |= Q(contract__vendor_id=held.organisation_id)
    soon = Certificate.objects.uncovered(on=reader.today + DAYS_AHEAD).filter(mine)
    return soon.filter(contract__status__in=Contract.IN_FORCE).select_related("contract").order_by("asked_at", "pk")


def tell_certificate(certificate: Certificate, reader: Reader) -> Step:
    return Step(
        what="Add a certificate to",
        reference=certificate.contract.reference,
        url=certificate.contract.get_absolute_url(),
        about=certificate.title,
        why="It has to be valid while the contract runs, and is not, or ends within thirty days.",
        button="Add it",
        target=reverse("certificate_add", args=[certificate.pk]),
        since=certificate.asked_at,
    )


MILESTONES_TO_AGREE = Source(
    "milestones-to-agree", "milestone to agree to", "milestones to agree to", BINDING, milestones_to_agree,
    tell_milestone,
)  # fmt: skip
MILESTONES_TO_DELIVER = Source(
    "milestones-to-deliver", "milestone to deliver", "milestones to deliver", PROVIDES, milestones_to_deliver,
    tell_milestone,
)  # fmt: skip
DELIVERIES_TO_DECIDE = Source(
    "deliveries-to-decide", "delivery to decide on", "deliveries to decide on",
    frozenset({Role.REQUESTER, Role.APPROVER, Role.AGENCY_ADMIN}), deliveries_to_decide, tell_delivery,
)  # fmt: skip
CERTIFICATES_TO_ADD = Source(
    "certificates-to-add", "certificate to add", "certificates to add", PROVIDES, certificates_to_add, tell_certificate
)
