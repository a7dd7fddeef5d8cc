"""Orders that wait for the reader: own ones to finish, others' to approve, approved ones to accept."""

import datetime
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet
from django.urls import reverse

from contracts.orders.models import CascadeOffer, JointShare, Order, OrderChange, Provisioning
from contracts.policies.models import Route
from marketplace.components.formats import day, money
from marketplace.permissions import Role

from ..permitted import permitted
from ..reader import Reader
from ..steps import Source, Step

DECLINED_FOR = datetime.timedelta(days=30)
QUOTED = 160


def own_requests(reader: Reader) -> QuerySet[Order]:
    """The reader's own drafts, what was returned to them, and what a vendor has declined lately."""
    declined = Q(status=Order.Status.DECLINED, approved_at__gt=reader.at - DECLINED_FOR)
    mine = Order.objects.filter(permitted(reader.user, "contracts.edit_order"), requester=reader.user)
    open_to_me = mine.filter(Q(status__in=Order.EDITABLE) | declined)
    return open_to_me.select_related("agency", "vendor").order_by("wanted_from", "pk")


def tell_own_request(order: Order, reader: Reader) -> Step:
    what, why, button, page = {
        Order.Status.DRAFT: (
            "Finish",
            f"{_size(order)}, wanted from {day(order.wanted_from)}; nobody sees it until you submit it.",
            "Finish",
            "order_check" if order.justification else "order_funding",
        ),
        Order.Status.RETURNED: ("Change", f"It came back with a reason: {_quoted(order)}", "Change", "order_plan"),
        Order.Status.DECLINED: (
            "Replace",
            f"{order.vendor} declined it: {_quoted(order)}",
            "Read the reason",
            "order_page",
        ),
    }[Order.Status(order.status)]
    target = reverse(page, args=[order.reference])
    return _step(order, what, why=why, button=button, target=target, mark="Wanted from", due=order.wanted_from)


def orders_to_approve(reader: Reader) -> QuerySet[Order]:
    """Within the limit held, one's own or that of somebody stood in for; never one's own request."""
    waiting = Order.objects.waiting_for_approval_by(reader.user)
    return waiting.select_related("agency", "vendor", "requester").order_by("approval_due_at", "pk")


def tell_approval(order: Order, reader: Reader) -> Step:
    why = f"{order.requester} asks for it: {_size(order)}. {order.vendor} hears of it only once you approve."
    return _step(order, "Decide on", why=why, button="Decide", mark="Approval due", due=order.approval_due_at)


def orders_to_accept(reader: Reader) -> QuerySet[Order]:
    """Approved by an agency, waiting for those who bind the side that provides."""
    mine = Order.objects.filter(permitted(reader.user, "contracts.accept_order"), status=Order.Status.APPROVED)
    waiting = mine.exclude(route=Route.CASCADE)
    return waiting.select_related("agency", "vendor").order_by("acceptance_due_at", "pk")


def tell_acceptance(order: Order, reader: Reader) -> Step:
    why = f"{order.agency} approved it: {_size(order)}. It starts on {day(order.wanted_from)} once you accept."
    return _step(order, "Answer", why=why, button="Answer", mark="Answer due", due=order.acceptance_due_at)


def offers_to_answer(reader: Reader) -> QuerySet[CascadeOffer]:
    """Orders by rank of which it is the reader's side's turn at this moment."""
    turn = CascadeOffer.objects.filter(permitted(reader.user, "contracts.answer_offer")).open_at(reader.at)
    return turn.select_related("order__agency", "vendor").order_by("expires_at", "pk")


def tell_offer(offer: CascadeOffer, reader: Reader) -> Step:
    url = offer.get_absolute_url()
    return Step(
        what="Answer",
        reference=offer.order.reference,
        url=url,
        target=url,
        about=offer.offering_name,
        why=f"{offer.order.agency} offers it to you by rank. Unanswered, it goes to the next vendor.",
        button="Answer",
        mark="Offered until",
        due=offer.expires_at,
    )


def provided_to_confirm(reader: Reader) -> QuerySet[Order]:
    """Orders of the reader's own that the vendor has reported ready."""
    mine = Order.objects.filter(permitted(reader.user, "contracts.confirm_provisioning"), requester=reader.user)
    ready = mine.filter(provisioning__status=Provisioning.Status.READY)
    return ready.select_related("agency", "vendor", "contract__vendor", "provisioning").order_by(
        "provisioning__ready_at", "pk"
    )


def tell_provided(order: Order, reader: Reader) -> Step:
    standing = order.provisioning
    why = f"{order.served_by} says that it is ready: {standing.resource}."
    target = reverse("order_provisioning_confirm", args=[order.reference])
    return _step(order, "Confirm", why=why, button="Confirm", target=target, since=standing.ready_at)


def failed_to_provide(reader: Reader) -> QuerySet[Order]:
    """Orders whose provisioning failed and was not begun again."""
    mine = Order.objects.filter(permitted(reader.user, "contracts.provision_order"))
    failed = mine.filter(provisioning__status=Provisioning.Status.FAILED)
    return failed.select_related("agency", "vendor").order_by("starts_on", "pk")


def tell_failed(order: Order, reader: Reader) -> Step:
    why = f"Its provisioning failed; {order.agency} waits for it."
    target = reverse("order_provisioning", args=[order.reference])
    return _step(order, "Provide", why=why, button="Report", target=target, mark="Starts", due=order.starts_on)


def shares_to_approve(reader: Reader) -> QuerySet[JointShare]:
    """Shares of joint orders that another agency leads, within a limit of the reader."""
    limits = [
        Q(agency_id=held.organisation_id, amount__lte=held.delegation_limit)
        for held in reader.user.standing
        if held.role == Role.APPROVER and held.delegation_limit is not None
    ]
    mine = JointShare.objects.waiting().filter(permitted(reader.user, "contracts.decide_share"))
    waiting = mine.filter(reduce(or_, limits, Q(pk__in=[])))
    return waiting.select_related("order__agency", "agency").order_by("order__approval_due_at", "pk")


def tell_share(share: JointShare, reader: Reader) -> Step:
    order = share.order
    amount = money((share.amount, order.currency))
    why = f"{order.agency} leads it; the share of {share.agency} is {share.words}, {amount}."
    url = f"{order.get_absolute_url()}#shares"
    return _step(
        order, "Decide on a share of", why=why, button="Decide", target=url, due=order.approval_due_at, mark="Due"
    )


def changes_to_approve(reader: Reader) -> QuerySet[OrderChange]:
    """Changes of running orders whose new total lies within a limit of the reader."""
    limits = [
        Q(order__agency_id=held.organisation_id, total_after__lte=held.delegation_limit)
        for held in reader.user.standing
        if held.role == Role.APPROVER and held.delegation_limit is not None
    ]
    within = reduce(or_, limits, Q(pk__in=[]))
    mine = OrderChange.objects.filter(permitted(reader.user, "contracts.approve_change"), within)
    asked = mine.filter(status=OrderChange.Status.REQUESTED)
    own = Q(order__requester_id=reader.user.pk) | Q(order__submitted_by_id=reader.user.pk)
    return asked.exclude(own).select_related("order__agency", "requested_by").order_by("due_at", "pk")


def changes_to_answer(reader: Reader) -> QuerySet[OrderChange]:
    """More of a running order, approved by its agency, waiting for the vendor."""
    mine = OrderChange.objects.filter(permitted(reader.user, "contracts.agree_to_change"))
    waiting = mine.filter(status=OrderChange.Status.APPROVED)
    return waiting.select_related("order__agency", "requested_by").order_by("due_at", "pk")


def tell_change(change: OrderChange, reader: Reader) -> Step:
    order = change.order
    url = f"{order.get_absolute_url()}#changes"
    total = money((change.total_after, order.currency))
    return Step(
        what="Decide on the change of",
        reference=order.reference,
        url=url,
        target=url,
        about=order.offering_name,
        why=f"{change.what}. In all {total}. {change.requested_by}: {change.words}",
        button="Decide",
        mark="Answer due",
        due=change.due_at,
    )


def _step(order: Order, what: str, **details) -> Step:
    url = order.get_absolute_url()
    return Step(
        what=what,
        reference=order.reference,
        url=url,
        about=order.offering_name,
        **({"target": url} | details),
    )


def _size(order: Order) -> str:
    months = f"{order.months} month{'' if order.months == 1 else 's'}"
    return f"{order.cost_words} in all for {months}"


def _quoted(order: Order) -> str:
    reason = order.reason if len(order.reason) <= QUOTED else f"{order.reason[:QUOTED].rstrip()}…"
    return f"“{reason}”"


OWN_REQUESTS = Source(
    "own-requests",
    "request of yours to finish",
    "requests of yours to finish",
    frozenset({Role.REQUESTER}),
    own_requests,
    tell_own_request,
)
ORDERS_TO_APPROVE = Source(
    "orders-to-approve",
    "order to approve",
    "orders to approve",
    frozenset({Role.APPROVER}),
    orders_to_approve,
    tell_approval,
)
ORDERS_TO_ACCEPT = Source(
    "orders-to-accept",
    "order to accept",
    "orders to accept",
    frozenset({Role.SIGNATORY, Role.VENDOR_ADMIN, Role.CONTRACT_MANAGER, Role.CIO}),
    orders_to_accept,
    tell_acceptance,
)
OFFERS_TO_ANSWER = Source(
    "offers-to-answer",
    "offer by rank to answer",
    "offers by rank to answer",
    frozenset({Role.SIGNATORY, Role.VENDOR_ADMIN, Role.CONTRACT_MANAGER, Role.CIO}),
    offers_to_answer,
    tell_offer,
)
CHANGES_TO_APPROVE = Source(
    "changes-to-approve",
    "change of an order to approve",
    "changes of orders to approve",
    frozenset({Role.APPROVER}),
    changes_to_approve,
    tell_change,
)
CHANGES_TO_ANSWER = Source(
    "changes-to-answer",
    "change of an order to answer",
    "changes of orders to answer",
    frozenset({Role.SIGNATORY, Role.VENDOR_ADMIN, Role.CONTRACT_MANAGER, Role.CIO}),
    changes_to_answer,
    tell_change,
)
PROVIDED_TO_CONFIRM = Source(
    "provided-to-confirm",
    "order that is ready to confirm",
    "orders that are ready to confirm",
    frozenset({Role.REQUESTER}),
    provided_to_confirm,
    tell_provided,
)
FAILED_TO_PROVIDE = Source(
    "failed-to-provide",
    "order to provide again",
    "orders to provide again",
    frozenset({Role.VENDOR_EDITOR, Role.SIGNATORY, Role.VENDOR_ADMIN, Role.CONTRACT_MANAGER, Role.CIO}),
    failed_to_provide,
    tell_failed,
)
SHARES_TO_APPROVE = Source(
    "shares-to-approve",
    "share of a joint order to approve",
    "shares of joint orders to approve",
    frozenset({Role.APPROVER}),
    shares_to_approve,
    tell_share,
)
