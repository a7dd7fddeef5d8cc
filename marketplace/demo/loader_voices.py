"""Loads what agencies write and read: threads beside their records, reviews of what they have, and their months."""

import datetime
from itertools import cycle

from django.db import transaction

from contracts.agreements.models import Contract
from contracts.relationships.actions.digesting import write_digest
from contracts.relationships.actions.reviewing import reply_to_review, review_offering
from contracts.relationships.actions.threads import close_thread, open_thread, write_message
from contracts.relationships.models import Digest, OfferingReview, Thread
from contracts.relationships.queries.digests import first_of
from contracts.relationships.queries.looking_after import served
from contracts.relationships.records import KINDS
from marketplace.accounts.models import User
from marketplace.organisations.models import Organisation, QuietPeriod
from marketplace.permissions import SYSTEM, Role

from . import world
from .loader_orders import at_work, clock
from .loader_people import Cast

A_DAY, AN_HOUR = datetime.timedelta(days=1), datetime.timedelta(hours=1)


@transaction.atomic
def load_voices(cast: Cast, *, today: datetime.date, at: datetime.datetime) -> int:
    """Let each be written, unless it was. Returns how many were new."""
    told = world.relationships()
    threads = sum(_written(cast, thread, today) for thread in told["threads"])
    return threads + _reviewed(cast, told["reviews"], today) + _told(told["months_told"], today, at)


def _contract_of(agency: Organisation) -> Contract | None:
    """The agency's first contract in force with a vendor."""
    vendors = Organisation.Kind.VENDOR
    running = Contract.objects.filter(agency=agency, status=Contract.Status.ACTIVE, vendor__kind=vendors)
    return running.select_related("vendor", "agency", "offering").order_by("signed_at", "pk").first()


def _written(cast: Cast, told: world.Record, today: datetime.date) -> int:
    agency = cast.organisations[told["agency"]]
    about = agency if told["kind"] == "agency" else _contract_of(agency)
    if about is None or Thread.objects.filter(agency=agency, subject=told["subject"]).exists():
        return 0
    at = at_work(today - told["days_ago"] * A_DAY)
    quiet = QuietPeriod.objects.in_force(at=at).filter(agency=agency).exists()
    people = {"agency": cast.holder(told["agency"], Role.REQUESTER), "office": cast.person("relationship-manager")}
    with_vendor = told["with_vendor"] and not quiet
    if with_vendor:
        people["vendor"] = cast.binding(about.vendor)
    said = [(people[side], words) for side, words in told["messages"] if side in people]
    by, words = said[0]
    more = {"subject": told["subject"], "words": words, "with_vendor": with_vendor}
    thread = open_thread(kind=KINDS[told["kind"]], about=about, by=by, now=clock(at), **more)
    for number, (who, message) in enumerate(said[1:], start=1):
        write_message(thread=thread, words=message, by=who, now=clock(at + number * AN_HOUR))
    if told["closed"]:
        close_thread(thread=thread, by=by, now=clock(at + 6 * AN_HOUR))
    return 1


def _reviewed(cast: Cast, told: world.Record, today: datetime.date) -> int:
    """By a requester of each agency with a contract in force; one vendor replies."""
    if OfferingReview.objects.exists():
        return 0
    running = Contract.objects.filter(status=Contract.Status.ACTIVE, offering__isnull=False)
    words, made = cycle(told["words"]), 0
    for contract in running.select_related("offering", "agency", "vendor").order_by("signed_at", "pk"):
        who = _requester(cast, contract.agency)
        if who is None:
            continue
        service, ordering, text = next(words)
        given = {"service_rating": service, "ordering_rating": ordering, "words": text, "by": who}
        at = at_work(today - (20 + 3 * made) * A_DAY)
        review = review_offering(offering=contract.offering, contract=contract, now=clock(at), **given)
        if service == 3 and contract.offering.vendor_id == contract.vendor_id:
            by = cast.binding(contract.vendor)
            reply_to_review(review=review, words=told["reply"], by=by, now=clock(at + 2 * A_DAY))
        made += 1
    return made


def _requester(cast: Cast, agency: Organisation) -> User | None:
    try:
        return cast.holder(agency.slug, Role.REQUESTER)
    except LookupError:
        return None


def _told(months: int, today: datetime.date, at: datetime.datetime) -> int:
    """The last whole months, each written on the third of the month after it, if that has come."""
    made = 0
    for back in range(months, 0, -1):
        month, written_at = first_of(today, back=back), at_work(first_of(today, back=back - 1) + 2 * A_DAY)
        if written_at > at or Digest.objects.filter(month=month).exists():
            continue
        for agency in served(at=written_at):
            made += write_digest(agency=agency, month=month, by=SYSTEM, now=clock(written_at)) is not None
    return made
