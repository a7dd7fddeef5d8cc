"""Puts something on everybody's desk: a draft to review, maintenance to agree, an invitation, a vendor to verify."""

import datetime

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import transaction

from catalog.offerings.actions import edit_offering, submit_for_moderation
from catalog.offerings.models import Offering
from contracts.service_levels.actions import request_exclusion
from contracts.service_levels.models import Exclusion
from marketplace.accounts.models import User
from marketplace.clock import database_now
from marketplace.organisations.actions.joining import invite
from marketplace.organisations.actions.vendors import register_vendor
from marketplace.organisations.companies import Company
from marketplace.organisations.models import Invitation, Organisation

from . import world
from .histories import Told
from .loader_answers import with_answers
from .loader_measurements import measured_term
from .loader_orders import clock, contract_order, working_days_ago
from .loader_people import Cast


@transaction.atomic
def load_waiting(cast: Cast, *, today: datetime.date) -> int:
    """Put each thing on its desk unless it was there before. Returns how many were new."""
    waiting = world.story()["waiting"]
    return sum(
        (
            _draft_for_review(cast, waiting["review"], today),
            _maintenance_to_agree(cast, waiting["maintenance"], today),
            _open_invitation(cast, waiting["invitation"], today),
            _vendor_to_verify(waiting["registration"], today),
        )
    )


def _draft_for_review(cast: Cast, draft: world.Record, today: datetime.date) -> bool:
    offering = Offering.objects.get(slug=draft["offering"])
    if offering.revisions.count() > 1:
        return False
    by = cast.person("vendor-two")
    offering = with_answers(offering, world.offering_life()["answered"], by, today, database_now)
    edit_offering(
        offering=offering,
        fields={"summary": draft["summary"]},
        latest_revision_id=offering.latest_revision_id,
        by=by,
    )
    submit_for_moderation(offering=offering, by=by)
    return True


def _maintenance_to_agree(cast: Cast, asked: world.Record, today: datetime.date) -> bool:
    record = next(one for one in world.story()["contracts"] if one["key"] == asked["contract"])
    term = measured_term(contract_order(record).contract)
    if term is None or Exclusion.objects.filter(term=term, reason=asked["reason"]).exists():
        return False
    day = today + datetime.timedelta(days=asked["days_ahead"])
    at = datetime.time.fromisoformat(asked["at"])
    when = Told(0, day.day, at, asked["minutes"], weekday=asked["weekday"]).span(day)
    request_exclusion(
        term=term,
        kind=Exclusion.Kind.MAINTENANCE,
        starts_at=when.start,
        ends_at=when.end,
        reason=asked["reason"],
        by=cast.person("vendor"),
        now=clock(working_days_ago(1, today=today)),
    )
    return True


def _open_invitation(cast: Cast, wanted: world.Record, today: datetime.date) -> bool:
    if Invitation.objects.filter(email=wanted["email"]).exists():
        return False
    invite(
        organisation=cast.organisations[wanted["organisation"]],
        email=wanted["email"],
        role=wanted["role"],
        by=cast.person("agency-admin"),
        now=clock(working_days_ago(wanted["days_ago"], today=today)),
    )
    return True


def _vendor_to_verify(wanted: world.Record, today: datetime.date) -> bool:
    if User.objects.filter(email=wanted["email"]).exists():
        return False
    owner = User.objects.create(
        email=wanted["email"], name=wanted["person"], title=wanted["title"], password=make_password(None)
    )
    EmailAddress.objects.create(user=owner, email=owner.email, verified=True, primary=True)
    vendor = register_vendor(
        name=wanted["name"],
        registration_number=wanted["registration_number"],
        website=wanted["website"],
        small_business=True,
        company=Company(**wanted["company"]),
        by=owner,
        now=clock(working_days_ago(wanted["days_ago"], today=today)),
    )
    Organisation.objects.filter(pk=vendor.pk).update(invented=True)
    return True
