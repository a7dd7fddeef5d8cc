"""Who already has what is asked for. Read here, so that a request joins, or says why it does not."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from catalog.offerings.likeness import OfferingLikeness
from catalog.offerings.models import AgencyUse, Offering
from catalog.taxonomy.models import Lot, Topic
from contracts.agreements.models import Contract
from marketplace.organisations.models import Organisation

TOPICS_IN_COMMON = 2
MOST_NAMED = 40


@dataclass(frozen=True)
class Use:
    """One agency that uses one offering: facts that the public may read."""

    agency: str
    agency_slug: str
    offering: str
    offering_slug: str
    contract: str
    same: bool
    topics: list[str]
    words: str = ""

    @property
    def key(self) -> str:
        return f"{self.agency_slug}/{self.offering_slug}"

    def __str__(self) -> str:
        under = f", contract {self.contract}" if self.contract else ""
        return f"{self.agency}: {self.offering}{under}"


@dataclass(frozen=True)
class Answer:
    """What the requester says to it: the key of the use to join, or why none is joined."""

    join: str = ""
    apart: str = ""


def similar_uses(*, offering: Offering, agency: Organisation, on: datetime.date) -> list[Use]:
    """Who uses this offering, or one like it, on that day; the same offering first, then by topics in common.

    Alike are two listed offerings with two topics in common (one, where this has only one) that are in the same lot
    or of which one is the state's own; and two whose listings were found to say the same, or of which the broker
    office said so. What the office called different is not alike, whatever its topics. A use is an authorisation that
    has not run out or a contract in force. The agency's own use of this very offering does not count, for that is more
    of the same; nor do federal agencies, whose contracts nobody here can join.
    """
    told = {row.other_id: row for row in OfferingLikeness.objects.filter(offering=offering)}
    alike = {other.pk: other for other in [offering, *_alike(offering, told, on)]}
    topics = _topics_in_common(offering, alike)
    found: dict[tuple[int, int], Use] = {}
    for use, contract in _rows(alike, on):
        own = use.agency_id == agency.pk and use.offering_id == offering.pk
        if own or use.offering_id is None:
            continue
        other = alike[use.offering_id]
        found[use.agency_id, other.pk] = Use(
            agency=use.agency.name,
            agency_slug=use.agency.slug,
            offering=other.name,
            offering_slug=other.slug,
            contract=contract,
            same=other.pk == offering.pk,
            topics=topics.get(other.pk, []),
            words=told[other.pk].shared if other.pk in told else "",
        )
    return sorted(found.values(), key=lambda use: (not use.same, -len(use.topics), use.agency, use.offering))


def agencies_in(uses: Iterable[Use]) -> int:
    """How many agencies that are."""
    return len({use.agency_slug for use in uses})


def _alike(offering: Offering, told: Mapping[int, OfferingLikeness], on: datetime.date) -> list[Offering]:
    apart = {pk for pk, row in told.items() if row.verdict == OfferingLikeness.Verdict.APART}
    topics = list(Topic.objects.filter(offerings=offering).values_list("pk", flat=True))
    of_offering = {"offering_id": OuterRef("pk")}
    by_topic = Q(common__gte=min(TOPICS_IN_COMMON, len(topics))) if topics else Q(pk__in=())
    others = (
        Offering.objects.listed()
        .exclude(pk__in=[offering.pk, *apart])
        .filter(Exists(_authorised(on).filter(**of_offering)) | Exists(_contracts(on).filter(**of_offering)))
        .annotate(common=Count("topics", filter=Q(topics__in=topics)))
        .filter(by_topic | Q(pk__in=told))
        .select_related("vendor")
    )
    lots = {offering.lot_code, Lot.STATE_SERVICES}
    return [
        other
        for other in others
        if other.pk in told or other.lot_code in lots or offering.lot_code == Lot.STATE_SERVICES
    ]


def _topics_in_common(offering: Offering, alike: Iterable[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    pairs = Topic.objects.filter(offerings=offering).filter(offerings__in=list(alike))
    for pk, name in pairs.order_by("name").values_list("offerings__pk", "name").distinct():
        found.setdefault(pk, []).append(name)
    return found


def _rows(offering_ids: Iterable[int], on: datetime.date) -> list[tuple[AgencyUse | Contract, str]]:
    """Authorisations, then contracts: of one agency's rows on one offering the contract that ends last stands."""
    ids = list(offering_ids)
    authorised = _authorised(on).filter(offering__in=ids).select_related("agency")
    contracts = _contracts(on).filter(offering__in=ids).select_related("agency").order_by("ends_on", "pk")
    return [(use, "") for use in authorised] + [(contract, contract.reference) for contract in contracts]


def _authorised(on: datetime.date) -> QuerySet[AgencyUse]:
    begun = Q(ato_on__isnull=True) | Q(ato_on__lte=on)
    not_over = Q(expires_on__isnull=True) | Q(expires_on__gt=on)
    return AgencyUse.objects.filter(begun & not_over).exclude(agency__level=Organisation.Level.FEDERAL)


def _contracts(on: datetime.date) -> QuerySet[Contract]:
    return Contract.objects.running(on=on).exclude(agency__level=Organisation.Level.FEDERAL)
