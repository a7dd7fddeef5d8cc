"""Loads the invented offerings as the catalogue's editor would publish them."""

import datetime
from decimal import Decimal
from typing import Any

from django.utils.text import slugify
from wagtail.models import Revision

from catalog.offerings.actions import Contents, create_offering, publish_offering
from catalog.offerings.models import OfferedServiceLevel, Offering, Plan
from catalog.taxonomy.models import Assessor, Certification, Topic
from marketplace.clock import Clock

from . import world
from .loader_people import Cast

# The oldest contract of the story pins a revision, so all are older than it.
PUBLISHED_BEFORE = datetime.timedelta(days=900)


def load_offerings(cast: Cast, *, now: Clock) -> int:
    """Draft and publish each invented offering that is not there. Returns how many were published."""
    known = set(Offering.objects.filter(invented=True).values_list("slug", flat=True))
    missing = [(provider, offering) for provider, offering in world.offerings() if offering["slug"] not in known]
    if not missing:
        return 0
    topics = _topics({topic for _, offering in missing for topic in offering["topics"]})
    editor = cast.person("editor")
    today = now().date()
    for provider, offering in missing:
        drafted = create_offering(
            vendor=cast.organisations[provider["slug"]],
            slug=offering["slug"],
            fields=_fields(provider, offering, today),
            contents=Contents(
                topics=[topics[name] for name in offering["topics"]],
                plans=[_plan(offering["slug"], plan) for plan in offering["plans"]],
                service_levels=[_level(level) for level in offering["service_levels"]],
            ),
            by=editor,
            invented=True,
            now=now,
        )
        publish_offering(offering=drafted, by=editor)
    _move_back({offering["slug"] for _, offering in missing}, at=now() - PUBLISHED_BEFORE)
    return len(missing)


def _topics(names: set[str]) -> dict[str, Topic]:
    known = {topic.name: topic for topic in Topic.objects.filter(name__in=names)}
    missing = [Topic(name=name, slug=slugify(name)) for name in sorted(names - known.keys())]
    Topic.objects.bulk_create(missing)
    return known | {topic.name: topic for topic in missing}


def _fields(provider: world.Record, offering: world.Record, today: datetime.date) -> dict[str, Any]:
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
        "assessor": Assessor.objects.get_or_create(name=stated["assessor"])[0] if assessed else None,
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
        "prices_from": world.on_day(valid["from_days"], today=today),
        "prices_until": world.on_day(valid["until_days"], today=today),
    }


def _plan(offering_slug: str, plan: world.Record) -> Plan:
    return Plan(
        code=world.plan_code(offering_slug, plan["slug"]),
        price=Decimal(plan["price"]),
        setup_charge=Decimal(plan["setup_charge"]),
        tiers=[{"from": tier["from"], "price": tier["price"]} for tier in plan["tiers"]],
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
        promised.credit_template = level["credit_template"]
        promised.credit_cap_percent = Decimal(level["credit_cap_percent"])
    else:
        promised.within_minutes = level["within_minutes"]
    return promised


def _move_back(slugs: set[str], *, at: datetime.datetime) -> None:
    """Give offerings and revisions the age that the story needs; publication itself knows only the real clock."""
    offerings = Offering.objects.filter(slug__in=slugs)
    Revision.objects.filter(pk__in=offerings.values("latest_revision_id")).update(created_at=at)
    offerings.update(first_published_at=at, last_published_at=at)
