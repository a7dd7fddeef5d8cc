"""The content of a contract as a text that can be signed: JSON with sorted names, the same bytes for the same terms."""

import datetime
import json

from django.core.serializers.json import DjangoJSONEncoder

from marketplace.money import round_cents

from .models import Contract, ContractVersion
from .models.signing import digest_of
from .underpinning import keep_gaps


def text_of(contract: Contract) -> str:
    """Everything that is agreed, without what happens to the contract later. Three statements."""
    levels = contract.service_level_terms.select_related("monitor").prefetch_related("tiers").order_by("code")
    content = {
        "reference": contract.reference,
        "title": contract.title,
        "agency": contract.agency.name,
        "vendor": contract.vendor.name,
        "broker": contract.broker.name if contract.broker else None,
        "delivery_mode": contract.delivery_mode,
        "offering": contract.offering.name if contract.offering else None,
        "offering_revision": contract.offering_revision_id,
        "time_zone": contract.time_zone,
        "currency": contract.currency,
        "first_day": contract.starts_on,
        "last_day": contract.last_day_on,
        "value": f"{round_cents(contract.value):f}",
        "change_limit_percent": _plain(contract.change_limit_percent),
        "misses_combine": contract.misses_combine,
        "renews_for_months": contract.renews_for_months,
        "refuse_days": contract.refuse_days,
        "notice_days": contract.notice_days,
        "cure_days": contract.cure_days,
        "options": list(contract.options.values("number", "exercise_by", "ends_on", "value_added")),
        "service_levels": [_level(term) for term in levels],
    }
    return json.dumps(content, cls=DjangoJSONEncoder, sort_keys=True, indent=2, ensure_ascii=False) + "\n"


def _level(term) -> dict:
    names = "code title convention within_minutes minimum_outage_seconds degraded_counts_as_down dispute_days".split()
    names += "kind threshold minimum_count empty_slice service_hours closed_on_holidays measuring_party".split()
    names += ["maintenance_notice_days", "maintenance_hours", "maintenance_cap_minutes"]
    names += ["emergency_cap_minutes"] if term.emergency_cap_minutes else []
    shares = ("target", "coverage_required", "credit_cap_percent")
    edges = ("upper_exclusive", "lower_inclusive", "percent")
    return {
        **{name: getattr(term, name) for name in names},
        **{name: _plain(getattr(term, name)) for name in shares},
        "monitor": term.monitor.name if term.monitor else None,
        "credit_tiers": [{edge: _plain(getattr(tier, edge)) for edge in edges} for tier in term.tiers.all()],
    }


def _plain(value) -> str:
    """99.9, however many zeros the column holds."""
    return f"{value.normalize():f}"


def keep_version(contract: Contract, *, at: datetime.datetime) -> ContractVersion:
    """Keeps the content as it stands now as the next version, with what stands beneath its promises."""
    text, number = text_of(contract), contract.versions.count() + 1
    version = ContractVersion.objects.create(
        contract=contract, number=number, content=text, digest=digest_of(text), made_at=at
    )
    keep_gaps(version)
    return version
