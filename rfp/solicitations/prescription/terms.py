"""What shuts vendors out without a word of it in the text: weights, short times, nobody left to answer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from .findings import Finding, Kind
from .outcomes import KINDS

WHOLE = Decimal(100)
DOMINANT = Decimal(60)  # one criterion of several
PRICE_AT_MOST = Decimal(60)
DAYS_OPEN = 15  # working days; the law may allow fewer, good answers do not come in fewer
LIKELY_BIDDERS = 3


@dataclass(frozen=True)
class Weight:
    """One criterion: what it weighs of 100, and whether it is the price."""

    title: str
    weight: Decimal
    is_price: bool = False


@dataclass(frozen=True)
class Facts:
    """What stands beside the text. None where it is not known yet."""

    weights: Mapping[int, Iterable[Weight]] = field(default_factory=dict)
    days_open: int | None = None
    likely_bidders: int | None = None
    is_evaluated: bool = True


def findings_of_terms(facts: Facts) -> list[Finding]:
    """Findings whose sentence is ours: it says what the dates, weights and lists come to."""
    found = []
    if facts.is_evaluated:
        found += [one for lot, weights in facts.weights.items() for one in _of_weights(lot, list(weights))]
    if facts.days_open is not None and facts.days_open < DAYS_OPEN:
        days = "1 working day" if facts.days_open == 1 else f"{facts.days_open} working days"
        why = f"Fewer than {DAYS_OPEN} leave time only to those who knew before."
        found.append(_finding(Kind.TIME, f"Responses are taken for {days}.", days, why))
    if facts.likely_bidders is not None and facts.likely_bidders < LIKELY_BIDDERS:
        many = {0: "No vendor", 1: "One vendor"}.get(facts.likely_bidders, f"{facts.likely_bidders} vendors")
        why = f"With fewer than {LIKELY_BIDDERS} there is hardly a competition. Widen the audience, or say why not."
        found.append(_finding(Kind.BIDDERS, f"{many} can answer as it stands.", many, why))
    return found


def _of_weights(lot: int, weights: list[Weight]) -> Iterable[Finding]:
    total = sum((one.weight for one in weights), Decimal())
    if not weights:
        return
    if total != WHOLE:
        said = f"The weights of lot {lot} add up to {_plain(total)} %."
        yield _finding(
            Kind.WEIGHT, said, f"{_plain(total)} %", "Nobody can reckon with weights that are not 100 together."
        )
    for one in weights:
        said = f"“{one.title}” weighs {_plain(one.weight)} % in lot {lot}."
        if one.is_price and one.weight > PRICE_AT_MOST:
            yield _finding(Kind.WEIGHT, said, f"{_plain(one.weight)} %", "The cheapest wins, whatever it does.")
        elif not one.is_price and one.weight > DOMINANT:
            yield _finding(Kind.WEIGHT, said, f"{_plain(one.weight)} %", "It decides before the others are read.")


def _finding(kind: Kind, sentence: str, said: str, why: str) -> Finding:
    return Finding(kind, sentence, said, why, KINDS[kind])


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"
