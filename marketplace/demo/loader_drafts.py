"""Loads what officers write with: parts of the library, and a draft whose wording prescribes too much."""

import datetime
import json
from pathlib import Path

from django.db import transaction

from rfp.clauses.actions import keep_clause, take_clauses
from rfp.clauses.models import Clause
from rfp.solicitations.actions import Terms, draft_solicitation
from rfp.solicitations.models import Solicitation
from rfp.solicitations.presets import Kind

from .loader_orders import at_work, clock
from .loader_people import Cast

DAY = datetime.timedelta(days=1)
CONTENT = Path(__file__).parent / "content" / "drafts.json"


def load_drafts(cast: Cast, *, today: datetime.date) -> int:
    """Keep the parts and write the draft, where they are not there. Returns how many drafts were new."""
    told = json.loads(CONTENT.read_text())
    draft, officer, at = told["draft"], cast.person("officer"), at_work(today - 3 * DAY)
    if Solicitation.objects.filter(title=draft["title"]).exists():
        return 0
    with transaction.atomic():
        for record in told["clauses"]:
            keep_clause(clause=Clause(), by=cast.person("officer-two"), now=clock(at - 30 * DAY), **record)
        solicitation = draft_solicitation(
            kind=Kind.RFP,
            title=draft["title"],
            agency=cast.organisations[draft["agency"]],
            body=draft["body"],
            terms=Terms(price_formula="linear_to_highest"),
            by=officer,
            now=clock(at),
        )
        take_clauses(
            solicitation=solicitation,
            clauses=list(Clause.objects.filter(title__in=draft["taken"])),
            latest_revision_id=solicitation.latest_revision_id,
            by=officer,
            now=clock(at),
        )
    return 1
