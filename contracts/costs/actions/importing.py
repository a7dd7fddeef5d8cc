"""A vendor's FOCUS file: kept and checked first, reconciled with the contract, then taken in by a person."""

import hashlib
from typing import Any

from django.db import transaction

from contracts.agreements.models import Contract
from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.errors import DomainError, InvalidInput
from marketplace.permissions import require

from ..focus import read
from ..models import Charge, CostImport

AT_A_TIME = 1_000


class TakenIn(DomainError):
    sentence = "This file is taken in already. Nothing was changed. Open the explorer to see its rows."


class FileHasFaults(DomainError):
    sentence = "Some rows of this file cannot be read, so none was taken in. Correct them and send the file again."


@transaction.atomic
def send_cost_file(*, contract: Contract, name: str, content: str, by: Any, now: Clock = database_now) -> CostImport:
    """Keeps a file to look at; nothing is charged by it. The same file again is the one that is there.

    Raises PermissionDenied, InvalidInput for what is no FOCUS file.
    """
    require(by, "contracts.import_costs", contract)
    if "\x00" in content:
        raise InvalidInput("This is no text. Nothing was kept. Send the file as CSV in UTF-8.")
    rows, _ = read(content)
    if not rows:
        raise InvalidInput("The file has no rows. Nothing was kept.")
    digest, at = hashlib.sha256(content.encode()).hexdigest(), now()
    kept, new = CostImport.objects.get_or_create(
        contract=contract,
        digest=digest,
        defaults={"name": name[:200], "content": content, "rows": len(rows), "sent_by": by, "sent_at": at},
    )
    if new:
        record(action="contracts.costimport.sent", obj=kept, by=by, at=at, data={"rows": len(rows), "digest": digest})
    return kept


@transaction.atomic
def take_cost_file_in(*, cost_import: CostImport, by: Any, now: Clock = database_now) -> int:
    """Its rows stand beside the charges of the contract, as the vendor tells them; they add nothing to what is spent.

    Raises PermissionDenied, TakenIn, FileHasFaults.
    """
    held = CostImport.objects.select_for_update(of=["self"]).select_related("contract").get(pk=cost_import.pk)
    contract, at = held.contract, now()
    require(by, "contracts.import_costs", contract)
    if held.taken_at is not None:
        raise TakenIn
    rows, _ = read(held.content)
    if any(row.faults for row in rows):
        raise FileHasFaults
    Charge.objects.bulk_create(
        (
            Charge(
                key=f"file:{held.pk}:{row.line}",
                origin=Charge.Origin.IMPORT,
                month=row.fields["billing_period_start"].date().replace(day=1),
                agency_id=contract.agency_id,
                vendor_id=contract.vendor_id,
                contract=contract,
                offering_id=contract.offering_id,
                cost_import=held,
                written_at=at,
                **row.fields,
            )
            for row in rows
        ),
        batch_size=AT_A_TIME,
    )
    held.taken_by, held.taken_at = by, at
    held.save(update_fields=["taken_by", "taken_at"])
    record(action="contracts.costimport.taken_in", obj=held, by=by, at=at, data={"rows": len(rows)})
    return len(rows)
