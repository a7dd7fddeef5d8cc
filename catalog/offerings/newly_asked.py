"""What a newer version of the questions asks of offerings that answered an older one; their vendors are told once."""

import datetime
from collections import defaultdict
from typing import Any

from django.db import transaction
from django.db.models import Q

from catalog.question_sets.comparing import newly_asked
from catalog.question_sets.models import QuestionSet, QuestionSetVersion
from catalog.question_sets.questions import Question
from marketplace.clock import Clock, database_now
from marketplace.notifications.actions import notify
from marketplace.organisations.models import Membership
from marketplace.permissions import Role

from .models import Offering

TOLD_WITHIN = datetime.timedelta(days=30)
NAMED = 5


def newly_asked_of(offering: Offering) -> tuple[QuestionSetVersion | None, list[Question]]:
    """The version in force and what it asks that the offering has not answered; nothing where it answers that one, and
    of a listing of facts, which is asked nothing.
    """
    pinned, in_force = offering.question_set_version, offering.version_in_force()
    if in_force is None or in_force == pinned or pinned is None and not offering.on_standard_terms:
        return None, []
    return in_force, newly_asked(pinned.sections if pinned else (), in_force.sections)


@transaction.atomic
def tell_newly_asked(*, version: QuestionSetVersion, now: Clock = database_now) -> int:
    """Tells the vendors whose published offerings answered an earlier version of its set, or can be ordered and were
    never asked; returns how many vendors.

    A second run tells nobody twice.
    """
    at = now()
    behind: dict[int, list[Offering]] = defaultdict(list)
    earlier = Q(
        question_set_version__question_set=version.question_set_id, question_set_version__number__lt=version.number
    )
    unasked = Q(question_set_version=None, on_standard_terms=True)
    for offering in Offering.objects.filter(earlier | unasked, live=True).select_related(
        "question_set_version", "vendor"
    ):
        answered = offering.question_set_version
        if answered is None and offering.lot_code != version.question_set.lot_id:
            continue
        if newly_asked(answered.sections if answered else (), version.sections):
            behind[offering.vendor_id].append(offering)
    people = defaultdict(list)
    roles = (Role.VENDOR_EDITOR, Role.VENDOR_ADMIN)
    members = Membership.objects.in_force(at=at).filter(organisation_id__in=behind, role__in=roles)
    for held in members.select_related("user"):
        people[held.organisation_id].append(held)
    for vendor_id, offerings in behind.items():
        _tell(version, offerings, [held.user for held in people[vendor_id]], at)
    return len(behind)


def _tell(version: QuestionSetVersion, offerings: list[Offering], people: list[Any], at: datetime.datetime) -> None:
    answered = offerings[0].question_set_version
    questions = newly_asked(answered.sections if answered else (), version.sections)
    more = f" and {len(questions) - NAMED} more" if len(questions) > NAMED else ""
    asked = "; ".join(question.label for question in questions[:NAMED])
    names = ", ".join(offering.name for offering in offerings[:NAMED])
    notify(
        recipients=people,
        key=f"newly-asked-{version.pk}",
        subject=f"Newly asked of your offerings: {version.question_set}",
        body=f"{asked}{more}. Open to it: {names}{' and others' if len(offerings) > NAMED else ''}. What is published "
        "stays; the next version that you send for review answers these too.",
        address=offerings[0].get_absolute_url(),
        at=at,
    )


def lately_published(*, at: datetime.datetime) -> list[QuestionSetVersion]:
    """Versions about offerings that came into force lately."""
    versions = QuestionSetVersion.objects.published().filter(
        question_set__purpose=QuestionSet.Purpose.OFFERING, published_at__gt=at - TOLD_WITHIN
    )
    return list(versions.select_related("question_set"))
