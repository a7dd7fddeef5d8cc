"""The rows of a solicitation from its text, and the content of a version: what is published is both, alike."""

from collections.abc import Iterable
from typing import Any

from ..content import LotContent, plain, read_lots
from ..models import Criterion, LevelAsked, PriceLine, Requirement, Solicitation, SolicitationLot

TABLES: dict[str, Any] = {
    "criterion": Criterion,
    "requirement": Requirement,
    "price_line": PriceLine,
    "level": LevelAsked,
}
PUBLISHED_TERMS = (
    "audience", "max_lots_per_vendor", "questions_due_at", "answers_due_at", "bids_due_at", "award_planned_on",
    "starts_planned_on", "bid_validity_days", "standstill_days",
    "price_formula",
)  # fmt: skip


def content_of(solicitation: Solicitation) -> dict[str, Any]:
    """Everything that binds, as JSON: what vendors read and what rows are laid down from. Raises ContentConflict."""
    raw = list(solicitation.body.raw_data)
    lots = read_lots(raw, title=solicitation.title)
    invited = solicitation.invitations.select_related("vendor")
    content = {
        "reference": solicitation.reference,
        "kind": solicitation.kind,
        "title": solicitation.title,
        "agency": solicitation.agency.name,
        "terms": {name: getattr(solicitation, name) for name in PUBLISHED_TERMS},
        "text": [{"type": block["type"], "value": _without_ids(block["value"])} for block in raw],
        "lots": [_lot(lot) for lot in lots],
        "invited": [{"vendor": one.vendor.name, "reason": one.reason} for one in invited],
    }
    return plain(content)


def _lot(lot: LotContent) -> dict[str, Any]:
    rows = {table: [_row(code, values) for code, values in rows.items()] for table, rows in lot.tables.items()}
    return {"number": lot.number, **lot.values, **rows}


def _row(code: str, values: dict[str, Any]) -> dict[str, Any]:
    """Without its place: a row that another moves down has not changed."""
    return {"code": code, **{name: value for name, value in values.items() if name != "position"}}


def _without_ids(value: Any) -> Any:
    """A list block's items without the ids that its editor gives them."""
    if isinstance(value, dict):
        if value.keys() == {"type", "value", "id"}:
            return _without_ids(value["value"])
        return {name: _without_ids(each) for name, each in value.items()}
    return [_without_ids(each) for each in value] if isinstance(value, list) else value


def lay_down_rows(solicitation: Solicitation, *, version: int, touched: Iterable[str] | None = None) -> None:
    """Makes lots and rows what the text says; of those published before only the `touched` ones change."""
    wanted = read_lots(list(solicitation.body.raw_data), title=solicitation.title)
    limited = None if touched is None else set(touched)
    there = {lot.number: lot for lot in solicitation.lots.all()}
    for lot in wanted:
        row = there.get(lot.number) or SolicitationLot(solicitation=solicitation, number=lot.number)
        if limited is None or f"lot:{lot.number}" in limited:
            _save(row, lot.values, version)
        for table, model in TABLES.items():
            _lay_down(model, row, table, lot.tables[table], version=version, touched=limited)


def _lay_down(
    model: Any, lot: SolicitationLot, table: str, wanted: dict[str, Any], *, version: int, touched: set[str] | None
) -> None:
    there = {row.code: row for row in model.objects.filter(lot=lot)}
    for code in {*there, *wanted}:
        if touched is not None and f"{table}:{lot.number}/{code}" not in touched:
            continue
        if code not in wanted:
            there[code].delete()
        else:
            _save(there.get(code) or model(lot=lot, code=code), wanted[code], version)


def _save(row: Any, values: dict[str, Any], version: int) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.since = version
    row.save()
