"""What the office promises an agency against what its vendor promises it, at signing and as offered today."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from contracts.agreements.models import Contract, ServiceLevelTerm
from contracts.agreements.parties import Party, parties_of
from marketplace.components.formats import percent_down

from ..arithmetic.composite import underpinning_gap


@dataclass(frozen=True)
class Gap:
    """Percentage points that the office carries alone; zero or less: the vendor's promise covers its own."""

    title: str
    points: Decimal
    sentence: str


def gaps_of(contract: Contract, terms: Sequence[ServiceLevelTerm]) -> list[Gap]:
    """A gap for each service level that the office promises on and its vendor promises in the catalogue.

    At signing the two are the same unless the terms were negotiated; what the vendor offers today may be less.
    """
    if not _office_stands_between(contract) or contract.offering is None or contract.offering_revision is None:
        return []
    signed = {level.code: level.target for level in contract.offering_revision.as_object().service_levels.all()}
    today = {level.code: level.target for level in contract.offering.service_levels.all()}
    return [_gap(term, signed.get(term.code), today.get(term.code)) for term in terms]


def _office_stands_between(contract: Contract) -> bool:
    if contract.vendor_id == contract.broker_id:
        return False
    line = "managed" if contract.delivery_mode == "hybrid" else None
    return any(debt.debtor == Party.BROKER for debt in parties_of(contract.delivery_mode, line_mode=line).credits)


def _gap(term: ServiceLevelTerm, signed: Decimal | None, today: Decimal | None) -> Gap:
    promised = percent_down(term.target)
    if signed is None:
        return Gap(term.title, term.target, f"The office promises {promised}; its vendor promises nothing of the kind.")
    points = underpinning_gap(term.target, [signed])
    sentence = f"The office promises {promised}, its vendor {percent_down(signed)}"
    if points > 0:
        sentence += f": the office carries {points.normalize():f} points alone"
    else:
        sentence += ": nothing is left for the office to carry"
    if today is not None and today < signed:
        later = underpinning_gap(term.target, [today])
        sentence += (
            f". Today the vendor offers {percent_down(today)}; a renewal would leave {later.normalize():f} points"
        )
    return Gap(term.title, points, f"{sentence}.")
