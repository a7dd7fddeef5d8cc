"""Framework agreements, made by the real actions."""

import datetime
from decimal import Decimal

from django.utils import timezone

from catalog.companies.actions import merge_vendors
from catalog.models import Lot
from contracts.frameworks.actions import (
    FrameworkTerms,
    LotTerms,
    draft_framework,
    propose_framework_ending,
    sign_framework,
    sign_lot,
)
from contracts.frameworks.models import Framework, FrameworkProposal, LotSignature, LotVendor
from marketplace.organisations.models import Merger, Organisation
from marketplace.permissions import Role
from tests.factories.contracts import MONDAY_NOON
from tests.factories.marketplace import OrganisationFactory, person

A_MILLION = Decimal("1000000.00")


def framework_terms(*vendors: Organisation, lot_ceiling=Decimal("600000.00"), **changes) -> FrameworkTerms:
    """One lot, Cloud software, for state agencies: orders through 2027, running until the end of 2029."""
    vendors = vendors or (OrganisationFactory(vendor=True), OrganisationFactory(vendor=True))
    details = {
        "title": "Software for case work",
        "purpose": "Software as a service for people who work on cases.",
        "ceiling": A_MILLION,
        "change_limit_percent": Decimal(25),
        "starts_on": datetime.date(2026, 10, 1),
        "last_order_on": datetime.date(2027, 12, 31),
        "ends_on": datetime.date(2030, 1, 1),
        "levels": ["state"],
        "members": [],
        "lots": [LotTerms(Lot.objects.get(code=Lot.CLOUD_SOFTWARE), lot_ceiling, vendors)],
    }
    return FrameworkTerms(**(details | changes))


def drafted_framework(*vendors: Organisation, at=MONDAY_NOON, by=None, **changes) -> Framework:
    by = by or person(Role.PROCUREMENT_OFFICER)
    return draft_framework(terms=framework_terms(*vendors, **changes), by=by, now=lambda: at)


def offered_framework(*vendors: Organisation, at=MONDAY_NOON, by=None, **changes) -> Framework:
    """Signed by somebody of the office who did not prepare it; its vendors have not signed their lots."""
    draft = drafted_framework(*vendors, at=at, by=by, **changes)
    return sign_framework(framework=draft, version=draft.version, by=person(Role.CIO), now=lambda: at)


def old_framework(*vendors: Organisation, at=MONDAY_NOON, **changes) -> Framework:
    """Signed before lots had signatures, and before its text was kept."""
    draft = drafted_framework(*vendors, at=at, **changes)
    Framework.objects.filter(pk=draft.pk).update(status="signed", signed_at=at, signed_by=person(Role.CIO))
    return Framework.objects.get(pk=draft.pk)


def signed_framework(*vendors: Organisation, at=MONDAY_NOON, by=None, unsigned=(), **changes) -> Framework:
    """In force, signed by the office and by its vendors except those `unsigned`."""
    framework = offered_framework(*vendors, at=at, by=by, **changes)
    for place in LotVendor.objects.filter(lot__framework=framework).select_related("vendor", "lot__lot"):
        if place.vendor not in unsigned:
            signed_lot(place, at=at)
    return framework


def signed_lot(place: LotVendor, *, at=MONDAY_NOON, by=None) -> LotSignature:
    """The version that stands, signed by somebody of the vendor."""
    digest = place.lot.framework.versions.last().digest
    by = by or person(Role.SIGNATORY, of=place.vendor)
    return sign_lot(place=place, digest=digest, by=by, now=lambda: at)


def took_over(vendor: Organisation, *, by: Organisation) -> Merger:
    """From today on the one is part of the other."""
    office = person(Role.PROCUREMENT_OFFICER)
    first_day = timezone.localdate()
    return merge_vendors(predecessor=vendor, successor=by, first_day=first_day, reason="Register, 77.", by=office)


def proposed_ending(*, by) -> FrameworkProposal:
    """Of an agreement of its own; nobody has decided."""
    framework, said = signed_framework(), "A new one has begun."
    return propose_framework_ending(framework=framework, rationale=said, version=framework.version, by=by)
