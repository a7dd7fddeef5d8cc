"""Loads the invented offerings, set-based: what publication leaves behind, without seventy rounds of it."""

import datetime
import hashlib
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils.text import slugify
from wagtail.models import Revision

from catalog.admissions.models import Admission
from catalog.offerings.credit_steps import steps_named
from catalog.offerings.models import OfferedServiceLevel, Offering, OfferingChange, Plan
from catalog.offerings.publication import PublicationRefused
from catalog.taxonomy.models import Assessor, Certification, Topic
from marketplace.accounts.models import User
from marketplace.audit.actions import record
from marketplace.clock import Clock

from . import world
from .loader_people import Cast

# The oldest contract of the story pins a revision, so all are older than it.
PUBLISHED_BEFORE = datetime.timedelta(days=900)


def load_offerings(cast: Cast, *, now: Clock) -> int:
    """Publish each invented offering that is not there, all at once. Returns how many. Raises PublicationRefused."""
    known = set(Offering.objects.filter(invented=True).values_list("slug", flat=True))
    missing = [(provider, offering) for provider, offering in world.offerings() if offering["slug"] not in known]
    if not missing:
        return 0
    at, editor = now(), cast.person("editor")
    topics = _topics({topic for _, offering in missing for topic in offering["topics"]})
    stated = {offering["certification"]["assessor"] for _, offering in missing}
    assessors = _assessors(stated - {None})
    published = [
        Offering(
            vendor=cast.organisations[provider["slug"]],
            slug=offering["slug"],
            sort_name=offering["name"].casefold(),
            invented=True,
            live=True,
            has_unpublished_changes=False,
            first_published_at=at - PUBLISHED_BEFORE,
            last_published_at=at - PUBLISHED_BEFORE,
            **_fields(provider, offering, assessors, at.date()),
        )
        for provider, offering in missing
    ]
    with transaction.atomic():
        Offering.objects.bulk_create(published)
        _add_contents([(row, offering) for row, (_, offering) in zip(published, missing, strict=True)], topics)
        _read_admissions(published, at)
        prefetch_related_objects([row.vendor for row in published], "mergers")
        for row in published:
            if sentences := row.missing_for_listing() + row.missing_for_orders():
                raise PublicationRefused(str(row), sentences)
        _pin_revisions(published, by=editor, at=at - PUBLISHED_BEFORE)
        OfferingChange.objects.bulk_create(OfferingChange(offering_id=row.pk, at=at) for row in published)
        slugs = sorted(row.slug for row in published)
        digest = hashlib.sha256("\n".join(slugs).encode()).hexdigest()
        data = {"published": len(slugs), "slugs_sha256": digest}
        record(action="catalog.demonstration.published", obj=published[0], by=editor, at=at, data=data)
    return len(published)


def _read_admissions(offerings: list[Offering], at: datetime.datetime) -> None:
    """What the gate asks of each offering's vendor, in one statement for all."""
    admitted = set(Admission.objects.in_force(at=at).values_list("vendor_id", "lot_id"))
    for row in offerings:
        row.vendor_admitted = (row.vendor_id, row.lot_code) in admitted


def _add_contents(rows: list[tuple[Offering, world.Record]], topics: dict[str, Topic]) -> None:
    for row, offering in rows:
        row.topics = [topics[name] for name in offering["topics"]]
        row.plans = [_plan(offering["slug"], plan) for plan in offering["plans"]]
        row.service_levels = [_level(level) for level in offering["service_levels"]]
    for model, name in ((Plan, "plans"), (OfferedServiceLevel, "service_levels")):
        children = [child for row, _ in rows for child in _numbered(getattr(row, name).all(), row)]
        model.objects.bulk_create(children)
    through = Offering.topics.through
    through.objects.bulk_create(
        through(offering_id=row.pk, topic_id=topic.pk) for row, _ in rows for topic in row.topics.all()
    )


def _numbered(children: Any, parent: Offering) -> Iterator[Any]:
    for order, child in enumerate(children):
        child.offering, child.sort_order = parent, order
        yield child


def _pin_revisions(offerings: list[Offering], *, by: User, at: datetime.datetime) -> None:
    """Give each its first revision, as publication would have left it."""
    kind = ContentType.objects.get_for_model(Offering)
    revisions = Revision.objects.bulk_create(
        Revision(
            content_type=kind,
            base_content_type=kind,
            object_id=str(row.pk),
            object_str=str(row),
            created_at=at,
            user=by,
            content=row.serializable_data(),
        )
        for row in offerings
    )
    for row, revision in zip(offerings, revisions, strict=True):
        row.latest_revision = row.live_revision = revision
    Offering.objects.bulk_update(offerings, ["latest_revision", "live_revision"])


def _topics(names: set[str]) -> dict[str, Topic]:
    known = {topic.name: topic for topic in Topic.objects.filter(name__in=names)}
    missing = [Topic(name=name, slug=slugify(name)) for name in sorted(names - known.keys())]
    Topic.objects.bulk_create(missing)
    return known | {topic.name: topic for topic in missing}


def _assessors(names: set[str]) -> dict[str, Assessor]:
    return {name: Assessor.objects.get_or_create(name=name)[0] for name in sorted(names)}


def _fields(
    provider: world.Record, offering: world.Record, assessors: dict[str, Assessor], today: datetime.date
) -> dict[str, Any]:
    stated = offering["certification"]
    assessed = stated["status"] == "State assessment"
    valid = offering["prices_valid"]
    return {
        "name": offering["name"],
        "summary": offering["summary"],
        "description": offering["description"],
        "service_models": [model.lower() for model in offering["service_models"]],
        "deployment": offering["deployment_model"].lower().replace(" ", "_"),
        "impact_level": offering["impact_level"].lower(),
        "certification": Certification.STATE_ASSESSMENT if assessed else Certification.NONE,
        "assessor": assessors[stated["assessor"]] if assessed else None,
        "authorised_on": world.on_day(stated["assessed_on_days"], today=today),
        "authorised_until": world.on_day(stated["expires_on_days"], today=today),
        "data_location": offering["data_location"],
        "support_hours": offering["support"]["hours"],
        "support_channels": ", ".join(offering["support"]["channels"]),
        "exit_terms": "\n".join(offering["exit_terms"]),
        "open_api": offering["open_api"],
        "sign_in": ", ".join(offering["sign_in"]),
        "website": provider["website"],
        "delivery_mode": offering["delivery_mode"],
        "on_standard_terms": True,
        **offering.get("built", {}),
        "prices_from": world.on_day(valid["from_days"], today=today),
        "prices_until": world.on_day(valid["until_days"], today=today),
    }


def _plan(offering_slug: str, plan: world.Record) -> Plan:
    return Plan(
        code=world.plan_code(offering_slug, plan["slug"]),
        price=Decimal(plan["price"]),
        setup_charge=Decimal(plan["setup_charge"]),
        tiers=[{"from": tier["from"], "price": tier["price"]} for tier in plan["tiers"]],
        usage_charges=plan.get("usage_charges", []),
        discounts=plan.get("discounts", []),
        **{
            name: plan[name]
            for name in "name includes unit currency interval minimum_term_months included_quantity".split()
        },
    )


def _level(level: world.Record) -> OfferedServiceLevel:
    promised = OfferedServiceLevel(code=level["code"], title=level["name"], target=Decimal(level["target"]))
    if level["kind"] == "availability":
        promised.convention = level["convention"]
        promised.minimum_outage_minutes = level["minimum_outage_minutes"]
        promised.credit_steps = steps_named(level["credit_template"])
        promised.credit_cap_percent = Decimal(level["credit_cap_percent"])
    else:
        promised.within_minutes = level["within_minutes"]
    return promised
