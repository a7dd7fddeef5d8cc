"""The content of a framework agreement as a text: JSON with sorted names, the same bytes for the same clauses."""

import datetime
import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from contracts.agreements.models.signing import digest_of
from marketplace.money import round_cents

from .models import Framework, FrameworkLot, FrameworkVersion

PLAIN = ("reference", "title", "purpose", "currency", "starts_on", "last_order_on", "levels")


def text_of(framework: Framework) -> str:
    """Everything that is agreed at this moment. Three statements."""
    lots = framework.lots.select_related("lot").prefetch_related("vendors__vendor")
    content = {name: getattr(framework, name) for name in PLAIN} | {
        "last_day": framework.last_day_on,
        "ceiling": f"{round_cents(framework.ceiling):f}",
        "levy_percent": f"{framework.levy_percent.normalize():f}",
        "change_limit_percent": f"{framework.change_limit_percent.normalize():f}",
        "members": [member.organisation.name for member in framework.members.select_related("organisation")],
        "lots": [_lot(lot) for lot in lots],
    }
    return json.dumps(content, cls=DjangoJSONEncoder, sort_keys=True, indent=2, ensure_ascii=False) + "\n"


def _lot(lot: FrameworkLot) -> dict[str, Any]:
    return {
        "lot": lot.lot_id,
        "name": str(lot.lot),
        "ceiling": f"{round_cents(lot.ceiling):f}",
        "vendors_by_rank": [row.vendor.name for row in lot.vendors.all()],
    }


def keep_version(framework: Framework, *, at: datetime.datetime) -> FrameworkVersion:
    """Keeps the content as it stands now as the next version. The caller holds the agreement's lock."""
    framework = Framework.objects.get(pk=framework.pk)
    text, number = text_of(framework), framework.versions.count() + 1
    return FrameworkVersion.objects.create(
        framework=framework, number=number, content=text, digest=digest_of(text), made_at=at
    )
