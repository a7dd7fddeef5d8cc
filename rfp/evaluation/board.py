"""What the page of agreed scores shows: the spread of each score, prices, totals, how firm the first place is."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from marketplace.components.chain import ChainStep
from marketplace.components.charts import Chart, Series, line_chart

from .models import EvaluationResult, Panel, PanelMember
from .page import chain_of
from .prices import FORMULAS, Published
from .queries import Board, Cell, Column, board_of, scale_of, seats_of
from .ranking import PRICE, Ranked, shown
from .sensitivity import Swing, lines, swings, tenths

MOST_LINES = 6
STEPS = range(10, 100, 10)
LEFT, RIGHT, GROUND, RISE = Decimal(7), Decimal(103), 14, 7


@dataclass(frozen=True)
class Spread:
    """The small drawing of one cell: a tick a point, a ring an evaluator, a diamond for what was agreed."""

    ticks: list[str]
    rings: list[tuple[str, int]]
    diamond: str
    words: str


def spread_of(cell: Cell) -> Spread:
    scale = scale_of(cell.criterion)

    def x(points: Decimal) -> str:
        return str(round(LEFT + (RIGHT - LEFT) * points / scale, 1))

    stacked: Counter[Decimal] = Counter()
    rings = []
    for points in sorted(cell.points):
        rings.append((x(points), GROUND - RISE * stacked[points]))
        stacked[points] += 1
    given = ", ".join(plain(points) for points in cell.points) or "none"
    agreed = f"; agreed {plain(cell.agreed.points)}" if cell.agreed else ""
    diamond = x(cell.agreed.points) if cell.agreed else ""
    return Spread([x(Decimal(tick)) for tick in range(scale + 1)], rings, diamond, f"individual scores {given}{agreed}")


def plain(points: Decimal) -> str:
    """4, or 3.5."""
    return f"{points.normalize():f}"


@dataclass(frozen=True)
class BoardCell:
    """One cell as it is drawn. `code` and `letter` make its address."""

    letter: str
    code: str
    agreed: str
    reason: str
    apart: str
    is_wide: bool
    is_failed: bool
    drawing: Spread


@dataclass(frozen=True)
class BoardRow:
    """One criterion across all proposals."""

    title: str
    weight: str
    least: str
    cells: list[BoardCell]


@dataclass(frozen=True)
class PartLine:
    """One line of how a total was worked out."""

    title: str
    how: str
    points: str


@dataclass(frozen=True)
class BoardPage:
    """Everything derived that templates/rfp/evaluation/evaluation_consensus.html shows."""

    chain: Sequence[ChainStep]
    board: Board
    columns: Sequence[Column]
    rows: Sequence[BoardRow]
    formula: Published
    price_weight: str
    firm: str
    swings: Sequence[tuple[str, str, str]]
    chart: Chart | None
    parts: Sequence[PartLine]
    first: Ranked | None
    seats: Sequence[PanelMember]
    result: EvaluationResult | None
    wide: int
    is_chair: bool
    open_cells: int
    action: str


def board_page(panel: Panel, *, reader: Any) -> BoardPage:
    """The board for one reader. At most ten statements, whatever the number of bids, criteria and evaluators."""
    board, seats = board_of(panel), seats_of(panel)
    cells = [cell for column in board.columns for cell in column.cells]
    is_chair = any(seat.is_chair and seat.user_id == reader.pk for seat in seats)
    price = board.rules.price
    moves = swings(board.ranking, board.weights)
    titles = {row.code: row.title for row in board.criteria} | {PRICE: "Price"}
    return BoardPage(
        chain=chain_of(panel),
        board=board,
        columns=board.columns,
        rows=[_row(place, criterion, board) for place, criterion in enumerate(board.criteria)],
        formula=FORMULAS[panel.formula],
        price_weight=plain(price.weight) if price else "",
        firm=_firm(board, moves),
        swings=[_words(one, titles) for one in moves],
        chart=_chart(board),
        parts=_parts(board, titles),
        first=board.ranking[0] if board.ranking else None,
        seats=seats,
        result=EvaluationResult.objects.filter(panel=panel).select_related("frozen_by").first(),
        wide=sum(cell.is_wide for cell in cells),
        is_chair=is_chair,
        open_cells=sum(cell.agreed is None for cell in cells),
        action=_action(panel, board, cells) if is_chair else "",
    )


def _row(place: int, criterion: Any, board: Board) -> BoardRow:
    cells = []
    for column in board.columns:
        cell = column.cells[place]
        cells.append(
            BoardCell(
                letter=column.proposal.letter,
                code=criterion.code,
                agreed=plain(cell.agreed.points) if cell.agreed else "",
                reason=cell.agreed.reason if cell.agreed else "",
                apart=plain(cell.apart),
                is_wide=cell.is_wide,
                is_failed=criterion.code in column.failed,
                drawing=spread_of(cell),
            )
        )
    least = "" if criterion.minimum_score is None else plain(criterion.minimum_score)
    return BoardRow(criterion.title, plain(criterion.weight), least, cells)


def _action(panel: Panel, board: Board, cells: Sequence[Cell]) -> str:
    """The chair's next step: the one primary button."""
    states = Panel.Status
    if panel.status == states.CONSENSUS:
        return "" if any(cell.agreed is None for cell in cells) else "quality"
    passed = any(not column.failed for column in board.columns)
    if panel.status == states.AGREED:
        return "prices" if passed and board.rules.price is not None else "conclude"
    waits = any(column.inquiry and column.inquiry.is_open for column in board.columns)
    return "conclude" if panel.status == states.PRICED and not waits else ""


def _firm(board: Board, moves: Sequence[Swing]) -> str:
    """Proposal B stays first while price counts between 21.3% and 51.6%."""
    found = next((one for one in moves if one.code == PRICE), None)
    if found is None or not board.ranking:
        return ""
    name = f"Proposal {board.ranking[0].name} stays first"
    if found.is_firm:
        return f"{name} whatever the price counts."
    if found.least is None and found.most is not None:
        return f"{name} while price counts up to {tenths(found.most)}%."
    if found.most is None and found.least is not None:
        return f"{name} while price counts {tenths(found.least)}% or more."
    least, most = found.least or Fraction(0), found.most or Fraction(100)
    return f"{name} while price counts between {tenths(least)}% and {tenths(most)}%."


def _words(found: Swing, titles: dict[str, str]) -> tuple[str, str, str]:
    bounds = [
        f"below {tenths(found.least)}% proposal {found.rivals[0]} would be first" if found.least is not None else "",
        f"above {tenths(found.most)}% proposal {found.rivals[1]} would be first" if found.most is not None else "",
    ]
    said = "; ".join(filter(None, bounds)) or "no other weight changes the first place"
    return titles[found.code], f"{tenths(found.weight)}%", said


def _chart(board: Board) -> Chart | None:
    """Total by the weight of the price, the first six places."""
    price = board.rules.price
    if price is None or not 0 < price.weight < 100 or len(board.ranking) < 2:
        return None
    drawn = lines(board.ranking, board.weights, PRICE)[:MOST_LINES]
    series = [Series(one.name, [shown(one.at(Fraction(step))) for step in STEPS]) for one in drawn]
    return line_chart(
        [f"{step}%" for step in STEPS], series, subject="Total score by weight of price",
        show=lambda value: f"{value:.1f}", size="half",
    )  # fmt: skip


def _parts(board: Board, titles: dict[str, str]) -> list[PartLine]:
    """How the total of the first place was worked out."""
    if not board.ranking:
        return []
    first = board.ranking[0]
    column = next(one for one in board.columns if one.proposal.letter == first.name)
    found = []
    for cell in column.cells:
        if cell.agreed is None:
            continue
        how = f"{plain(cell.agreed.points)} of {scale_of(cell.criterion)} × {plain(cell.criterion.weight)}"
        found.append(PartLine(cell.criterion.title, how, str(shown(first.parts[cell.criterion.code]))))
    if PRICE in first.parts and board.rules.price is not None:
        how = f"{FORMULAS[board.rules.formula].label} × {plain(board.rules.price.weight)}"
        found.append(PartLine(titles[PRICE], how, str(shown(first.parts[PRICE]))))
    return found
