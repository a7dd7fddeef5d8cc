"""The levy of a signed agreement: another percent is announced for a month that is still to come."""

import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from catalog.offerings.plans import price_day
from contracts.frameworks.models import DrawDown, Framework, FrameworkLevy, LotVendor
from contracts.frameworks.models.levy import MOST_PERCENT
from marketplace.accounts.models import User
from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.components.formats import day
from marketplace.errors import InvalidInput
from marketplace.notifications.actions import notify
from marketplace.organisations.models import Membership
from marketplace.permissions import Role, require

from .amending import lock_signed
from .drafting import BINDING_ROLES

A_MONTH = datetime.timedelta(days=31)
MONTHS_AHEAD = 12


def first_months(framework: Framework, *, on: datetime.date) -> list[datetime.date]:
    """The months from whose first day on another percent can hold: to come, and with orders that still run."""
    months = [(on.replace(day=1) + A_MONTH).replace(day=1)]
    while len(months) < MONTHS_AHEAD:
        months.append((months[-1] + A_MONTH).replace(day=1))
    return [month for month in months if framework.starts_on < month < framework.ends_on]


@transaction.atomic
def announce_levy(
    *,
    framework: Framework,
    percent: Decimal,
    holds_from: datetime.date,
    reason: str,
    version: int,
    by: Any,
    now: Clock = database_now,
) -> FrameworkLevy:
    """From the first day of a month on orders under the agreement bear another levy. What was charged before stays.

    Raises PermissionDenied, NotSigned, FrameworkEnded, StaleForm, InvalidInput.
    """
    require(by, "contracts.announce_levy")
    framework, at = lock_signed(framework, version), now()
    before, said = framework.levy_on(holds_from), reason.strip()
    _check(framework, percent, holds_from, said, on=price_day(at))
    row = FrameworkLevy.objects.create(
        framework=framework, percent=percent, holds_from=holds_from, reason=said, announced_by=by, announced_at=at
    )
    framework.version += 1
    framework.save(update_fields=["version"])
    data = {"before": before, "percent": percent, "holds_from": holds_from, "reason": said}
    record(action="contracts.framework.levy_announced", obj=framework, by=by, at=at, data=data)
    _tell(row, before, at=at)
    return row


def _check(
    framework: Framework, percent: Decimal, holds_from: datetime.date, reason: str, *, on: datetime.date
) -> None:
    if not reason:
        raise InvalidInput("Say why the levy changes. Nothing was announced. Vendors and agencies read it.")
    if not 0 <= percent <= MOST_PERCENT:
        raise InvalidInput(f"A levy is from 0 to {MOST_PERCENT}%. Nothing was announced. Enter another percentage.")
    if holds_from not in first_months(framework, on=on):
        raise InvalidInput(
            "A levy changes on the first day of a month that is still to come, while orders run under the agreement: "
            "what is charged already stays as it is. Nothing was announced. Choose one of the days offered."
        )
    if percent == framework.levy_on(holds_from):
        raise InvalidInput(
            f"The levy on {day(holds_from)} is {percent.normalize():f}% already. Nothing was announced. "
            "Enter another percentage or day."
        )


def _tell(row: FrameworkLevy, before: Decimal, *, at: datetime.datetime) -> None:
    """Those who bind its vendors, and who looks after the agencies that ordered under it."""
    framework = row.framework
    vendors = LotVendor.objects.filter(lot__framework=framework).values("vendor_id")
    agencies = DrawDown.objects.standing().filter(lot__framework=framework).values("agency_id")
    members = Membership.objects.in_force(at=at)
    held = members.filter(organisation__in=vendors, role__in=BINDING_ROLES)
    held |= members.filter(organisation__in=agencies, role=Role.AGENCY_ADMIN)
    notify(
        recipients=User.objects.filter(pk__in=held.values("user_id"), is_active=True),
        key=f"{framework.reference}-levy-{row.pk}",
        subject=f"{framework.reference}: levy of {row.percent.normalize():f}% from {day(row.holds_from)}",
        body=f"Until then it is {before.normalize():f}%. {row.reason}",
        address=framework.get_absolute_url(),
        at=at,
    )
