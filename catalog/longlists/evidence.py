"""A longlist as evidence: one document with everything it rests on, in a file that proves itself by its digest."""

import io
import json
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from marketplace.files.tables import csv_lines

from .models import Longlist, LonglistStep
from .pinned import digest_of
from .queries import steps_of

FORMAT = "stoa-longlist-1"


def evidence_of(longlist: Longlist) -> dict[str, Any]:
    """Everything that the list rests on. Four queries."""
    steps = steps_of(longlist)
    gone = {row.entry_id for step in steps for row in step.exclusions.all()}
    entries = list(longlist.entries.select_related("offering").order_by("place"))
    replaced = longlist.supersedes
    return {
        "format": FORMAT,
        "reference": longlist.reference,
        "title": longlist.title,
        "organisation": longlist.organisation.name,
        "opened_by": str(longlist.opened_by),
        "opened_at": longlist.opened_at,
        "search": {"query": longlist.query, "words": longlist.query_words, "engine": longlist.engine},
        "supersedes": replaced.reference if replaced else None,
        "offerings": [
            {
                "place": entry.place,
                "slug": entry.offering.slug,
                "name": entry.name,
                "revision": entry.revision_id,
                "content_sha256": entry.content_digest,
                "facts": entry.facts,
                "beside": entry.beside,
            }
            for entry in entries
        ],
        "steps": [_step(step) for step in steps],
        "left": [entry.place for entry in entries if entry.pk not in gone],
        "frozen_by": str(longlist.frozen_by) if longlist.frozen_by else None,
        "frozen_at": longlist.frozen_at,
    }


def _step(step: LonglistStep) -> dict[str, Any]:
    return {
        "number": step.number,
        "criterion": step.criterion,
        "words": step.words,
        "reason": step.reason,
        "by": str(step.by),
        "at": step.at,
        "before": step.before,
        "after": step.after,
        "left_out": [{"place": row.entry.place, "because": row.because} for row in step.exclusions.all()],
    }


def evidence_file(longlist: Longlist) -> bytes:
    """A ZIP archive: the document, its tables, and how to check it. The same list always gives the same bytes."""
    evidence = evidence_of(longlist)
    # The very bytes that the digest is taken over.
    text = json.dumps(evidence, cls=DjangoJSONEncoder, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    parts = {
        "longlist.json": text,
        "offerings.csv": "".join(csv_lines(offering_rows(evidence))),
        "steps.csv": "".join(csv_lines(step_rows(evidence))),
        "SHA256SUMS": f"{digest_of(evidence)}  longlist.json\n",
    }
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(f"{longlist.reference}/{name}", (1980, 1, 1, 0, 0, 0)), part)
    return held.getvalue()


def offering_rows(evidence: dict[str, Any]) -> Iterator[Sequence[Any]]:
    """One row an offering: what it was, and where it dropped out."""
    out = {row["place"]: (step["number"], row["because"]) for step in evidence["steps"] for row in step["left_out"]}
    yield (
        [
            "Place",
            "Offering",
            "Vendor",
            "Address",
            "Version",
            "Price from",
            "Uptime measured",
            "From and until before, UTC",
            "Coverage",
        ]
        + ["Measured by", "Used by", "Certification", "Left out in step", "Because"]
    )
    for row in evidence["offerings"]:
        facts, (number, because) = row["facts"], out.get(row["place"], ("", ""))
        window = f"{facts['measured_from']}, {facts['measured_to']}" if facts["measured_from"] else ""
        yield [
            *(row["place"], row["name"], facts["vendor"], f"/catalogue/{row['slug']}/", row["revision"] or ""),
            *(facts["price_from"], facts["uptime_measured"], window, facts["coverage"], facts["measured_by"]),
            *(facts["used_by"], facts["certification"], number, because),
        ]


def step_rows(evidence: dict[str, Any]) -> Iterator[Sequence[Any]]:
    """One row a step."""
    yield ["Step", "By what", "Why", "Before", "After", "Who", "When"]
    for step in evidence["steps"]:
        at = step["at"].isoformat()
        yield [step["number"], step["words"], step["reason"], step["before"], step["after"], step["by"], at]
