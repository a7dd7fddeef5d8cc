"""What the office promises an agency against what its vendor promises it: as signed, as amended, as offered today."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from contracts.agreements.models import Contract, ServiceLevelTerm, UnderpinningGap
from contracts.agreements.underpinning import kept_gaps, offered_levels, office_stands_between, points, signed_levels
from marketplace.components.formats import date as short_date
from marketplace.components.formats import percent_down

from ..arithmetic.composite import underpinning_gap


@dataclass(frozen=True)
class Gap:
    """Percentage points that the office carries alone; zero or less: the vendor's promise covers its own."""

    title: str
    points: Decimal
    sentence: str
    history: tuple[str, ...] = ()


def gaps_of(contract: Contract, terms: Sequence[ServiceLevelTerm]) -> list[Gap]:
    """A gap for each service level that the office promises on, as it was kept with the versions of the contract.

    A contract signed before gaps were kept has the one of the offering's version that it was concluded on.
    """
    if not office_stands_between(contract) or contract.offering is None or contract.offering_revision is None:
        return []
    kept, today = kept_gaps(contract), offered_levels(contract)
    signed = {} if kept else signed_levels(contract)
    return [_gap(term, kept.get(term.code, []), signed.get(term.code), today.get(term.code)) for term in terms]


def _gap(term: ServiceLevelTerm, kept: Sequence[UnderpinningGap], signed: Decimal | None, today: Decimal | None) -> Gap:
    beneath = kept[-1].beneath if kept else signed
    promised, history = percent_down(term.target), _history(kept)
    if beneath is None:
        sentence = f"The office promises {promised}; its vendor promises nothing of the kind."
        return Gap(term.title, term.target, sentence, history)
    gap = underpinning_gap(term.target, [beneath])
    sentence = f"The office promises {promised}, its vendor {percent_down(beneath)}"
    if gap > 0:
        sentence += f": the office carries {points(gap)} alone"
    else:
        sentence += ": nothing is left for the office to carry"
    if today is not None and today < beneath:
        later = points(underpinning_gap(term.target, [today]))
        sentence += f". Today the vendor offers {percent_down(today)}; an amendment or a renewal would leave {later}"
    return Gap(term.title, gap, f"{sentence}.", history)


def _history(kept: Sequence[UnderpinningGap]) -> tuple[str, ...]:
    """How the gap went from version to version, where it ever changed."""
    steps = [one for number, one in enumerate(kept) if not number or one.points != kept[number - 1].points]
    if len(steps) < 2:
        return ()
    return tuple(
        f"{'As signed' if one.version.number == 1 else f'With version {one.version.number}'}, "
        f"{short_date(one.version.made_at)}: {points(one.points)}"
        for one in steps
    )
