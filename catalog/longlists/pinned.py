"""An offering as it was: made again from its pinned version and what stood beside it, without a statement."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.dateparse import parse_datetime

from catalog.offerings.models import Offering, OfferingFacts, Plan
from catalog.offerings.plans import plans_on, price_day
from catalog.offerings.words import rate_of
from catalog.search import facets
from catalog.search.entries import cheapest, facet_values, users_of
from marketplace.components.formats import money
from marketplace.organisations.models import Organisation

_VENDOR = ("name", "slug", "kind", "status", "small_business")
_MEASURED = ("measured_availability", "measured_coverage", "measured_from", "measured_to", "measured_by")
_COUNTED = ("used_by_count", "under_contract_count")


@dataclass(frozen=True)
class Pinned:
    """A version of an offering with the vendor, topics and measured figures of then."""

    content: Mapping[str, Any]
    beside: Mapping[str, Any]

    @cached_property
    def offering(self) -> Offering:
        """The offering in memory. It was listed when it was pinned, whatever its version said of that."""
        # Topics would be looked up in the database, one statement an offering; their slugs stand beside the version.
        content = {name: value for name, value in self.content.items() if name != "topics"}
        offering = Offering.from_serializable_data(content, check_fks=False)
        offering.live = True
        offering.__dict__["vendor_admitted"] = self.beside["admitted"]  # as `with_admission` would read it
        offering.__dict__["stated"] = self.beside.get("stated", {})  # as its question set's version would tell it
        offering.vendor = Organisation(pk=offering.vendor_id, **self.beside["vendor"])
        return offering

    @cached_property
    def plans(self) -> list[Plan]:
        """Its plans at the prices of the day it was pinned."""
        return plans_on(self.offering, date.fromisoformat(self.beside["priced_on"]))

    @cached_property
    def measured(self) -> OfferingFacts | None:
        """What was measured and counted."""
        if not (told := self.beside["measured"]):
            return None
        moments = {name: parse_datetime(told[name]) if told[name] else None for name in _MEASURED[2:4]}
        figures = {name: Decimal(told[name]) if told[name] is not None else None for name in _MEASURED[:2]}
        counts = {name: told[name] for name in (*_COUNTED, "measured_by")}
        return OfferingFacts(**moments, **figures, **counts)

    @cached_property
    def values(self) -> dict[str, list[str]]:
        """Its values of every facet."""
        held = {name: sorted(map(str, values)) for name, values in facet_values(self.offering, self.measured).items()}
        for name in () if "stated" in self.beside else ("export", "standard", "takeover"):
            held.pop(name)  # it was pinned before these were asked for, and is replayed as it was
        return held | {facets.TOPIC: sorted(self.beside["topics"]), facets.VENDOR: [self.beside["vendor"]["slug"]]}

    def facts(self) -> dict[str, Any]:
        """What a decision rests on, for the record and to be compared with at a replay."""
        plan, measured = cheapest(self.plans), self.measured
        figure = measured.measured_availability if measured else None
        return {
            "vendor": self.beside["vendor"]["name"],
            "price_from": f"{money((plan.price, plan.currency))} {rate_of(plan, ', ')}" if plan else "",
            "uptime_measured": str(figure) if figure is not None else "",
            "coverage": _text(measured.measured_coverage if measured else None),
            "measured_from": _day(measured.measured_from if measured else None),
            "measured_to": _day(measured.measured_to if measured else None),
            "measured_by": measured.measured_by if measured else "",
            "used_by": users_of(measured),
            "certification": self.offering.get_certification_display(),
            "values": self.values,
        }


def beside_of(offering: Offering, *, at: datetime) -> dict[str, Any]:
    """What stands beside a version now; expects vendor, admission, facts, topics and questions to be loaded."""
    facts = getattr(offering, "facts", None)
    told = {name: getattr(facts, name) for name in (*_MEASURED, *_COUNTED)} if facts else {}
    plain = json.loads(json.dumps(told, cls=DjangoJSONEncoder))
    return {
        "vendor": {name: getattr(offering.vendor, name) for name in _VENDOR},
        "topics": {topic.slug: topic.name for topic in sorted(offering.topics.all(), key=lambda topic: topic.slug)},
        "measured": plain,
        "admitted": offering.vendor_is_admitted,
        "stated": {"export_formats": offering.export_formats, "data_standards": offering.data_standards},
        "priced_on": price_day(at).isoformat(),
    }


def digest_of(content: Any) -> str:
    """SHA-256 over content in one canonical form."""
    text = json.dumps(content, cls=DjangoJSONEncoder, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _text(figure: Decimal | None) -> str:
    return "" if figure is None else str(figure)


def _day(at: datetime | None) -> str:
    return at.date().isoformat() if at else ""
