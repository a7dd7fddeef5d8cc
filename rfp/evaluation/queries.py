"""Reading an evaluation: who bids by the alphabet, what is judged by which rules, where everybody stands."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import F

from marketplace.accounts.models import User
from rfp.bids.models import BidVersion, Opening
from rfp.bids.queries import prices_of, proposals_of
from rfp.solicitations.models import Criterion, SolicitationLot

from .models import Consensus, EvaluationResult, Panel, PanelMember, PriceInquiry, ProposalAlias, Score
from .prices import price_shares
from .ranking import Proposal, Ranked, Rules, Weighted, failed_minimums, rank
from .sensitivity import is_wide, spread

Kind = Criterion.Kind
PASSED = 1  # what is only passed or failed has one point or none


def bidders_of(lot: SolicitationLot) -> list[str]:
    """The names of all whose bids were opened, by the alphabet: what members declare against."""
    return sorted((one.vendor.name for one in proposals_of(lot)), key=str.casefold)


def openers_of(lot: SolicitationLot) -> set[int]:
    """Ids of the officers who opened the bids: they hold the names behind the letters, and never score."""
    return set(Opening.objects.filter(solicitation_id=lot.solicitation_id).values_list("officer_id", flat=True))


def scale_of(criterion: Criterion) -> int:
    """The most points of a criterion."""
    return PASSED if criterion.kind == Kind.PASS_FAIL else criterion.scale_max


def rules_of(panel: Panel, criteria: Iterable[Criterion] | None = None) -> Rules:
    """The published rules as ranking.py takes them. One statement, none where the criteria are given."""
    rows = panel.lot.criteria.all() if criteria is None else criteria
    weighted = [
        Weighted(
            code=row.code,
            weight=row.weight,
            scale=scale_of(row),
            least=Decimal(PASSED) if row.kind == Kind.PASS_FAIL else row.minimum_score,
            is_price=row.kind == Kind.PRICE,
        )
        for row in rows
    ]
    return Rules([one if not one.is_price else _price(one) for one in weighted], formula=panel.formula)


def _price(one: Weighted) -> Weighted:
    return Weighted("price", one.weight, is_price=True)


def judged(panel: Panel) -> list[Criterion]:
    """The criteria for which points are given: all but the price, which a formula judges."""
    return [row for row in panel.lot.criteria.all() if row.kind != Kind.PRICE]


def seats_of(panel: Panel) -> list[PanelMember]:
    """Those who sit on it now, the chair first, each with the declaration. One statement."""
    return list(panel.members.filter(left_at__isnull=True).select_related("user", "declaration"))


def seat_of(panel: Panel, user: User) -> PanelMember | None:
    """The seat that somebody has on a panel now."""
    rows = panel.members.filter(left_at__isnull=True, user_id=user.pk or 0)
    return rows.select_related("user", "declaration", "panel__lot__solicitation").first()


def has_declared(seat: PanelMember) -> bool:
    """Whether the member has declared, with or without a conflict."""
    return getattr(seat, "declaration", None) is not None


def may_read_proposals(panel: Panel, seat: PanelMember | None) -> bool:
    """Nothing is shown before a declaration without conflict, and before names gave way to letters."""
    scoring = panel.status not in {Panel.Status.FORMED}
    return scoring and seat is not None and has_declared(seat) and not seat.declaration.has_conflict


@dataclass(frozen=True)
class Cell:
    """What the evaluators gave for one criterion of one proposal, and what was agreed."""

    criterion: Criterion
    scores: list[Score]
    agreed: Consensus | None

    @property
    def points(self) -> list[Decimal]:
        return [score.points for score in self.scores]

    @property
    def apart(self) -> Decimal:
        return spread(self.points)

    @property
    def is_wide(self) -> bool:
        return is_wide(self.points, scale_of(self.criterion))

    @property
    def unanimous(self) -> Decimal | None:
        """The points that all of them gave; None where they differ."""
        return self.points[0] if self.points and self.apart == 0 else None


@dataclass(frozen=True)
class Column:
    """One proposal by its letter, with its cells in the order of the criteria, its price once opened."""

    proposal: ProposalAlias
    cells: list[Cell]
    price: Decimal | None
    ranked: Ranked | None
    failed: list[str]
    inquiry: PriceInquiry | None = None

    @property
    def is_agreed(self) -> bool:
        return all(cell.agreed for cell in self.cells)


@dataclass(frozen=True)
class Board:
    """The whole evaluation: proposals beside each other, the ranking as far as it is known."""

    criteria: list[Criterion]
    columns: list[Column]
    ranking: list[Ranked]
    rules: Rules
    excluded: list[ProposalAlias]

    @property
    def weights(self) -> dict[str, Decimal]:
        return {one.code: one.weight for one in self.rules.criteria}

    @property
    def prices(self) -> dict[str, Decimal]:
        return {one.proposal.letter: one.price for one in self.columns if one.price is not None}


def board_of(panel: Panel) -> Board:
    """Seven statements, whatever the number of proposals, criteria and evaluators."""
    rows = list(panel.lot.criteria.all())
    criteria = [row for row in rows if row.kind != Kind.PRICE]
    letters = list(panel.proposals.select_related("inquiry"))
    given: dict[tuple[int, int], list[Score]] = defaultdict(list)
    seats = Score.objects.filter(proposal__panel=panel, member__left_at__isnull=True)
    for score in seats.select_related("member__user").order_by("member_id"):
        given[score.proposal_id, score.criterion_id].append(score)
    agreed = {(one.proposal_id, one.criterion_id): one for one in Consensus.objects.filter(proposal__panel=panel)}
    prices = _prices_of(panel, letters)
    rules = rules_of(panel, rows)
    received = _received(panel)
    columns, candidates = [], []
    for letter in letters:
        if letter.fault:
            continue
        cells = [Cell(row, given[letter.pk, row.pk], agreed.get((letter.pk, row.pk))) for row in criteria]
        price = prices.get(letter.letter)
        points = {cell.criterion.code: cell.agreed.points for cell in cells if cell.agreed}
        failed = failed_minimums(points, rules) if len(points) == len(criteria) else []
        inquiry = getattr(letter, "inquiry", None)
        columns.append(Column(letter, cells, price, None, failed, inquiry))
        rejected = inquiry is not None and inquiry.status == PriceInquiry.Status.REJECTED
        is_known = len(points) == len(criteria) and (price is not None or rules.price is None)
        if is_known and not failed and not rejected:
            candidates.append(Proposal(letter.letter, points, price, received[letter.bid_id]))
    ranking = rank(candidates, rules) if candidates else []
    placed = {one.name: one for one in ranking}
    columns = [
        Column(one.proposal, one.cells, one.price, placed.get(one.proposal.letter), one.failed, one.inquiry)
        for one in columns
    ]
    return Board(criteria, columns, ranking, rules, [letter for letter in letters if letter.fault])


def _prices_of(panel: Panel, letters: Iterable[ProposalAlias]) -> dict[str, Decimal | None]:
    """By letter: those that were opened, and once the result is frozen those that it holds: bids do not stay for good.
    Two statements at most."""
    if panel.status == Panel.Status.CONCLUDED:
        told = EvaluationResult.objects.get(panel=panel).content["proposals"]
        return {one["letter"]: None if one["price"] is None else Decimal(one["price"]) for one in told}
    if panel.status != Panel.Status.PRICED:
        return {}
    totals = {one.bid.pk: one.total for one in prices_of(panel.lot)}
    return {one.letter: totals.get(one.bid_id) for one in letters}


def _received(panel: Panel) -> dict[int, int]:
    """When each bid that counts was received, in microseconds: of equal proposals the earlier one stands first."""
    rows = BidVersion.objects.filter(bid__lot=panel.lot, number=F("bid__version")).values_list("bid_id", "received_at")
    return {bid: int(at.timestamp() * 1_000_000) for bid, at in rows}


def shares_of(board: Board) -> dict[str, Any]:
    """The share of the points for price of each proposal that is ranked."""
    prices = {one.name: board.prices[one.name] for one in board.ranking}
    return dict(price_shares(prices, board.rules.formula)) if prices else {}
