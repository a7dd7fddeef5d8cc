"""What keeps a text from being published, a sentence each: outcome, musts, weights, prices, as its kind asks."""

from collections.abc import Sequence
from decimal import Decimal

from contracts.agreements.templates_of_terms import TermsDoNotFit, tiers_for

from .content import ContentConflict, LotContent, Raw, Values, canonical, read_lots
from .models import LevelAsked
from .presets import Preset
from .skeletons import GAP

WHOLE = Decimal(100)


def faults_of(raw: Raw, *, title: str, preset: Preset) -> list[str]:
    """Everything that is missing or contradicts itself."""
    try:
        lots = read_lots(raw, title=title)
    except ContentConflict as conflict:
        return [str(conflict)]
    said = []
    if not any(block["type"] == "outcome" for block in raw):
        said.append("It names no outcome. Say what is different afterwards.")
    if GAP in canonical([block["value"] for block in raw]):
        said.append(f"A gap is left: look for {GAP} and fill it in, or take the part out.")
    for lot in lots:
        said += [sentence for sentence in _faults_of_lot(lot, preset) if sentence not in said]
    return said


def _faults_of_lot(lot: LotContent, preset: Preset) -> list[str]:
    said = []
    if not lot.requirement:
        said.append(f"Lot {lot.number} asks nothing of vendors. Add a requirement or a question.")
    if preset.evaluated:
        said += _faults_of_criteria(lot.number, list(lot.criterion.values()))
    elif lot.criterion:
        said.append("Responses to this kind are not scored. Take the criteria out.")
    if any(row["kind"] == "price" for row in lot.criterion.values()) and not lot.price_line:
        said.append(f"Lot {lot.number} judges the price and asks for none. Add a price schedule.")
    if lot.price_line and not preset.priced:
        said.append("Responses to this kind hold no binding prices. Take the price schedule out.")
    return said + [sentence for code, row in lot.level.items() if (sentence := _fault_of_level(code, row))]


def _faults_of_criteria(number: int, rows: Sequence[Values]) -> list[str]:
    weighed = [row for row in rows if row["kind"] != "pass_fail"]
    total = sum((row["weight"] for row in weighed), Decimal())
    said = []
    if total != WHOLE:
        said.append(f"The weights of lot {number} add up to {total.normalize():f} %, not 100 %. Correct them.")
    if any(not row["weight"] for row in weighed):
        said.append(f"A criterion of lot {number} weighs nothing. Give it a weight, or make it one that is passed.")
    if not any(row["kind"] == "quality" for row in rows):
        said.append(f"Lot {number} judges no quality. Add a criterion for it.")
    if any(row["minimum_score"] is not None and row["minimum_score"] > row["scale_max"] for row in rows):
        said.append(f"A minimum score of lot {number} lies above the scale. Lower it.")
    return said


def _fault_of_level(code: str, row: Values) -> str:
    timed, rated = row["kind"] in {"response", "resolution"}, row["kind"] in {"latency", "satisfaction"}
    if timed != (row["within_minutes"] is not None):
        return f"{code}: a time limit belongs to answers and fixes, and to nothing else. Correct it."
    if rated != (row["threshold"] is not None):
        return f"{code}: a threshold belongs to speed and satisfaction, and to nothing else. Correct it."
    try:
        tiers_for(LevelAsked(code=code, **{name: value for name, value in row.items() if name != "position"}).promised)
    except TermsDoNotFit as refusal:
        return f"{code}: {refusal}"
    return ""
