"""Who is told what."""

import datetime
from typing import Any

from django.db.models import Q, QuerySet

from marketplace.accounts.models import User
from marketplace.organisations.models import Membership
from marketplace.permissions import EDITOR_ROLES, Role

from ..models import LibraryDocument, SharingAgreement
from ..models.document import Readers

LEADS = (Role.AGENCY_ADMIN, Role.APPROVER, Role.CIO)


def _holders(at: datetime.datetime, wanted: Q) -> QuerySet[User]:
    held = Membership.objects.in_force(at=at).filter(wanted)
    return User.objects.filter(pk__in=held.values("user_id"), is_active=True)


def writers_of(document: LibraryDocument, *, at: datetime.datetime) -> QuerySet[User]:
    """Who answers for a document: its author, its agency's administrators; of the office, its editors."""
    roles = Q(role=Role.AGENCY_ADMIN) | Q(role__in=EDITOR_ROLES) | Q(user=document.created_by_id)
    return _holders(at, Q(organisation=document.owner_id) & roles)


def followers_of(document: LibraryDocument, *, at: datetime.datetime) -> QuerySet[User]:
    """Who adopted it, and who writes what was adapted from it; nobody where it is for its owner alone."""
    if document.readers == Readers.OWNER:
        return User.objects.none()
    adopters = Q(pk__in=document.adoptions.values("adopted_by"))
    adapted = LibraryDocument.objects.filter(adapted_from__document=document)
    return User.objects.filter(adopters | Q(pk__in=adapted.values("created_by")), is_active=True)


def people_of_sharing(agreement: SharingAgreement, *, at: datetime.datetime) -> QuerySet[User]:
    """Who signs for a party, and who drafted it."""
    leads = Q(organisation__in=agreement.parties, role__in=LEADS)
    drafter = Q(user=agreement.drafted_by_id, organisation__in=agreement.parties)
    return _holders(at, leads | drafter)


def reviewers_of_sharing(*, at: datetime.datetime) -> QuerySet[User]:
    """Who of the office reviews agreements."""
    roles: Any = [Role.CONTRACT_MANAGER, Role.CIO]
    return _holders(at, Q(organisation__kind="broker", role__in=roles))
