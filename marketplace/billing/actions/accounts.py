"""A vendor's own account with Stripe: opened once, looked at again when Stripe says that something changed."""

from typing import Any

from django.db import transaction

from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.permissions import require

from ..models import ConnectedAccount
from .telling import BILLERS, people_of


def refresh_account(*, account: ConnectedAccount, through: Any, now: Clock = database_now) -> ConnectedAccount:
    """Whether a vendor's account takes payments now. Raises Unreachable."""
    account.takes_payments, account.is_paid_out = through.account_standing(account.account)
    account.refreshed_at = now()
    account.save(update_fields=["takes_payments", "is_paid_out", "refreshed_at"])
    return account


@transaction.atomic
def onboard_vendor(*, organisation: Any, by: Any, through: Any, back: str, now: Clock = database_now) -> str:
    """The address at which a vendor opens its account with Stripe, or goes on with it.

    Raises PermissionDenied, Unreachable, Refused.
    """
    require(by, "billing.onboard_vendor", organisation)
    at = now()
    account = ConnectedAccount.objects.filter(organisation=organisation).first()
    if account is None:
        mail = people_of(organisation.pk, roles=BILLERS, at=at).order_by("pk").values_list("email", flat=True).first()
        made = through.open_account(name=str(organisation), mail=mail or "", key=f"account:{organisation.pk}")
        account = ConnectedAccount.objects.create(organisation=organisation, account=made, refreshed_at=at)
        record(action="billing.connected_account.opened", obj=account, by=by, at=at, data={"account": made})
    key = f"account:{organisation.pk}:{at.timestamp()}"
    return through.onboarding_address(account.account, refresh=back, back=back, key=key)
