"""What the public reads of awards: who won, for how much, out of how many bids. Nobody reads who lost."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from rfp.evaluation.models import EvaluationResult, Panel
from rfp.solicitations.models import SolicitationLot

from .models import LIVE, Award


@dataclass(frozen=True)
class BidFigures:
    """Bids of a lot: how many came in time, how many were compared, the lowest and highest price of those compared.

    A price that was never opened is nobody's to tell; None where no price was compared.
    """

    received: int
    compared: int
    lowest: Decimal | None
    highest: Decimal | None
    below_minimum: int = 0
    rejected: int = 0
    not_readable: int = 0

    @property
    def not_compared_words(self) -> str:
        """Why bids were not compared: 1 below a minimum, 2 rejected for the price."""
        told = (
            (self.below_minimum, "below a minimum"),
            (self.rejected, "rejected for the price"),
            (self.not_readable, "could not be opened"),
        )
        return ", ".join(f"{number} {words}" for number, words in told if number)


@dataclass(frozen=True)
class Notice:
    """One announced award as it is published."""

    award: Award
    bids: BidFigures


def figures_of(result: EvaluationResult) -> BidFigures:
    """From the frozen result."""
    content = result.content
    ranked = {one["letter"] for one in content["ranking"]}
    told = content["proposals"]
    prices = [Decimal(one["price"]) for one in told if one["letter"] in ranked and one["price"] is not None]
    return BidFigures(
        received=len(told) + len(content["not_readable"]),
        compared=len(ranked),
        lowest=min(prices, default=None),
        highest=max(prices, default=None),
        below_minimum=sum(bool(one["failed"]) for one in told),
        rejected=sum(bool(one["rejected"]) for one in told),
        not_readable=len(content["not_readable"]),
    )


def figures_of_lots(lots: Iterable[SolicitationLot]) -> dict[int, BidFigures]:
    """By lot, of the round that counts. One statement."""
    concluded = EvaluationResult.objects.filter(panel__lot__in=list(lots), panel__status=Panel.Status.CONCLUDED)
    return {result.panel.lot_id: figures_of(result) for result in concluded.select_related("panel")}


def announced_awards() -> QuerySet[Award]:
    """Every award that was announced, the latest first, with what a notice tells."""
    related = ("lot__solicitation__agency", "bid__vendor", "result", "contract")
    return Award.objects.announced().select_related(*related).order_by("-approved_at", "-pk")


def notices_of(solicitations: Iterable[int]) -> dict[int, list[Notice]]:
    """The live, announced awards by the solicitation's id, lot by lot. One statement."""
    rows = announced_awards().filter(lot__solicitation_id__in=list(solicitations), status__in=LIVE)
    found: dict[int, list[Notice]] = {}
    for award in rows.order_by("lot__number", "seat"):
        found.setdefault(award.lot.solicitation_id, []).append(Notice(award, figures_of(award.result)))
    return found


def notices_table(awards: Iterable[Award]) -> Iterator[tuple[str, ...]]:
    """The notices as rows for programs, their names first; amounts as decimals, times in UTC."""
    yield (
        "reference", "lot", "title", "buyer", "winner", "value", "currency", "status", "bids_received",
        "bids_compared", "lowest_price", "highest_price", "announced_at", "standstill_ends_at", "contract",
        "ended_because",
    )  # fmt: skip
    for award in awards:
        lot, bids = award.lot, figures_of(award.result)
        yield (
            lot.solicitation.reference, str(lot.number), lot.title, lot.solicitation.agency.name, award.vendor.name,
            str(award.value), award.currency, award.status, str(bids.received), str(bids.compared),
            _amount(bids.lowest), _amount(bids.highest), _utc(award.approved_at), _utc(award.standstill_ends_at),
            award.contract.reference if award.contract else "", award.ended_because,
        )  # fmt: skip


def _amount(value: Decimal | None) -> str:
    return "" if value is None else str(value)


def _utc(at: datetime.datetime | None) -> str:
    return f"{at.astimezone(datetime.UTC):%Y-%m-%dT%H:%M:%SZ}" if at else ""
