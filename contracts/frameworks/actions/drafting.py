"""Preparing a framework agreement and signing it for the broker office."""

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Q

from catalog.admissions.models import Admission
from catalog.offerings.plans import price_day
from catalog.offerings.pricing import LEVY_PERCENT
from catalog.taxonomy.models import Lot
from contracts.frameworks.levies import keep_signed_levy
from contracts.frameworks.models import Framework, FrameworkLot, FrameworkMember, LotVendor
from contracts.frameworks.versions import keep_version
from marketplace.accounts.models import User
from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.components.formats import day, money
from marketplace.errors import DomainError, InvalidInput, StaleForm
from marketplace.lifecycle import move
from marketplace.notifications.actions import notify
from marketplace.organisations.models import Membership, Organisation
from marketplace.permissions import Role, require
from marketplace.references.actions import take_reference

BINDING_ROLES = (Role.SIGNATORY, Role.VENDOR_ADMIN)


class AlreadySigned(DomainError):
    sentence = "This agreement is signed and stays as it is. Nothing was changed. Amend it instead."


class NotAdmitted(DomainError):
    """A vendor may take no orders in a lot of the market."""

    def __init__(self, vendor: Organisation, lot: Lot) -> None:
        super().__init__(
            f"{vendor} is not admitted to {lot} now: it needs a declaration in force and an admission. "
            "Nothing was saved. Admit it first, or leave it out."
        )


@dataclass(frozen=True)
class LotTerms:
    """One lot with its ceiling; vendors stand in the order of their rank."""

    lot: Lot
    ceiling: Decimal
    vendors: Sequence[Organisation]


@dataclass(frozen=True)
class FrameworkTerms:
    """What is agreed. `ends_on` is the first day on which no order runs any more."""

    title: str
    purpose: str
    ceiling: Decimal
    change_limit_percent: Decimal
    starts_on: datetime.date
    last_order_on: datetime.date
    ends_on: datetime.date
    levels: Sequence[str]
    members: Sequence[Organisation]
    lots: Sequence[LotTerms]
    levy_percent: Decimal = LEVY_PERCENT

    @property
    def fields(self) -> dict[str, Any]:
        """Those that are columns of the agreement itself."""
        return {name: value for name, value in vars(self).items() if name not in {"members", "lots"}}


@transaction.atomic
def draft_framework(*, terms: FrameworkTerms, by: Any, now: Clock = database_now) -> Framework:
    """Begins an agreement. Raises PermissionDenied, InvalidInput, NotAdmitted."""
    require(by, "contracts.draft_framework")
    at = now()
    _check(terms, at=at)
    framework = Framework.objects.create(
        reference=take_reference("F", at=at), prepared_by=by, created_at=at, **terms.fields
    )
    _write_parts(framework, terms)
    record(action="contracts.framework.drafted", obj=framework, by=by, at=at, data={"ceiling": terms.ceiling})
    return framework


@transaction.atomic
def edit_framework(
    *, framework: Framework, terms: FrameworkTerms, version: int, by: Any, now: Clock = database_now
) -> Framework:
    """Replaces what a draft says. Whoever edited it last has prepared it.

    Raises PermissionDenied, AlreadySigned, StaleForm, InvalidInput, NotAdmitted.
    """
    require(by, "contracts.draft_framework")
    framework, at = _lock_draft(framework, version), now()
    _check(terms, at=at)
    for name, value in terms.fields.items():
        setattr(framework, name, value)
    framework.prepared_by, framework.version = by, framework.version + 1
    framework.save(update_fields=[*terms.fields, "prepared_by", "version"])
    framework.lots.all().delete()
    framework.members.all().delete()
    _write_parts(framework, terms)
    record(action="contracts.framework.edited", obj=framework, by=by, at=at, data={"ceiling": terms.ceiling})
    return framework


@transaction.atomic
def sign_framework(*, framework: Framework, version: int, by: Any, now: Clock = database_now) -> Framework:
    """Puts the agreement in force. From then on its content is amended, never changed; each vendor signs its lot.

    Raises PermissionDenied (also for whoever prepared it), AlreadySigned, StaleForm, and NotAdmitted where a vendor's
    admission has lapsed meanwhile.
    """
    require(by, "contracts.sign_framework", framework)
    framework, at = _lock_draft(framework, version), now()
    for lot in framework.lots.select_related("lot").prefetch_related("vendors__vendor"):
        _check_admitted(lot.lot, [row.vendor for row in lot.vendors.all()], at=at)
    framework.signed_by, framework.signed_at, framework.version = by, at, framework.version + 1
    framework.vendors_sign = True
    data = {"prepared_by": framework.prepared_by_id, "ceiling": framework.ceiling}
    fields = ["signed_by", "signed_at", "version", "vendors_sign"]
    move(framework, Framework.Status.SIGNED, by=by, at=at, fields=fields, data=data)
    keep_version(framework, at=at)
    keep_signed_levy(framework, by=by, at=at)
    _tell_of_signature(framework, at=at)
    return framework


def _tell_of_signature(framework: Framework, *, at: datetime.datetime) -> None:
    """Whoever prepared it, and those who bind its vendors."""
    vendors = LotVendor.objects.filter(lot__framework=framework).values("vendor_id")
    held = Membership.objects.in_force(at=at).filter(organisation__in=vendors, role__in=BINDING_ROLES)
    people = User.objects.filter(Q(pk__in=held.values("user_id")) | Q(pk=framework.prepared_by_id))
    notify(
        recipients=people,
        key=f"{framework.reference}-signed",
        subject=f"Signed: {framework.title}",
        body=f"Orders may be placed under {framework.reference} from {day(framework.starts_on)} to "
        f"{day(framework.last_order_on)}, with each vendor once it has signed its lot.",
        address=framework.get_absolute_url(),
        at=at,
    )


def _lock_draft(framework: Framework, version: int) -> Framework:
    framework = Framework.objects.select_for_update().get(pk=framework.pk)
    if not framework.is_draft:
        raise AlreadySigned
    if framework.version != version:
        raise StaleForm
    return framework


def _write_parts(framework: Framework, terms: FrameworkTerms) -> None:
    for part in terms.lots:
        lot = FrameworkLot.objects.create(framework=framework, lot=part.lot, ceiling=part.ceiling)
        LotVendor.objects.bulk_create(
            LotVendor(lot=lot, vendor=vendor, rank=rank) for rank, vendor in enumerate(part.vendors, start=1)
        )
    FrameworkMember.objects.bulk_create(
        FrameworkMember(framework=framework, organisation=member) for member in terms.members
    )


def _check(terms: FrameworkTerms, *, at: datetime.datetime) -> None:
    if not terms.starts_on <= terms.last_order_on < terms.ends_on:
        raise InvalidInput(
            "The days do not follow each other. The agreement begins, then comes the last day for orders, "
            "then the last day on which an order may run. Correct them."
        )
    if terms.ends_on <= price_day(at):
        raise InvalidInput("The agreement would be over already. Choose later days.")
    if not (terms.levels or terms.members):
        raise InvalidInput("Nobody may buy under it. Choose a level of government, or name a member.")
    if not terms.lots:
        raise InvalidInput("It has no lot. Give at least one lot a ceiling and a vendor.")
    for part in terms.lots:
        _check_lot(part, terms.ceiling, at=at)


def _check_lot(part: LotTerms, whole: Decimal, *, at: datetime.datetime) -> None:
    if not 0 < part.ceiling <= whole:
        raise InvalidInput(f"The ceiling of {part.lot} lies above zero and at most at {money(whole)}. Correct it.")
    if not part.vendors:
        raise InvalidInput(f"{part.lot} has no vendor. Name at least one, or leave the lot out.")
    if twice := [vendor for vendor, times in Counter(part.vendors).items() if times > 1]:
        raise InvalidInput(f"{twice[0]} stands twice in {part.lot}. Name each vendor once, in the order of rank.")
    _check_admitted(part.lot, part.vendors, at=at)


def _check_admitted(lot: Lot, vendors: Sequence[Organisation], *, at: datetime.datetime) -> None:
    admitted = set(Admission.objects.in_force(at=at).filter(lot=lot).values_list("vendor_id", flat=True))
    for vendor in vendors:
        if vendor.pk not in admitted:
            raise NotAdmitted(vendor, lot)
