"""Listed offerings for search and its screens, and the index over them."""

import itertools
from decimal import Decimal

from django.utils import timezone
from django.utils.text import slugify

from catalog.offerings.models import Offering, OfferingFacts, Plan
from catalog.search.actions import rebuild_index
from catalog.taxonomy.models import Topic
from tests.factories.marketplace import OrganisationFactory

_numbers = itertools.count(1)


def vendor_named(name="Kestrel Works", **fields):
    """A vendor of that name, verified unless `fields` say otherwise."""
    return OrganisationFactory(vendor=True, name=name, slug=f"{slugify(name)}-{next(_numbers)}", **fields)


def listed_offering(name="Franklin Service Desk", *, vendor=None, topics=(), plans=(), facts=None, **fields):
    """A published offering, as its vendor and the catalogue's editors would have made it. It is not indexed yet."""
    defaults = {
        "slug": f"{slugify(name)}-{next(_numbers)}",
        "service_models": ["saas"],
        "deployment": "public_cloud",
        "impact_level": "moderate",
        "live": True,
    }
    offering = Offering(vendor=vendor or vendor_named(), name=name, **defaults | fields)
    if topics:
        offering.topics = [Topic.objects.get_or_create(name=topic, slug=slugify(topic))[0] for topic in topics]
    for place, plan in enumerate(plans):
        offering.plans.add(Plan(sort_order=place, **{"name": f"Plan {place}", "unit": "user"} | plan))
    offering.save()
    if facts is not None:
        OfferingFacts.objects.create(offering=offering, updated_at=timezone.now(), **facts)
    return offering


def orderable_offering(name="Larkspur Budget", *, price="27.40", **fields):
    """A listed offering with all that an order needs."""
    defaults = {
        "plans": [{"price": Decimal(price)}],
        "data_location": "Ohio, United States",
        "exit_terms": "Leave at a year’s end.\nAll data back within 30 days.",
        "delivery_mode": "brokered",
        "on_standard_terms": True,
        "no_service_level_promised": True,
    }
    return listed_offering(name, **defaults | fields)


def indexed():
    """Everything listed, in the index."""
    rebuild_index()
