"""A vendor registers; the broker office verifies or refuses it, and may lock its people out."""

import re
from datetime import datetime
from itertools import chain
from typing import Any

from django.db import connection, transaction
from django.utils.text import slugify

from marketplace.accounts.models import User
from marketplace.accounts.queries import verified_addresses
from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.errors import DomainError, InvalidInput
from marketplace.lifecycle import move
from marketplace.notifications.actions import notify
from marketplace.permissions import Role, require

from ..companies import Company, check_company
from ..duplicates import findings_about
from ..models import CompanyDetails, Membership, NameChange, Organisation
from ..queries import administrators_of
from .joining import open_membership

FORMS_OF_COMPANY = re.compile(r"\b(incorporated|inc|llc|llp|lp|ltd|limited|corporation|corp|company|co|gmbh|plc)\b")


class DuplicateVendor(DomainError):
    """The vendor is there already, under this name or number."""


def plain_name(name: str) -> str:
    """A company's name without its form, signs and spaces: "Quill & Mark, Inc." becomes "quillmark"."""
    return re.sub(r"[\W_]+", "", FORMS_OF_COMPANY.sub(" ", name.casefold()))


def find_duplicate(*, name: str, registration_number: str) -> Organisation | None:
    """A vendor with the same number, or with the same name but for its form."""
    vendors = Organisation.objects.vendors()
    return vendors.filter(registration_number__iexact=registration_number).first() or find_namesake(name)


def find_namesake(name: str, *, other_than: Organisation | None = None) -> Organisation | None:
    """A vendor that bears this name, or bore it once, but for its form."""
    plain = plain_name(name)
    if not plain:
        return None
    vendors = Organisation.objects.vendors().exclude(pk=other_than.pk if other_than else None)
    borne = vendors.values_list("pk", "name")
    once = NameChange.objects.confirmed().exclude(vendor=other_than).values_list("vendor_id", "name_before")
    for pk, known in chain(borne.iterator(), once.iterator()):
        if plain_name(known) == plain:
            return vendors.get(pk=pk)
    return None


@transaction.atomic
def register_vendor(
    *,
    name: str,
    registration_number: str,
    company: Company,
    by: User,
    website: str = "",
    small_business: bool | None = None,
    now: Clock = database_now,
) -> Organisation:
    """Registers a vendor, waiting for verification, with `by` as its administrator. A refused one may try again;
    the same form sent twice gives the same vendor.

    Raises PermissionDenied, InvalidInput without a verified address or for facts that do not fit, DuplicateVendor.
    """
    require(by, "organisations.register_vendor", by)
    if not verified_addresses(by):
        raise InvalidInput("Confirm your e-mail address first: the link is in the mail that Stoa sent you.")
    number = re.sub(r"[\s-]+", "", registration_number).upper()
    if not number or not plain_name(name):
        raise InvalidInput("Give the company's name and its registration number (UEI or state number).")
    company = check_company(company)
    at = now()
    facts = {
        "name": name.strip(),
        "registration_number": number,
        "website": website,
        "small_business": small_business,
        "city": company.city,
        "state": company.state,
    }
    wait_for_turn()
    same = find_duplicate(name=name, registration_number=number)
    if same is not None:
        return _try_again(same, facts, company, by, at)
    vendor = Organisation.objects.create(
        kind=Organisation.Kind.VENDOR, status=Organisation.Status.REGISTERED, slug=_free_slug(name), **facts
    )
    keep_company(vendor, company, at)
    open_membership(user=by, organisation=vendor, role=Role.VENDOR_ADMIN, limit=None, at=at)
    record(action="organisations.register_vendor", obj=vendor, by=by, at=at, data=facts)
    _tell_broker_office(vendor, at)
    return vendor


def keep_company(vendor: Organisation, company: Company, at: datetime) -> CompanyDetails:
    """Writes what the company states, as of `at`. Part of other actions, which ask for permission and record."""
    names = ("legal_name", "tax_number", "street", "postal_code", "size")
    stated = {name: getattr(company, name) for name in names} | {"stated_at": at}
    return CompanyDetails.objects.update_or_create(organisation=vendor, defaults=stated)[0]


def wait_for_turn() -> None:
    """Registrations go one by one, so that the search for a duplicate sees what was registered just before."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('organisations.register_vendor'))")


def _try_again(vendor: Organisation, facts: dict[str, Any], company: Company, by: User, at: datetime) -> Organisation:
    own = Membership.objects.filter(user=by, organisation=vendor, role=Role.VENDOR_ADMIN).in_force(at=at)
    vendor = Organisation.objects.select_for_update().get(pk=vendor.pk)
    if own.exists() and vendor.status == Organisation.Status.REGISTERED:
        return vendor  # the same form once more: a double click
    if vendor.status != Organisation.Status.REFUSED or not own.exists():
        raise DuplicateVendor(
            f"{vendor.name} is in Stoa already. Ask its administrator to invite you; where it has none, "
            "the broker office invites one."
        )
    for field, value in facts.items():
        setattr(vendor, field, value)
    keep_company(vendor, company, at)
    move(vendor, Organisation.Status.REGISTERED, by=by, at=at, fields=[*facts, "sort_name"], data=facts)
    _tell_broker_office(vendor, at)
    return vendor


def _free_slug(name: str) -> str:
    stem = slugify(name)[:90] or "vendor"
    taken = set(Organisation.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    return next(slug for slug in (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken)


def _tell_broker_office(vendor: Organisation, at: datetime) -> None:
    officers = Membership.objects.filter(role=Role.PROCUREMENT_OFFICER, organisation__kind="broker").in_force(at=at)
    notify(
        recipients=User.objects.filter(pk__in=officers.values("user")),
        key=f"organisations.vendor.{vendor.pk}.registered.{at:%Y%m%d%H%M%S}",
        subject=f"{vendor} registered and waits for verification",
        address=f"/organisations/vendors/{vendor.slug}/",
        at=at,
    )


@transaction.atomic
def verify_vendor(*, vendor: Organisation, by: Any, reason: str = "", now: Clock = database_now) -> Organisation:
    """Records that the vendor is who it says. Where another vendor looks like it, the reason says why it is not.

    Raises PermissionDenied, MoveRefused, InvalidInput without a reason where findings ask for one.
    """
    require(by, "organisations.verify_vendor", vendor)
    if not reason.strip() and findings_about(vendor):
        raise InvalidInput("Another vendor looks like this one. Say why they are not the same before you verify it.")
    return _decide(vendor, Organisation.Status.VERIFIED, "organisations.verify_vendor", by, now, reason)


@transaction.atomic
def refuse_vendor(*, vendor: Organisation, reason: str, by: Any, now: Clock = database_now) -> Organisation:
    """Refuses a registration; the vendor reads the reason. Raises PermissionDenied, MoveRefused, InvalidInput."""
    return _decide(vendor, Organisation.Status.REFUSED, "organisations.verify_vendor", by, now, reason)


@transaction.atomic
def suspend_organisation(
    *, organisation: Organisation, reason: str, by: Any, now: Clock = database_now
) -> Organisation:
    """Takes an organisation's people every right at once. Raises PermissionDenied, MoveRefused, InvalidInput."""
    return _decide(organisation, Organisation.Status.SUSPENDED, "organisations.suspend", by, now, reason)


@transaction.atomic
def reinstate_organisation(*, organisation: Organisation, by: Any, now: Clock = database_now) -> Organisation:
    """Ends a suspension. Raises PermissionDenied, MoveRefused."""
    return _decide(organisation, Organisation.Status.VERIFIED, "organisations.suspend", by, now)


WORDS = {
    Organisation.Status.VERIFIED: "verified {name}: you can list offerings and invite colleagues",
    Organisation.Status.REFUSED: "did not verify {name}",
    Organisation.Status.SUSPENDED: "suspended {name}",
}


def _decide(vendor: Organisation, to: str, action: str, by: Any, now: Clock, reason: str = "") -> Organisation:
    require(by, action, vendor)
    if to in {Organisation.Status.REFUSED, Organisation.Status.SUSPENDED} and not reason.strip():
        raise InvalidInput("Say why: the organisation's people read it.")
    vendor = Organisation.objects.select_for_update().get(pk=vendor.pk)
    at = now()
    people = administrators_of(vendor, at=at)
    move(vendor, to, by=by, at=at, reason=reason.strip())
    notify(
        recipients=people,
        key=f"organisations.vendor.{vendor.pk}.{to}.{at:%Y%m%d%H%M%S%f}",
        subject=f"The broker office {WORDS[Organisation.Status(to)].format(name=vendor.name)}",
        body=reason.strip(),
        address="/organisations/",
        at=at,
    )
    return vendor
