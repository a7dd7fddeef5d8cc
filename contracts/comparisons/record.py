"""A comparison as a record: everything it rests on in one document, its digest, a file, and a replay."""

import io
import json
import zipfile
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from catalog.longlists.pinned import digest_of
from contracts.frameworks.levies import levy_of_lot
from marketplace.files.tables import csv_lines

from .models import Candidate, Comparison, Weight
from .offers import costs_of, published_facts, values_of
from .scoring import Scored, rank, sensitivity

FORMAT = "stoa-desktop-comparison-1"


def weights_of(comparison: Comparison) -> dict[str, int]:
    """Percents by criterion, the heaviest first."""
    return {row.criterion: row.percent for row in comparison.weights.all()}


def ranking_of(comparison: Comparison) -> list[Scored]:
    """All candidates, best first; keys are their places in the list. Nothing without weights."""
    weights = weights_of(comparison)
    return rank(values_of(comparison.candidates.all()), weights) if weights else []


def sensitivity_words(comparison: Comparison) -> list[str]:
    """For each criterion between which weights the first place holds, in plain words."""
    weights = weights_of(comparison)
    if sum(weights.values()) != 100:
        return []
    return [
        held.words(Weight.Criterion(held.criterion).label.partition(",")[0])
        for held in sensitivity(ranking_of(comparison), weights)
    ]


def record_of(comparison: Comparison) -> dict[str, Any]:
    """Everything that the choice rests on; the comparison is loaded with `with_parts()`."""
    scored = {row.key: row for row in ranking_of(comparison)}
    return {
        "format": FORMAT,
        "reference": comparison.reference,
        "title": comparison.title,
        "agency": comparison.agency.name,
        "source": comparison.source,
        "quantity": comparison.quantity,
        "months": comparison.months,
        "currency": comparison.currency,
        "priced_on": comparison.priced_on,
        "opened_by": str(comparison.opened_by),
        "opened_at": comparison.opened_at,
        "weights": weights_of(comparison),
        "offers": [_offer(candidate, scored.get(candidate.place)) for candidate in comparison.candidates.all()],
        "left_out": comparison.left_out,
        "sensitivity": sensitivity_words(comparison),
        "reason": comparison.reason,
        "signed_by": str(comparison.signed_by) if comparison.signed_by else None,
        "signed_at": comparison.signed_at,
    }


def _offer(candidate: Candidate, scored: Scored | None) -> dict[str, Any]:
    return {
        "number": candidate.place,
        "name": candidate.name,
        "vendor": candidate.vendor_name,
        "revision": candidate.revision_id,
        "content_sha256": candidate.content_digest,
        "plan": {"code": str(candidate.plan_code), "name": candidate.plan_name},
        "facts": candidate.facts,
        "judged": {row.criterion: {"points": row.points, "words": row.words} for row in candidate.judgements.all()},
        "scores": {name: str(score) for name, score in scored.scores.items()} if scored else {},
        "total": str(scored.total) if scored else None,
        "place": scored.place if scored else None,
    }


def record_file(comparison: Comparison) -> bytes:
    """A ZIP archive: the document, its table, and its digest. The same comparison always gives the same bytes."""
    held_record = record_of(comparison)
    # The very bytes that the digest is taken over.
    text = json.dumps(held_record, cls=DjangoJSONEncoder, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    parts = {
        "comparison.json": text,
        "scores.csv": "".join(csv_lines(score_rows(held_record))),
        "SHA256SUMS": f"{digest_of(held_record)}  comparison.json\n",
    }
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(f"{comparison.reference}/{name}", (1980, 1, 1, 0, 0, 0)), part)
    return held.getvalue()


def score_rows(held_record: dict[str, Any]) -> Iterator[Sequence[Any]]:
    """One row an offer and criterion."""
    yield ["Place", "Offer", "Vendor", "Criterion", "Weight", "Value", "Score", "Total", "In words"]
    for offer in sorted(held_record["offers"], key=lambda offer: offer["place"] or 0):
        for criterion, weight in held_record["weights"].items():
            judged = offer["judged"].get(criterion, {})
            value = judged.get("points", offer["facts"].get(criterion, ""))
            yield [
                *(offer["place"], offer["name"], offer["vendor"], criterion, weight, value),
                *(offer["scores"].get(criterion, ""), offer["total"], judged.get("words", "")),
            ]


def first_difference(comparison: Comparison) -> str:
    """Reads every pinned revision again, prices it again and scores it again; the first thing that is not as it was.

    Nothing where all is the same.
    """
    levy = levy_of_lot(comparison.lot, comparison.priced_on)
    for candidate in comparison.candidates.select_related("revision"):
        if digest_of(candidate.revision.content) != candidate.content_digest:
            return f"The kept version of {candidate.name} is not the one that was pinned."
        version = candidate.revision.as_object()
        costs = costs_of(version, comparison.quantity, comparison.months, comparison.priced_on, levy)
        cost = next((cost for plan, cost in costs if plan.code == candidate.plan_code), Decimal(-1))
        if (cost, costs[0][1] if costs else None) != (candidate.cost, candidate.cost):
            return f"The price of {candidate.name}, worked out again, is another one."
        if not published_facts(version, cost).items() <= candidate.facts.items():
            return f"The facts about {candidate.name} are not those of its pinned version."
    if comparison.digest and digest_of(record_of(comparison)) != comparison.digest:
        return "The record is not the one whose digest was kept when it was signed."
    return ""
