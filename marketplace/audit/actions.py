"""Appending to the trail, signing its heads, and finding the first event that does not fit."""

import datetime
import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.db.models import Model

from .context import origin
from .models import AuditEvent, ChainHead, Checkpoint, SealedChain
from .signing import is_signed, sign

# Each change of anything asks these two, so they are spelt out here and not built anew each time.
LOCK_HEAD = "SELECT number, hash FROM audit_chainhead WHERE chain = %s FOR UPDATE"
MOVE_HEAD = "UPDATE audit_chainhead SET number = %s, hash = %s WHERE chain = %s"
HASHED = (
    "chain number at action actor_id actor_label organisation_ids object_type object_id object_label data request_id "
    "address previous_hash"
).split()


def _canonical(value: Any) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def hash_of(event: AuditEvent) -> str:
    """SHA-256 over every field but the hash itself, the previous event's hash included."""
    values = {name: getattr(event, name) for name in HASHED}
    values["at"] = event.at.astimezone(datetime.UTC).isoformat(timespec="microseconds")
    return hashlib.sha256(_canonical(values).encode()).hexdigest()


def record(
    *, action: str, obj: Model, by: Any, at: datetime.datetime, data: Mapping[str, Any] | None = None, chain: str = ""
) -> AuditEvent:
    """Appends one event in the caller's transaction: where the caller rolls back, the event goes with it."""
    # Inside a transaction without a savepoint: a caller that went on after an event failed would have done it unseen.
    with nullcontext() if connection.in_atomic_block else transaction.atomic():
        return _appended(action=action, obj=obj, by=by, at=at, data=data, chain=chain or obj._meta.app_label)


def _appended(
    *, action: str, obj: Model, by: Any, at: datetime.datetime, data: Mapping[str, Any] | None, chain: str
) -> AuditEvent:
    number, previous_hash = _locked_head(chain)
    came_from = origin.get()
    event = AuditEvent(
        chain=chain,
        number=number + 1,
        at=at,
        action=action,
        actor_id=by.pk,
        actor_label=str(by)[:200],
        organisation_ids=sorted({held.organisation_id for held in by.standing}),
        object_type=obj._meta.label_lower,
        object_id=str(obj.pk),
        object_label=str(obj)[:300],
        data=json.loads(_canonical(dict(data or {}))),
        request_id=came_from.request_id[:64],
        address=came_from.address,
        previous_hash=previous_hash,
    )
    event.hash = hash_of(event)
    event.save(force_insert=True)
    with connection.cursor() as cursor:
        cursor.execute(MOVE_HEAD, [event.number, event.hash, chain])
    return event


def _locked_head(chain: str) -> tuple[int, str]:
    """The end of a chain, whose appenders stand in line for it; made where nothing was ever appended."""
    with connection.cursor() as cursor:
        cursor.execute(LOCK_HEAD, [chain])
        head = cursor.fetchone()
        if head is None:
            ChainHead.objects.bulk_create([ChainHead(chain=chain)], ignore_conflicts=True)
            cursor.execute(LOCK_HEAD, [chain])
            head = cursor.fetchone()
    number, digest = head
    return number, digest


def record_sealed(*, chain: str, **event: Any) -> AuditEvent:
    """Appends to a chain that nobody reads before `unseal_chain`: one of its own, sealed with its first event."""
    SealedChain.objects.bulk_create([SealedChain(chain=chain)], ignore_conflicts=True)
    return record(chain=chain, **event)


def unseal_chain(chain: str, *, at: datetime.datetime) -> None:
    """From now on those who read the trail read this chain too."""
    SealedChain.objects.filter(chain=chain, unsealed_at__isnull=True).update(unsealed_at=at)


def _signed_text(point: Checkpoint) -> bytes:
    at = point.at.astimezone(datetime.UTC).isoformat(timespec="microseconds")
    return _canonical({"at": at, "heads": point.heads, "previous_signature": point.previous_signature}).encode()


@transaction.atomic
def sign_checkpoint(*, at: datetime.datetime) -> Checkpoint:
    """Signs the present heads of all chains, and the checkpoint before, with the platform's key."""
    # The locks on the heads put appenders and signers in line.
    rows = ChainHead.objects.select_for_update().order_by("chain")
    point = Checkpoint(at=at, heads={row.chain: [row.number, row.hash] for row in rows})
    before = Checkpoint.objects.last()
    point.previous_signature = before.signature if before else ""
    point.signature = sign(_signed_text(point))
    point.save(force_insert=True)
    return point


def _checkpoint_faults() -> Iterator[str]:
    known: dict[tuple[str, int], str] = {}
    previous = ""
    for row in Checkpoint.objects.iterator():
        if not is_signed(_signed_text(row), row.signature):
            yield f"checkpoint {row.pk}: the signature does not fit its content"
            return
        if row.previous_signature != previous:
            yield f"checkpoint {row.pk}: the checkpoint before it is missing"
            return
        previous = row.signature
        known.update({(chain, number): digest for chain, (number, digest) in row.heads.items() if number})
    for chain in sorted({chain for chain, _ in known}):
        wanted = {number: digest for (name, number), digest in known.items() if name == chain}
        present = dict(AuditEvent.objects.filter(chain=chain, number__in=wanted).values_list("number", "hash"))
        for number in sorted(wanted):
            if present.get(number) != wanted[number]:
                yield f"chain {chain}: event {number}, signed in a checkpoint, is missing or different"
                break


def find_first_bad_event(chain: str | None = None) -> str | None:
    """Names the first event that was changed, removed or moved, in words; None where the trail is whole.

    Outside a transaction it reads one snapshot, so that people may go on working meanwhile.
    """
    if connection.in_atomic_block:
        return _first_fault(chain)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        return _first_fault(chain)


def _first_fault(chain: str | None) -> str | None:
    named = {*ChainHead.objects.values_list("chain", flat=True), *AuditEvent.objects.values_list("chain", flat=True)}
    for name in [chain] if chain else sorted(named):
        fault = _chain_fault(name)
        if fault:
            return fault
    return next(_checkpoint_faults(), None)


def _chain_fault(name: str) -> str | None:
    number, previous = 0, "0" * 64
    for event in AuditEvent.objects.filter(chain=name).order_by("number").iterator():
        number += 1
        if event.number != number:
            return f"chain {name}: event {number} is missing"
        if event.previous_hash != previous or event.hash != hash_of(event):
            return f"chain {name}: event {number} (row {event.pk}, {event.action}) was changed"
        previous = event.hash
    head = ChainHead.objects.filter(chain=name).first()
    if head is None or (head.number, head.hash) != (number, previous):
        return f"chain {name}: the end is missing after event {number}"
    return None
