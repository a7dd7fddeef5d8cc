"""A spreadsheet of the portfolio: kept with its report, nothing changed; then its good rows taken in by a person."""

import hashlib
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

from django.db import transaction
from django.db.models import Count, Sum

from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.errors import DomainError, InvalidInput
from marketplace.files.spreadsheets import FileRefused, SheetRow, Spreadsheet, read_spreadsheet
from marketplace.organisations.models import Organisation
from marketplace.permissions import require

from ..matching import Match, match_systems, save_systems
from ..models import OutsidePayment, PortfolioSheet, SheetReversal
from ..queries.sheets import known_to
from ..reading import Entry, Reading, read_sheet

AT_A_TIME = 1_000
FAULTS_AUDITED = 100


class SheetTakenIn(DomainError):
    sentence = "This file is taken in already. Nothing was changed. Send another one for what is new."


class NothingToTakeBack(DomainError):
    sentence = "Only payments that were taken in are taken back, and only once. Nothing was changed."


@transaction.atomic
def receive_sheet(
    *, kind: str, agency: Organisation | None, name: str, content: bytes, by: Any, now: Clock = database_now
) -> PortfolioSheet:
    """Keeps a file and says what taking it in would do; nothing else changes. The same file again is the one kept.

    `agency` is whose rows they are; None where each row names its own, for the broker office alone. Raises
    PermissionDenied, and FileRefused for one that is too large or has not the columns.
    """
    require(by, "contracts.keep_systems", agency)
    name, digest = PurePath(name).name[:200], hashlib.sha256(content).hexdigest()
    sheet = read_spreadsheet(name, content)
    if not sheet.rows:
        raise FileRefused(f"{name} has no rows below its first. Nothing was kept. Fill it in and send it again.")
    same = PortfolioSheet.objects.filter(kind=kind, agency=agency, digest=digest).first()
    if same and same.taken_at is not None:
        return same
    held = same or PortfolioSheet(kind=kind, agency=agency, digest=digest, sent_by=by, sent_at=now())
    held.name, held.heads = name, list(sheet.heads)
    held.rows = [[row.place, [_storable(cell) for cell in row.cells]] for row in sheet.rows]
    _report(held, read_sheet(sheet, kind=kind, known=known_to(by, agency)))
    held.save()
    if not same:
        data = {"file": name, "sha256": digest, "rows": held.row_count, "left out": held.faulty_count}
        record(action="contracts.portfolio_sheet.sent", obj=held, by=by, at=held.sent_at, data=data)
    return held


@transaction.atomic
def take_sheet_in(*, sheet: PortfolioSheet, by: Any, now: Clock = database_now) -> PortfolioSheet:
    """Takes the good rows in, as they compare with what is there now. Raises PermissionDenied, SheetTakenIn."""
    held = PortfolioSheet.objects.select_for_update(of=["self"]).select_related("agency").get(pk=sheet.pk)
    require(by, "contracts.keep_systems", held.agency)
    if held.taken_at is not None:
        raise SheetTakenIn
    at, faulty = now(), {fault[0] for fault in held.faults}
    kept = Spreadsheet(held.heads, [row for row in rows_of(held) if row.place not in faulty])
    reading = read_sheet(kept, kind=held.kind, known=known_to(by, held.agency))
    reading.faults += [fault for fault in held.faults if fault[0] in faulty]
    match = _report(held, reading)
    if held.kind == PortfolioSheet.Kind.SYSTEMS:
        save_systems(match, at=at)
    else:
        _save_payments(held, reading.entries)
    held.taken_by, held.taken_at = by, at
    held.save()
    counts = {"new": held.new_count, "changed": held.changed_count, "same": held.same_count}
    data = {"sha256": held.digest, **counts, "left out": held.faulty_count}
    data["reasons"] = [" ".join(map(str, fault[:4])) for fault in held.faults[:FAULTS_AUDITED]]
    record(action="contracts.portfolio_sheet.taken_in", obj=held, by=by, at=at, data=data)
    return held


@transaction.atomic
def take_payments_back(*, sheet: PortfolioSheet, reason: str, by: Any, now: Clock = database_now) -> SheetReversal:
    """The payments of this file count in nothing from now on; file and payments stay as they are.

    Raises PermissionDenied, InvalidInput without a reason, NothingToTakeBack for another kind of file, one that is not
    taken in, or a second time.
    """
    held = PortfolioSheet.objects.select_for_update(of=["self"]).select_related("agency").get(pk=sheet.pk)
    require(by, "contracts.keep_systems", held.agency)
    if not reason.strip():
        raise InvalidInput("Say why: whoever reads the file reads it. Nothing was changed.")
    taken_back = SheetReversal.objects.filter(sheet=held).exists()
    if held.kind != PortfolioSheet.Kind.PAYMENTS or held.taken_at is None or taken_back:
        raise NothingToTakeBack
    at, sums = now(), held.payments.aggregate(count=Count("pk"), amount=Sum("amount"))
    facts = {"reason": reason.strip(), "payments": sums["count"], "amount": sums["amount"] or 0}
    made = SheetReversal.objects.create(sheet=held, taken_back_by=by, taken_back_at=at, **facts)
    record(action="contracts.portfolio_sheet.taken_back", obj=held, by=by, at=at, data=facts)
    return made


def rows_of(held: PortfolioSheet) -> list[SheetRow]:
    """The rows as they were sent."""
    return [SheetRow(place, tuple(cells)) for place, cells in held.rows]


def _storable(cell: str) -> str:
    """PostgreSQL keeps no NUL and no half of a surrogate pair; the row says in its report that it holds one."""
    return cell.replace("\x00", "�").encode("utf-8", "replace").decode()


def _report(held: PortfolioSheet, reading: Reading) -> Match:
    """Notes what is wrong and what would become of the rest. Systems are compared; each payment is new."""
    match = match_systems(reading.entries) if held.kind == PortfolioSheet.Kind.SYSTEMS else Match(reading.entries)
    held.faults = sorted(map(list, reading.faults))
    held.faulty_count = len({fault[0] for fault in held.faults})
    held.row_count = len(reading.entries) + held.faulty_count
    held.new_count, held.changed_count, held.same_count = len(match.new), len(match.changed), match.same
    return match


def _save_payments(held: PortfolioSheet, entries: Sequence[Entry]) -> None:
    rows = (OutsidePayment(sheet=held, place=one.place, agency=one.agency, **one.fields) for one in entries)
    OutsidePayment.objects.bulk_create(rows, batch_size=AT_A_TIME)
