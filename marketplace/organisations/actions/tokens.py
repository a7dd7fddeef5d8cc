"""Tokens for programs: the secret is shown once, only its hash is kept."""

import datetime
import hashlib
import secrets
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.errors import DomainError, InvalidInput
from marketplace.permissions import require

from ..models import ApiToken, Organisation

LONGEST_LIFE = datetime.timedelta(days=366)
USE_NOTED_EVERY = datetime.timedelta(minutes=5)
MARK = "stoa_"


class TokenRefused(DomainError):
    """The token is unknown, revoked, too old, or its owner has left. One sentence for all: it tells a thief nothing."""

    status = 401
    sentence = "This token is not valid: it is unknown, revoked or past its end. Ask your organisation for a new one."


def _hash_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def issue_token(
    *,
    organisation: Organisation,
    name: str,
    scopes: Sequence[str],
    expires_at: datetime.datetime,
    by: Any,
    now: Clock = database_now,
) -> tuple[ApiToken, str]:
    """Makes a token that acts for `by` in the name of `organisation`. Returns it with its secret, shown this once.

    Raises PermissionDenied, and InvalidInput for no or unknown scopes or an end not within the next year.
    """
    require(by, "organisations.issue_token", organisation)
    at = now()
    wanted = sorted(set(scopes))
    if not wanted or not set(wanted) <= set(ApiToken.Scope.values):
        raise InvalidInput("Choose what the program may do: at least one of the scopes listed.")
    if not at < expires_at <= at + LONGEST_LIFE:
        raise InvalidInput("A token ends within a year from now. Choose a day in that time.")
    prefix, secret = secrets.token_hex(5), secrets.token_urlsafe(32)
    whole = f"{MARK}{prefix}_{secret}"
    token = ApiToken.objects.create(
        organisation=organisation,
        owner=by,
        name=name,
        prefix=prefix,
        token_hash=_hash_of(whole),
        scopes=wanted,
        created_at=at,
        expires_at=expires_at,
    )
    record(
        action="organisations.issue_token",
        obj=token,
        by=by,
        at=at,
        data={"organisation": organisation.pk, "scopes": wanted, "expires_at": expires_at},
    )
    return token, whole


@transaction.atomic
def revoke_token(*, token: ApiToken, by: Any, now: Clock = database_now) -> ApiToken:
    """Ends a token at once; a second time changes nothing. Raises PermissionDenied."""
    require(by, "organisations.revoke_token", token)
    token = ApiToken.objects.select_for_update().get(pk=token.pk)
    if token.revoked_at is not None:
        return token
    token.revoked_at = at = now()
    token.save(update_fields=["revoked_at"])
    record(action="organisations.revoke_token", obj=token, by=by, at=at)
    return token


def use_token(*, secret: str, now: Clock = database_now) -> ApiToken:
    """The token of a secret, its owner reduced to the roles held in the token's organisation.

    Raises TokenRefused where it is unknown, revoked or too old, or where its owner holds no role there any more.
    """
    at = now()
    token = (
        ApiToken.objects.select_related("owner")
        .filter(token_hash=_hash_of(secret), revoked_at__isnull=True, expires_at__gt=at, owner__is_active=True)
        .first()
    )
    if token is None:
        raise TokenRefused
    token.owner.standing = tuple(held for held in token.owner.standing if held.organisation_id == token.organisation_id)
    if not token.owner.standing:
        raise TokenRefused
    if token.last_used_at is None or at - token.last_used_at >= USE_NOTED_EVERY:
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=at)
    return token
