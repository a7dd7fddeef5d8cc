"""Metered use of the month that is over, which who provides a service has not told yet."""

import datetime

from django.db.models import Exists, OuterRef, QuerySet

from contracts.costs.charge_rows import midnight
from contracts.invoicing.models import MeteredUse
from contracts.orders.models import Order
from marketplace.permissions import Role

from ..permitted import permitted
from ..reader import Reader
from ..steps import Source, Step


def _last_month(reader: Reader) -> datetime.date:
    first = reader.at.astimezone(midnight(reader.at.date()).tzinfo).date().replace(day=1)
    return (first - datetime.timedelta(days=1)).replace(day=1)


def use_to_tell(reader: Reader) -> QuerySet[Order]:
    """Orders that meter something and ran in the last month, of which nothing was told for it."""
    month = _last_month(reader)
    following = (month + datetime.timedelta(days=31)).replace(day=1)
    running = Order.objects.recurring_in(start_on=month, end_on=following).exclude(usage=[])
    told = MeteredUse.objects.filter(order=OuterRef("pk"), month=month)
    mine = running.filter(permitted(reader.user, "contracts.tell_use"), ~Exists(told))
    return mine.select_related("agency").order_by("reference")


def tell_use(order: Order, reader: Reader) -> Step:
    month = _last_month(reader)
    return Step(
        what="Tell",
        reference=order.reference,
        url=f"{order.get_absolute_url()}use/",
        about=f"the metered use of {order.offering_name} in {month:%B %Y}",
        why=f"It goes on the next invoice to {order.agency}.",
        button="Tell what was used",
        mark="Since",
        due=None,
        since=midnight((month + datetime.timedelta(days=31)).replace(day=1)),
    )


USE_TO_TELL = Source(
    "use-to-tell",
    "order with use to tell",
    "orders with use to tell",
    frozenset({Role.VENDOR_EDITOR, Role.SIGNATORY, Role.VENDOR_ADMIN, Role.CONTRACT_MANAGER}),
    use_to_tell,
    tell_use,
)
