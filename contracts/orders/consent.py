"""By which word of the office's an order binds it, where it stands between: given before, in writing."""

from contracts.agreements.actions import Consent
from contracts.agreements.underpinning import stands_between
from marketplace.errors import DomainError

from .models import Order


class OfficeHasNotConsented(DomainError):
    sentence = (
        "The broker office stands between agency and vendor for this service, and neither a framework agreement nor a "
        "buying policy in force says that it consents. Nothing was done. Ask the office to draw the contract up, or to "
        "put a buying policy into force."
    )


def consent_for(order: Order) -> Consent | None:
    """What the office signed or put into force under which the order is placed; None where it does not stand between,
    and where there is neither."""
    if not stands_between(order.delivery_mode):
        return None
    if order.framework_lot is not None:
        framework = order.framework_lot.framework
        if framework.signed_by is not None and framework.signed_at is not None:
            return Consent(framework.signed_by, framework.signed_at, str(framework), framework.get_absolute_url())
    policy = order.policy
    if policy is None or policy.enacted_by is None or policy.enacted_at is None:
        return None
    return Consent(policy.enacted_by, policy.enacted_at, str(policy), policy.get_absolute_url())


def check_consent(order: Order) -> None:
    """Raises OfficeHasNotConsented where the order would bind the office without its word."""
    if stands_between(order.delivery_mode) and consent_for(order) is None:
        raise OfficeHasNotConsented
