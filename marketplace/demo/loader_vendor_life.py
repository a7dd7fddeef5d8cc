"""One vendor at work: a draft, an offering sent back with remarks, prices announced, a certificate that lapses soon."""

import datetime
from decimal import Decimal

from django.db import transaction

from catalog.offerings.actions import edit_offering, submit_for_moderation
from catalog.offerings.announcing import announce_prices
from catalog.offerings.drafting.actions import start_offering
from catalog.offerings.models import Offering
from catalog.offerings.reviewing.actions import approve_review, return_review
from marketplace.accounts.models import User

from . import world
from .loader_answers import with_answers
from .loader_orders import clock, working_days_ago
from .loader_people import Cast


@transaction.atomic
def load_vendor_life(cast: Cast, *, today: datetime.date) -> int:
    """Let the vendor do each thing that it has not done yet. Returns how many were new. Questions are in force."""
    life = world.offering_life()
    writer, reviewer = cast.person(life["writer"]), cast.person(life["reviewer"])
    return sum(
        (
            _answer(life["answered"], writer, reviewer, today),
            _announce(life["prices"], life["answered"], writer, reviewer, today),
            _return(life["returned"], life["answered"], writer, reviewer, today),
            _draft(cast, life, writer, today),
        )
    )


def _untouched(slug: str) -> Offering | None:
    """The published offering, while its first revision is the only one."""
    offering = Offering.objects.get(slug=slug)
    return offering if offering.revisions.count() == 1 else None


def _approve(offering: Offering, *, by: User) -> None:
    state = Offering.objects.get(pk=offering.pk).current_workflow_task_state
    approve_review(state=state, revision_id=state.revision_id, by=by)


def _answer(told: world.Record, writer: User, reviewer: User, today: datetime.date) -> bool:
    """Every question of its lot answered, with documents of which one ends soon; reviewed and published."""
    offering = _untouched(told["offering"])
    if offering is None:
        return False
    now = clock(working_days_ago(told["days_ago"], today=today))
    offering = with_answers(offering, told, writer, today, now)
    submit_for_moderation(offering=offering, by=writer)
    _approve(offering, by=reviewer)
    return True


def _announce(told: world.Record, answered: world.Record, writer: User, reviewer: User, today: datetime.date) -> bool:
    """Dearer from a day on, reviewed and published."""
    offering = _untouched(told["offering"])
    if offering is None:
        return False
    now = clock(working_days_ago(told["days_ago"], today=today))
    offering = with_answers(offering, answered, writer, today, now)
    plan = offering.get_latest_revision_as_object().plans.first()
    begins_on = today + datetime.timedelta(days=told["begins_in_days"])
    announce_prices(
        offering=offering,
        plan_code=plan.code,
        change={"from": begins_on.isoformat(), "price": f"{plan.price + Decimal(told['raise']):.2f}"},
        latest_revision_id=offering.latest_revision_id,
        by=writer,
        submit=True,
        now=now,
    )
    _approve(offering, by=reviewer)
    return True


def _return(told: world.Record, answered: world.Record, writer: User, reviewer: User, today: datetime.date) -> bool:
    """Sent for review and back again with remarks."""
    offering = _untouched(told["offering"])
    if offering is None:
        return False
    now = clock(working_days_ago(told["days_ago"], today=today))
    offering = with_answers(offering, answered, writer, today, now)
    edit_offering(
        offering=offering,
        fields=told["fields"],
        latest_revision_id=offering.latest_revision_id,
        by=writer,
        now=now,
    )
    submit_for_moderation(offering=offering, by=writer)
    state = Offering.objects.get(pk=offering.pk).current_workflow_task_state
    return_review(state=state, revision_id=state.revision_id, remarks=told["remarks"], by=reviewer)
    return True


def _draft(cast: Cast, life: world.Record, writer: User, today: datetime.date) -> bool:
    """Begun and not finished."""
    told, vendor = life["draft"], cast.organisations[life["vendor"]]
    if Offering.objects.filter(vendor=vendor, name=told["name"]).exists():
        return False
    now = clock(working_days_ago(told["days_ago"], today=today))
    draft = start_offering(
        vendor=vendor,
        name=told["name"],
        service_models=told["service_models"],
        deployment=told["deployment"],
        by=writer,
        now=now,
    )
    edit_offering(
        offering=draft,
        fields=told["fields"] | {"answers": told["answers"]},
        latest_revision_id=draft.latest_revision_id,
        by=writer,
        now=now,
    )
    return True
