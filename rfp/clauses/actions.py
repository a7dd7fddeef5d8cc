"""Keeping the library, and taking parts of it into a draft with the version on record."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction

from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.errors import InvalidInput
from marketplace.permissions import require
from rfp.solicitations.actions import write_solicitation
from rfp.solicitations.content import digest_of
from rfp.solicitations.models import Solicitation

from .models import Clause, ClauseVersion, TakenClause

Blocks = list[dict[str, Any]]
# What the solicitation gives: where it belongs, and its code.
GIVEN = ("lot", "code")


@transaction.atomic
def keep_clause(
    *, clause: Clause, title: str, use: str, body: Sequence[Mapping[str, Any]], by: Any, now: Clock = database_now
) -> Clause:
    """Saves a clause, a new one too; another text is its next version. Raises PermissionDenied, InvalidInput."""
    require(by, "rfp.keep_clause")
    at, blocks = now(), plain_blocks(body)
    if not title.strip() or not use.strip():
        raise InvalidInput("Say what the clause is called and when it is of use.")
    if not blocks:
        raise InvalidInput("The clause holds no part yet. Add what goes into a solicitation.")
    if clause.pk:
        clause = Clause.objects.select_for_update().get(pk=clause.pk)
    latest = clause.versions.first() if clause.pk else None
    digest = digest_of([title.strip(), blocks])
    is_new = latest is None or latest.digest != digest
    clause.title, clause.use, clause.body = title.strip(), use.strip(), blocks
    clause.number, clause.changed_at = clause.number + is_new, at
    clause.save()
    if is_new:
        told = {"number": clause.number, "title": clause.title, "digest": digest}
        ClauseVersion.objects.create(clause=clause, body=blocks, made_by=by, made_at=at, **told)
    record(action="rfp.clause.kept", obj=clause, by=by, at=at, data={"number": clause.number, "digest": digest})
    return clause


def plain_blocks(body: Iterable[Mapping[str, Any]]) -> Blocks:
    """Type and value alone, without what the solicitation gives."""
    return [
        {
            "type": block["type"],
            "value": {name: value for name, value in block["value"].items() if name not in GIVEN},
        }
        for block in body
    ]


@transaction.atomic
def retire_clause(*, clause: Clause, by: Any, now: Clock = database_now) -> Clause:
    """Offers it no more; where it was taken it stays. A second press brings it back. Raises PermissionDenied."""
    require(by, "rfp.keep_clause")
    clause, at = Clause.objects.select_for_update().get(pk=clause.pk), now()
    clause.retired_at = None if clause.retired_at else at
    clause.save(update_fields=["retired_at"])
    verb = "retired" if clause.retired_at else "brought_back"
    record(action=f"rfp.clause.{verb}", obj=clause, by=by, at=at)
    return clause


@transaction.atomic
def take_clauses(
    *,
    solicitation: Solicitation,
    clauses: Sequence[Clause],
    latest_revision_id: int | None,
    by: Any,
    now: Clock = database_now,
) -> Solicitation:
    """Puts the newest versions into the text, each part behind the last of its kind, and keeps which they were.

    Raises PermissionDenied, InvalidInput for none or a retired one, NotADraft, StaleForm.
    """
    require(by, "rfp.write_solicitation")
    if not clauses:
        raise InvalidInput("Choose at least one part. Nothing was changed.")
    if gone := [one for one in clauses if one.retired_at]:
        raise InvalidInput(f"“{gone[0]}” is not offered any more. Choose another part. Nothing was changed.")
    at = now()
    versions = [one.versions.get(number=one.number) for one in clauses]
    current = solicitation.get_latest_revision_as_object()
    body = [{"type": block["type"], "value": block["value"]} for block in current.body.raw_data]
    for version in versions:
        body = _with(body, version.body)
    written = write_solicitation(
        solicitation=solicitation,
        title=current.title,
        body=body,
        latest_revision_id=latest_revision_id,
        by=by,
        now=lambda: at,
    )
    TakenClause.objects.bulk_create(
        TakenClause(solicitation=written, version=version, taken_by=by, taken_at=at) for version in versions
    )
    data = {"clauses": [{"title": one.title, "number": one.number, "digest": one.digest} for one in versions]}
    record(action="rfp.solicitation.clauses_taken", obj=written, by=by, at=at, data=data)
    return written


def _with(body: Blocks, added: Blocks) -> Blocks:
    """Each block behind the last one of its kind; at the end where there is none."""
    for block in added:
        same = [place for place, one in enumerate(body) if one["type"] == block["type"]]
        place = same[-1] + 1 if same else len(body)
        body = [*body[:place], block, *body[place:]]
    return body
