"""Everything about one procurement in one file: steps, documents, scores, decisions, and the trail that holds them.

What bidders wrote stays with its digests and receipts: the file shows that nothing was changed without giving away
what is confidential. `verification.py` checks the file without Stoa.
"""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from marketplace.audit.actions import HASHED
from marketplace.audit.models import AuditEvent
from rfp.bids.models import Bid, BidVersion, ClosingList, Opening, Receipt
from rfp.evaluation.actions import chain_of
from rfp.evaluation.models import Consensus, EvaluationResult, Panel, PanelMember, PriceInquiry, ProposalAlias, Score
from rfp.solicitations.models import Solicitation

from .models import Award, Challenge, Letter

FORMAT = "stoa case file 1"
KEPT = (
    "What bidders wrote is destroyed once its time of keeping is over: answers, prices line by line, files, drafts. "
    "What stays is this file: who bid, versions with their digests, receipts, scores with their reasons, totals, "
    "letters, decisions and the trail."
)


def case_file(solicitation: Solicitation, *, at: datetime.datetime) -> dict[str, Any]:
    """The whole file as plain data. A constant number of statements, whatever it holds."""
    return {
        "format": FORMAT,
        "made_at": _moment(at),
        "solicitation": _solicitation(solicitation),
        "versions": [
            _row(one, "number", "digest", "reason", "published_at", "content") for one in solicitation.versions.all()
        ],
        "openings": [
            {"officer": str(one.officer), "at": _moment(one.at)}
            for one in Opening.objects.filter(solicitation=solicitation).select_related("officer")
        ],
        "closing_list": [
            _row(one, "digests", "signature", "closed_at")
            for one in ClosingList.objects.filter(solicitation=solicitation)
        ],
        "bids": _bids(solicitation),
        "kept": KEPT,
        "panels": _panels(solicitation),
        "awards": _awards(solicitation),
        "challenges": [
            _row(one, "reference", "grounds", "status", "filed_at", "decision", "remedy", "decided_at")
            | {"vendor": one.vendor.name, "decided_by": str(one.decided_by or "")}
            for one in _challenges(solicitation)
        ],
        "chains": _chains(solicitation),
        "events": [_event(one) for one in _own_events(solicitation)],
    }


def _challenges(solicitation: Solicitation) -> Iterable[Challenge]:
    rows = Challenge.objects.filter(award__lot__solicitation=solicitation)
    return rows.select_related("vendor", "decided_by").order_by("pk")


def _moment(at: datetime.datetime | None) -> str:
    return at.astimezone(datetime.UTC).isoformat(timespec="microseconds") if at else ""


def _row(obj: Any, *names: str) -> dict[str, Any]:
    found = {name: getattr(obj, name) for name in names}
    return {name: _moment(one) if isinstance(one, datetime.datetime) else _plain(one) for name, one in found.items()}


def _plain(value: Any) -> Any:
    return value if isinstance(value, dict | list | int | bool) or value is None else str(value)


def _solicitation(row: Solicitation) -> dict[str, Any]:
    names = (
        "reference", "ocid", "kind", "title", "status", "version", "published_at", "bids_due_at", "opened_at",
        "cancel_code", "cancel_reason", "cancelled_at", "standstill_days", "bid_validity_days",
    )  # fmt: skip
    people = {"prepared_by": str(row.prepared_by), "published_by": str(row.published_by or "")}
    return _row(row, *names) | {"agency": row.agency.name} | people


def _bids(solicitation: Solicitation) -> list[dict[str, Any]]:
    """Receipts and digests of every version; none where the bids were never opened."""
    if solicitation.opened_at is None:
        return []
    receipts: dict[int, list[dict[str, Any]]] = {}
    for one in Receipt.objects.filter(bid__lot__solicitation=solicitation).order_by("number"):
        told = _row(one, "number", "kind", "statement", "digest", "signature", "issued_at")
        receipts.setdefault(one.bid_id, []).append(told)
    versions: dict[int, list[dict[str, Any]]] = {}
    for version in BidVersion.objects.filter(bid__lot__solicitation=solicitation).defer("technical", "price"):
        versions.setdefault(version.bid_id, []).append(_row(version, "number", "based_on", "digest", "received_at"))
    bids = Bid.objects.filter(lot__solicitation=solicitation, version__gte=1).select_related("lot", "vendor")
    return [
        {
            "lot": bid.lot.number,
            "vendor": bid.vendor.name,
            "status": bid.status,
            "destroyed_at": _moment(bid.destroyed_at),
            "versions": versions.get(bid.pk, []),
            "receipts": receipts.get(bid.pk, []),
        }
        for bid in bids.order_by("pk")
    ]


def _panels(solicitation: Solicitation) -> list[dict[str, Any]]:
    panels = Panel.objects.filter(lot__solicitation=solicitation).select_related("lot", "formed_by")
    return [
        _row(panel, "round", "status", "formula", "least_evaluators", "formed_at", "reason")
        | {"lot": panel.lot.number, "formed_by": str(panel.formed_by)}
        | {
            "members": _members(panel),
            "proposals": _proposals(panel),
            "scores": _scores(panel),
            "agreed": _agreed(panel),
            "prices_asked_about": _inquiries(panel),
            "result": _result(panel),
        }
        for panel in panels.order_by("formed_at", "pk")
    ]


def _members(panel: Panel) -> list[dict[str, Any]]:
    rows = PanelMember.objects.filter(panel=panel).select_related("user", "declaration", "replaces__user")
    names = ("is_chair", "stands_for", "joined_at", "submitted_at", "left_at", "left_because")
    return [
        _row(one, *names)
        | {
            "person": str(one.user),
            "replaces": str(one.replaces.user) if one.replaces else "",
            "declaration": _row(one.declaration, "with_bidders", "words", "declared_at")
            if hasattr(one, "declaration")
            else None,
        }
        for one in rows
    ]


def _proposals(panel: Panel) -> list[dict[str, Any]]:
    rows = ProposalAlias.objects.filter(panel=panel).select_related("bid__vendor")
    return [{"letter": one.letter, "vendor": one.bid.vendor.name, "fault": one.fault} for one in rows]


def _scores(panel: Panel) -> list[dict[str, Any]]:
    rows = Score.objects.filter(proposal__panel=panel).select_related("member__user", "proposal", "criterion")
    return [
        _row(one, "points", "rationale", "scored_at")
        | {"by": str(one.member.user), "letter": one.proposal.letter, "criterion": one.criterion.code}
        for one in rows
    ]


def _agreed(panel: Panel) -> list[dict[str, Any]]:
    rows = Consensus.objects.filter(proposal__panel=panel).select_related("agreed_by", "proposal", "criterion")
    return [
        _row(one, "points", "reason", "agreed_at")
        | {"by": str(one.agreed_by), "letter": one.proposal.letter, "criterion": one.criterion.code}
        for one in rows
    ]


def _inquiries(panel: Panel) -> list[dict[str, Any]]:
    rows = PriceInquiry.objects.filter(proposal__panel=panel).select_related("proposal", "decided_by")
    names = ("gap", "status", "asked_at", "due_at", "answer", "answered_at", "decision", "decided_at")
    return [_row(one, *names) | {"letter": one.proposal.letter, "by": str(one.decided_by or "")} for one in rows]


def _result(panel: Panel) -> dict[str, Any] | None:
    row = EvaluationResult.objects.filter(panel=panel).select_related("frozen_by").first()
    if row is None:
        return None
    return _row(row, "content", "digest", "words", "frozen_at") | {"by": str(row.frozen_by)}


def _awards(solicitation: Solicitation) -> list[dict[str, Any]]:
    letters: dict[int, list[dict[str, Any]]] = {}
    for one in Letter.objects.filter(award__lot__solicitation=solicitation).select_related("bid__vendor"):
        told = _row(one, "outcome", "debrief", "sent_at") | {"vendor": one.bid.vendor.name}
        letters.setdefault(one.award_id, []).append(told)
    parts = ("lot", "bid__vendor", "proposed_by", "approved_by", "contract")
    names = (
        "letter", "place", "seat", "value", "currency", "status", "reason", "concentration", "proposed_at",
        "approved_at", "standstill_ends_at", "ended_because", "ended_at",
    )  # fmt: skip
    return [
        _row(one, *names)
        | {
            "lot": one.lot.number,
            "vendor": one.bid.vendor.name,
            "proposed_by": str(one.proposed_by),
            "approved_by": str(one.approved_by or ""),
            "contract": one.contract.reference if one.contract else "",
            "letters": letters.get(one.pk, []),
        }
        for one in Award.objects.filter(lot__solicitation=solicitation).select_related(*parts).order_by("pk")
    ]


def _chains(solicitation: Solicitation) -> dict[str, list[dict[str, Any]]]:
    """The chains that belong to this procurement alone, whole from their first event."""
    names = [chain_of(solicitation)]
    if solicitation.opened_at is not None:
        names.append(f"bids-{solicitation.reference}")
    events = AuditEvent.objects.filter(chain__in=names).order_by("chain", "number")
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in names}
    for one in events:
        found[one.chain].append(_event(one))
    return found


def _own_events(solicitation: Solicitation) -> Iterable[AuditEvent]:
    """Events about the solicitation itself in the trail that it shares with others: each holds by its own hash."""
    about = Q(object_type=solicitation._meta.label_lower, object_id=str(solicitation.pk))
    return AuditEvent.objects.filter(about).exclude(chain=chain_of(solicitation)).order_by("pk")


def _event(event: AuditEvent) -> dict[str, Any]:
    told = {name: getattr(event, name) for name in HASHED}
    return told | {"at": _moment(event.at), "hash": event.hash}
