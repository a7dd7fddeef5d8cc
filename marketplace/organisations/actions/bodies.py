"""A public body that is not on the list asks to take part; the broker office confirms it, or refuses with a reason."""

import datetime
from typing import Any

from django.db import transaction

from marketplace.accounts.models import User
from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.errors import DomainError, InvalidInput
from marketplace.lifecycle import move
from marketplace.notifications.actions import notify
from marketplace.permissions import Role, require
from marketplace.slugs import free_slug

from ..companies import STATES
from ..duplicates import PUBLIC_MAIL, findings_about_body
from ..models import BodyRegistration, Organisation
from ..queries import deciding_officers, mail_domains_of
from .joining import open_membership
from .vendors import wait_for_turn

Status = BodyRegistration.Status


class DuplicateBody(DomainError):
    """The body is on the list, or waits for the office, under this name or mail domain."""


class BodyDecided(DomainError):
    sentence = "This registration was decided already. Load the page again to see how."


@transaction.atomic
def register_body(
    *,
    name: str,
    level: str,
    state: str,
    mail_domain: str,
    position: str,
    by: User,
    parent_name: str = "",
    website: str = "",
    now: Clock = database_now,
) -> BodyRegistration:
    """Asks the office to put a public body on the list. The same form sent twice asks once.

    Raises PermissionDenied, InvalidInput for facts that do not fit or a domain that is not `by`'s, DuplicateBody.
    """
    require(by, "organisations.register_body", by)
    name, domain = " ".join(name.split()), mail_domain.strip().lower()
    if not name or not position.strip():
        raise InvalidInput("Give the name of the body and say what you do there. Nothing was sent.")
    if level not in Organisation.Level.values or state not in STATES:
        raise InvalidInput("Choose the level of government and the state. Nothing was sent.")
    if domain in PUBLIC_MAIL or domain not in mail_domains_of(by):
        raise InvalidInput(
            "None of your confirmed e-mail addresses belongs to this mail domain, or anybody can have an address "
            "there. Confirm your address at the body first. Nothing was sent."
        )
    parent = _parent(parent_name, state)
    wait_for_turn()
    waiting = BodyRegistration.objects.asked().filter(mail_domain__iexact=domain).first()
    if waiting and waiting.asked_by_id == by.pk:
        return waiting  # the same form once more: a double click
    _refuse_duplicate(name, level, state, domain)
    at = now()
    registration = BodyRegistration.objects.create(
        name=name, level=level, state=state, parent=parent, mail_domain=domain, website=website.strip(),
        position=position.strip(), asked_by=by, asked_at=at,
    )  # fmt: skip
    data = {"name": name, "level": level, "state": state, "mail_domain": domain}
    record(action="organisations.body_asked", obj=registration, by=by, at=at, data=data)
    _tell(deciding_officers(at=at), registration, f"{name} asks to take part", f"{by}, {registration.position}.", at=at)
    return registration


@transaction.atomic
def decide_body(
    *, registration: BodyRegistration, confirm: bool, reason: str, by: User, now: Clock = database_now
) -> BodyRegistration:
    """Puts the body on the list with whoever asked as its first administrator, or refuses it with a reason.

    Raises PermissionDenied, BodyDecided, DuplicateBody, and InvalidInput without a reason for a refusal, or for a
    confirmation where a body on the list looks like this one.
    """
    require(by, "organisations.decide_body", registration)
    wait_for_turn()
    registration = BodyRegistration.objects.select_for_update(of=["self"]).get(pk=registration.pk)
    if registration.status != Status.ASKED:
        raise BodyDecided
    if not confirm and not reason.strip():
        raise InvalidInput("Say why: whoever asked reads it.")
    if confirm and not reason.strip() and findings_about_body(registration):
        raise InvalidInput("A body on the list looks like this one. Say why it is another before you confirm it.")
    at = now()
    registration.decided_by, registration.decided_at, registration.reason = by, at, reason.strip()
    if confirm:
        facts = (registration.name, registration.level, registration.state, registration.mail_domain)
        _refuse_duplicate(*facts, waits=False)
        registration.body = _put_on_the_list(registration, at)
        record(action="organisations.body_listed", obj=registration.body, by=by, at=at, data={"asked": registration.pk})
    fields = ["decided_by", "decided_at", "reason", "body"]
    to = Status.CONFIRMED if confirm else Status.REFUSED
    move(registration, to, by=by, at=at, fields=fields, reason=registration.reason)
    said = "is on the list; you administer it and can invite colleagues" if confirm else "was not put on the list"
    _tell([registration.asked_by], registration, f"{registration.name} {said}", registration.reason, at=at)
    return registration


def _parent(name: str, state: str) -> Organisation | None:
    """The one body on the list with that name, in this state or in none. Raises InvalidInput for none or several."""
    if not name.strip():
        return None
    plain = " ".join(name.split()).casefold()
    found = list(Organisation.objects.agencies().filter(sort_name=plain, state__in=[state, ""])[:2])
    if len(found) != 1:
        many = "More than one body" if found else "No body"
        raise InvalidInput(
            f"{many} on the list of {STATES[state]} is called “{name.strip()}”. Write its name as the list has it, "
            "or leave it empty; the office adds it. Nothing was sent."
        )
    return found[0]


def _refuse_duplicate(name: str, level: str, state: str, domain: str, *, waits: bool = True) -> None:
    """Raises DuplicateBody where a body on the list, or with `waits` one that waits, has this name or mail domain."""
    there = Organisation.objects.filter(mail_domain__iexact=domain).first()
    same = Organisation.objects.agencies().filter(sort_name=name.casefold(), level=level, state=state)
    there = there or same.first()
    if there is not None:
        how = "Ask its administrator to invite you, or the broker office where it has none."
        if there.kind == Organisation.Kind.AGENCY and there.mail_domain.lower() == domain:
            how = "Whoever has a confirmed address there joins it on the page of their organisations."
        raise DuplicateBody(f"{there} is on the list already. {how} Nothing was changed.")
    if waits:
        asked = BodyRegistration.objects.asked()
        one = asked.filter(mail_domain__iexact=domain).first()
        one = one or asked.filter(name__iexact=name, level=level, state=state).first()
        if one is not None:
            raise DuplicateBody(
                f"A colleague has asked for {one} already, and the broker office has it. Once it is on the list, you "
                "join it with your confirmed address. Nothing was sent."
            )


def _put_on_the_list(registration: BodyRegistration, at: datetime.datetime) -> Organisation:
    names = ("name", "level", "state", "parent", "mail_domain", "website")
    slugs = Organisation.objects.values_list("slug", flat=True)
    taken = set(slugs.filter(slug__startswith=free_slug(registration.name, ())))
    body = Organisation.objects.create(
        kind=Organisation.Kind.AGENCY,
        status=Organisation.Status.VERIFIED,
        slug=free_slug(registration.name, taken),
        **{name: getattr(registration, name) for name in names},
    )
    open_membership(user=registration.asked_by, organisation=body, role=Role.AGENCY_ADMIN, limit=None, at=at)
    return body


def _tell(people: Any, registration: BodyRegistration, subject: str, body: str, *, at: datetime.datetime) -> None:
    decided = registration.status != Status.ASKED
    notify(
        recipients=people,
        key=f"organisations.body.{registration.pk}.{registration.status}",
        subject=subject,
        body=body,
        address="/organisations/" if decided else registration.get_absolute_url(),
        at=at,
    )
