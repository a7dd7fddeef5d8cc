"""An offering as schema.org knows it. A price stands there only where the offering states one."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse

from .models import Offering
from .plans import Plan

_CODES: dict[str, str] = {Plan.Interval.MONTH: "MON", Plan.Interval.YEAR: "ANN"}


def service_facts(offering: Offering, plans: Iterable[Plan]) -> dict[str, Any]:
    """The facts of a published offering; nothing of one that is not."""
    if not offering.live:
        return {}
    address = settings.SITE_ADDRESS + offering.get_absolute_url()
    offers = [_offer(plan, address) for plan in plans]
    vendor = offering.vendor
    return {
        "@type": "Service",
        "@id": address,
        "url": address,
        "name": offering.name,
        "description": offering.summary or offering.description[:500],
        "category": [topic.name for topic in offering.shown_topics],
        "provider": {
            "@type": "Organization",
            "name": vendor.name,
            "url": settings.SITE_ADDRESS + reverse("vendor_detail", args=[vendor.slug]),
        },
    } | ({"offers": offers} if offers else {})


def _offer(plan: Plan, address: str) -> dict[str, Any]:
    price = {"price": str(plan.price), "priceCurrency": plan.currency}
    each: dict[str, Any] = {"@type": "UnitPriceSpecification", **price, "unitText": plan.unit}
    code = _CODES.get(plan.interval)
    each |= {"billingIncrement": 1, "unitCode": code} if code else {}
    return {"@type": "Offer", "name": plan.name, "url": address, **price, "priceSpecification": each}
