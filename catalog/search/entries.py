"""From listed offerings to what search keeps of them: facet bits, points, texts by weight, the row for the screen."""

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from decimal import Decimal

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import Truncator

from catalog.offerings.models import Offering, OfferingFacts, Plan
from catalog.offerings.plans import plans_on, price_day
from catalog.offerings.words import rate_of
from catalog.taxonomy.models import Certification
from marketplace.organisations.models import Organisation

from .analysis import acronym_of
from .facets import BY_NAME, NOT_STATED, UPTIMES, YES, OpenApi, ProvidedBy, bits_of
from .places import places_of
from .result import Merit

CARD_TEMPLATE = "catalog/search/card.html"
_WORD = re.compile(r"[^\W_]{2,40}")
_MONTHS: dict[str, Decimal] = {Plan.Interval.MONTH: Decimal(1), Plan.Interval.YEAR: Decimal(12)}
# A small head start for what is certified, used and measured; words in the name weigh far more.
_CERTIFICATION_POINTS = {
    Certification.FEDRAMP_AUTHORIZED: 20,
    Certification.STATE_ASSESSMENT: 20,
    Certification.FEDRAMP_READY: 8,
    Certification.FEDRAMP_IN_PROCESS: 4,
    Certification.AGENCY_IN_PROCESS: 4,
}


@dataclass(frozen=True)
class EntryRow:
    """One row of catalog_searchentry before PostgreSQL has made vectors of its texts."""

    offering_id: int
    rank: int
    bits: int
    vendor_id: int
    topic_ids: list[int]
    month_price: Decimal | None
    used_by_count: int
    newest_on: str | None
    name: str
    vendor: str
    topics: str
    summary: str
    description: str
    acronyms: str
    card: str

    def as_json(self) -> dict:
        return asdict(self) | {"month_price": None if self.month_price is None else str(self.month_price)}

    @property
    def words(self) -> set[str]:
        """The words it uses, for spelling."""
        texts = (self.name, self.vendor, self.topics, self.summary, self.description, self.acronyms)
        return {word.lower() for text in texts for word in _WORD.findall(text)}


def build_rows(offering_ids: Collection[int]) -> list[EntryRow]:
    """A row for each of these offerings that is listed. Eight statements, whatever the number.

    A sanction is in no row: it is asked with each search, since it begins and ends at its second (BARRED_VENDORS).
    """
    offerings = (
        Offering.objects.listed()
        .filter(pk__in=offering_ids)
        .with_admission(barred_too=True)
        .select_related("vendor", "facts", "question_set_version")
        .prefetch_related("topics", "plans", "service_levels")
        .prefetch_related("vendor__name_changes", "vendor__predecessors__predecessor")
    )
    return [row_of(offering) for offering in offerings]


def row_of(offering: Offering) -> EntryRow:
    """What search keeps of one offering; expects its vendor, facts, topics, plans and service levels to be loaded."""
    facts = getattr(offering, "facts", None)
    topics = sorted(offering.topics.all(), key=lambda topic: topic.name)
    newest = offering.authorised_on or offering.ready_on
    labels = [
        *offering.service_model_labels,
        offering.get_deployment_display(),
        offering.get_impact_level_display(),
        offering.get_certification_display() if offering.certification != Certification.NONE else "",
    ]
    plans = plans_on(offering, price_day(timezone.now()))
    return EntryRow(
        offering_id=offering.pk,
        rank=-points_of(offering, facts),
        bits=bits_of(facet_values(offering, facts)),
        vendor_id=offering.vendor_id,
        topic_ids=sorted(topic.pk for topic in topics),
        month_price=min((price for price in map(monthly, plans) if price is not None), default=None),
        used_by_count=users_of(facts),
        newest_on=newest.isoformat() if newest else None,
        name=offering.name,
        vendor=" . ".join([offering.vendor.name, *offering.vendor.other_names(at=timezone.now())]),
        topics=" . ".join(topic.name for topic in topics),
        summary=" . ".join([offering.summary, *(plan.name for plan in plans), *labels]),
        description=offering.description,
        acronyms=" ".join(filter(None, map(acronym_of, (offering.name, offering.vendor.name)))),
        card=render_card(offering, facts, plans),
    )


def facet_values(offering: Offering, facts: OfferingFacts | None) -> dict[str, Collection[str]]:
    """Every value that the offering has, by facet."""
    of_state = offering.vendor.kind == Organisation.Kind.BROKER
    provider = [ProvidedBy.STATE if of_state else ProvidedBy.VENDOR]
    orderable = offering.is_orderable
    measured = facts.measured_availability if facts else None
    if orderable and not of_state:
        provider.append(ProvidedBy.CONTRACT)
    return {
        "model": offering.service_models,
        "by": provider,
        "certification": [offering.certification],
        "impact": [offering.impact_level],
        "deployment": [offering.deployment],
        "mode": [offering.delivery_mode],
        "orderable": [YES] if orderable else [],
        "measured": [YES] if measured is not None else [],
        "small_business": [YES] if offering.vendor.small_business else [],
        "takeover": [YES] if of_state and offering.may_be_taken_over else [],
        "open_api": [{True: OpenApi.YES, False: OpenApi.NO, None: OpenApi.NOT_STATED}[offering.open_api]],
        "export": _stated(offering.export_formats),
        "standard": _stated(offering.data_standards),
        "location": places_of(offering.data_location),
        "uptime": [step for step in UPTIMES if measured is not None and measured >= Decimal(step)],
    }


def _stated(chosen: Iterable[tuple[str, str]]) -> list[str]:
    """The values that were chosen; nothing stated is a value, too."""
    return [value for value, _ in chosen] or [NOT_STATED]


def users_of(facts: OfferingFacts | None) -> int:
    """Agencies known to use it, here and elsewhere."""
    return facts.used_by_count + facts.under_contract_count if facts else 0


def points_of(offering: Offering, facts: OfferingFacts | None) -> int:
    """The head start of an offering, at most 105 points."""
    return (
        (50 if offering.is_orderable else 0)
        + _CERTIFICATION_POINTS.get(Certification(offering.certification), 0)
        + min(25, round(5 * math.log2(1 + users_of(facts))))
        + (10 if facts and facts.measured_availability is not None else 0)
    )


def monthly(plan: Plan) -> Decimal | None:
    """The price of one unit for a month; None for what is paid once, which no month compares with."""
    months = _MONTHS.get(plan.interval)
    return plan.price / months if months else None


def cheapest(plans: Iterable[Plan]) -> Plan | None:
    """The plan that "price from" speaks of: the lowest a month, or else the lowest paid once."""
    return min(
        plans,
        key=lambda plan: (monthly(plan) is None, monthly(plan) or plan.price),
        default=None,
    )


def what_of(offering: Offering) -> str:
    """The sentence under its name: its own, or how its description begins."""
    return offering.summary or Truncator(" ".join(offering.description.split())).words(24)


_MERITS = (
    (Merit.ORDERABLE, BY_NAME["orderable"].mask_of([YES])),
    (Merit.CERTIFIED, BY_NAME["certification"].mask_of([str(each) for each in _CERTIFICATION_POINTS])),
    (Merit.MEASURED, BY_NAME["measured"].mask_of([YES])),
)


def merits_of(bits: int, used_by_count: int) -> tuple[Merit, ...]:
    """Which merits gave an entry its head start; every engine has what this reads."""
    held = {merit for merit, mask in _MERITS if bits & mask} | ({Merit.USED} if used_by_count else set())
    return tuple(merit for merit in Merit if merit in held)


def render_card(offering: Offering, facts: OfferingFacts | None, plans: Iterable[Plan]) -> str:
    """The offering's row on the results page; it says the same to every reader."""
    plan = cheapest(plans)
    context = {
        "offering": offering,
        "what": what_of(offering),
        "vendor": offering.vendor,
        "of_state": offering.vendor.kind == Organisation.Kind.BROKER,
        "orderable": offering.is_orderable,
        "plan": plan,
        "rate": rate_of(plan, ", ") if plan else "",
        "facts": facts,
        "measured_months": months_between(facts) if facts else 0,
    }
    return render_to_string(CARD_TEMPLATE, context).replace(">\n<", "><").strip()


def months_between(facts: OfferingFacts) -> int:
    """Whole months that the measured figure covers, at least one."""
    if facts.measured_from is None or facts.measured_to is None:
        return 0
    return max(1, round((facts.measured_to - facts.measured_from).days / 30.44))


def count_words(rows: Iterable[EntryRow]) -> Counter[str]:
    """How many of the rows use each word."""
    return Counter(word for row in rows for word in row.words)
