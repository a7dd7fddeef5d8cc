"""The check for over-prescription on a solicitation as it stands: its passages, its facts, what somebody keeps."""

import datetime
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from catalog.admissions.models import Admission
from marketplace.business_time import working_days_between
from marketplace.organisations.calendars import calendar_of
from marketplace.organisations.models import Organisation

from .content import ContentConflict, read_lots
from .models import Solicitation, UpheldFinding
from .prescription import Facts, Finding, Judgement, Weight, judge, sentences_of
from .prescription.catalogue import catalogue_names
from .prescription.names import patterns_of

Audience = Solicitation.Audience
# Where the words of a block stand, beside its title.
WORDS = ("text", "description")
REVISIONS_JUDGED = 20


# A finding, and why somebody keeps it.
Answered = tuple[Finding, UpheldFinding | None]


@dataclass(frozen=True)
class Passage:
    """One block of the text with what was found in it."""

    title: str
    text: str
    findings: Sequence[Answered]


@dataclass(frozen=True)
class Wording:
    """What the page of the wording shows. `highest` is the index of the most prescriptive text that was saved."""

    judged: Judgement
    highest: int
    passages: Sequence[Passage]
    of_terms: Sequence[Answered]
    kept: Mapping[str, UpheldFinding] = field(default_factory=dict)

    @property
    def open(self) -> list[Finding]:
        """Neither mended nor kept with a reason."""
        return [finding for finding in self.judged.findings if finding.key not in self.kept]


def wording_of(solicitation: Solicitation, *, at: datetime.datetime) -> Wording:
    """Judges the text as it was last saved. A constant number of statements."""
    known = patterns_of(catalogue_names())
    raw = list(solicitation.body.raw_data)
    upheld = {one.key: one for one in solicitation.upheld_findings.select_related("upheld_by")}
    blocks = [(block, text) for block in raw if (text := _words_of(block))]
    facts = facts_of(solicitation, raw, at=at)
    judged = judge([text for _, text in blocks], known=known, facts=facts, upheld=upheld)
    by_sentence: dict[str, list[Finding]] = {}
    for finding in judged.findings:
        by_sentence.setdefault(finding.sentence, []).append(finding)
    passages = []
    for block, text in blocks:
        found = [one for sentence in sentences_of(text) for one in by_sentence.get(sentence, ())]
        passages.append(Passage(_title_of(block), text, [(one, upheld.get(one.key)) for one in found]))
    within = {finding for passage in passages for finding, _ in passage.findings}
    earlier = (judge(list(_texts(body)), known=known, facts=facts).index for body in _bodies(solicitation))
    kept = {one.key: upheld[one.key] for one in judged.findings if one.key in upheld}
    return Wording(
        judged=judged,
        highest=max([judged.index, *earlier]),
        passages=passages,
        of_terms=[(one, upheld.get(one.key)) for one in judged.findings if one not in within],
        kept=kept,
    )


def _bodies(solicitation: Solicitation) -> Iterator[Iterable[Mapping[str, Any]]]:
    for revision in solicitation.revisions.order_by("-pk")[:REVISIONS_JUDGED]:
        yield json.loads(revision.content["body"])


def _texts(raw: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    return (text for block in raw if (text := _words_of(block)))


def _words_of(block: Mapping[str, Any]) -> str:
    value = block["value"]
    return "\n\n".join(value[name] for name in WORDS if value.get(name)) if hasattr(value, "get") else ""


def _title_of(block: Mapping[str, Any]) -> str:
    value, kind = block["value"], block["type"].replace("_", " ").capitalize()
    named = value.get("title") or value.get("code") or ""
    return f"{kind}: {named}" if named else kind


def facts_of(solicitation: Solicitation, raw: Sequence[Mapping[str, Any]], *, at: datetime.datetime) -> Facts:
    """What stands beside the text, as far as it is known."""
    begins, due = solicitation.published_at or at, solicitation.bids_due_at
    days = None
    if due is not None:
        zone = calendar_of(solicitation.agency, at=at)
        days = max(working_days_between(begins.date(), due.date(), zone), 0) if begins < due else 0
    try:
        lots = read_lots(raw, title=solicitation.title)
    except ContentConflict:
        lots = []
    weights = {
        lot.number: [
            Weight(row["title"], Decimal(row["weight"]), row["kind"] == "price")
            for row in lot.criterion.values()
            if row["kind"] != "pass_fail"
        ]
        for lot in lots
    }
    categories = {lot.values["category_id"] for lot in lots}
    likely = _likely_bidders(solicitation, categories, at=at)
    return Facts(weights=weights, days_open=days, likely_bidders=likely, is_evaluated=solicitation.preset.evaluated)


def _likely_bidders(solicitation: Solicitation, categories: set[str | None], *, at: datetime.datetime) -> int:
    """Those whom its audience lets answer; of several lots, where there are fewest."""
    if solicitation.audience == Audience.INVITED:
        return solicitation.invitations.count()
    if solicitation.audience == Audience.CATEGORY and None not in categories and categories:
        admitted = Admission.objects.in_force(at=at).filter(lot_id__in=categories).values_list("lot_id", "vendor_id")
        pairs = set(admitted)
        return min(sum(lot == category for lot, _ in pairs) for category in categories)
    verified = Organisation.objects.filter(kind=Organisation.Kind.VENDOR, status=Organisation.Status.VERIFIED)
    return verified.count()
