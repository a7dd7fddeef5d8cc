"""What came of a process in the terms of the standard: awards, bids, contracts, as they stood at a time."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from rfp.awards.models import Award
from rfp.awards.notices import BidFigures, figures_of
from rfp.solicitations.models import Solicitation

Json = dict[str, Any]


@dataclass(frozen=True)
class Happening:
    """One thing that makes a release: when, its tag, what tells it from others of the same process."""

    at: datetime.datetime
    tag: str
    name: str


def awards_of(solicitation: Solicitation) -> list[Award]:
    """The announced awards of all lots, the earliest first. Read from what was prefetched."""
    rows = [award for lot in solicitation.lots.all() for award in lot.awards.all()]
    return sorted(rows, key=lambda award: (award.approved_at, award.pk))


def happenings_of(awards: Iterable[Award]) -> list[Happening]:
    """Announcements, awards that were declined or taken back, contracts drawn up and signed."""
    found = []
    for award in awards:
        key, contract = award_id(award), award.contract
        if award.approved_at:
            found.append(Happening(award.approved_at, "award", key))
        if award.ended_at and not contract:
            found.append(Happening(award.ended_at, "awardCancellation", f"{key}-ended"))
        if contract:
            found.append(Happening(award.ended_at or contract.created_at, "contract", f"{key}-contract"))
        if contract and contract.signed_at:
            found.append(Happening(contract.signed_at, "contractUpdate", f"{key}-signed"))
    return found


def award_id(award: Award) -> str:
    """Of its own, so that a corrected award has another: RFP-2026-0001-award-7."""
    return f"{award.lot.solicitation.reference}-award-{award.pk}"


def results_at(awards: Iterable[Award], at: datetime.datetime) -> Json:
    """Awards, bids and contracts as they stood at `at`, with the lots that were awarded; {} before the first award."""
    told = [award for award in awards if award.approved_at and award.approved_at <= at]
    if not told:
        return {}
    signed = [one for one in told if one.contract and (one.ended_at or one.contract.created_at) <= at]
    lots = {one.lot.number: one for one in told}
    found: Json = {
        "awards": [_award(one, at) for one in told],
        "bids": {"statistics": [row for one in lots.values() for row in _statistics(one)]},
    }
    return found | ({"contracts": [_contract(one, at) for one in signed]} if signed else {})


def stands(award: Award, at: datetime.datetime) -> bool:
    """Whether it was announced, and neither declined nor taken back, by then."""
    announced = award.approved_at is not None and award.approved_at <= at
    return announced and not (award.ended_at and not award.contract and award.ended_at <= at)


def suppliers_of(awards: Iterable[Award], at: datetime.datetime) -> list[Json]:
    """Those who won, as parties, each once."""
    won = {one.bid.vendor_id: one.bid.vendor for one in awards if one.approved_at and one.approved_at <= at}
    return [{**_supplier(vendor), "roles": ["supplier"]} for vendor in won.values()]


def _supplier(vendor: Any) -> Json:
    return {"id": f"vendor-{vendor.slug}", "name": vendor.name}


def _money(amount: Any, currency: str) -> Json:
    return {"amount": float(amount), "currency": currency}


def _award(award: Award, at: datetime.datetime) -> Json:
    told: Json = {
        "id": award_id(award),
        "title": award.lot.title,
        "description": award.reason,
        "status": "active" if stands(award, at) else "cancelled",
        "date": stamp(award.approved_at),
        "value": _money(award.value, award.currency),
        "suppliers": [_supplier(award.bid.vendor)],
        "relatedLots": [str(award.lot.number)],
    }
    if not stands(award, at):
        told["amendments"] = [{"id": "1", "date": stamp(award.ended_at), "rationale": award.ended_because}]
    return told


def _statistics(award: Award) -> list[Json]:
    lot, figures = str(award.lot.number), figures_of(award.result)
    return [
        {"id": f"{lot}-{measure}", "measure": measure, "value": value, "relatedLot": lot} | money
        for measure, value, money in _measures(figures, award.currency)
        if value is not None
    ]


def _measures(figures: BidFigures, currency: str) -> Iterable[tuple[str, float | None, Json]]:
    out = figures.received - figures.compared
    yield "bids", figures.received, {}
    yield "validBids", figures.compared, {}
    yield "disqualifiedBids", out, {}
    for measure, price in (("lowestValidBidValue", figures.lowest), ("highestValidBidValue", figures.highest)):
        yield measure, None if price is None else float(price), {"currency": currency}


def _contract(award: Award, at: datetime.datetime) -> Json:
    contract: Any = award.contract
    signed = contract.signed_at is not None and contract.signed_at <= at
    told: Json = {
        "id": contract.reference,
        "awardID": award_id(award),
        "title": contract.title,
        "status": "active" if signed else "pending",
        "period": {"startDate": f"{contract.starts_on}T00:00:00Z", "endDate": f"{contract.ends_on}T00:00:00Z"},
        "value": _money(award.value, award.currency),
    }
    return told | ({"dateSigned": stamp(contract.signed_at)} if signed else {})


def stamp(at: Any) -> str:
    """A moment as the standard writes it: UTC, to the second, such as 2026-03-01T09:00:00Z."""
    return f"{at.astimezone(datetime.UTC):%Y-%m-%dT%H:%M:%SZ}"
