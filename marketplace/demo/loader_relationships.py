"""Loads what is between the agencies and the office: who looks after whom, what they say, and what came of it."""

import datetime
from collections.abc import Iterator
from itertools import cycle

from django.db import transaction
from django.utils import timezone

from contracts.relationships.actions import (
    Given,
    ask,
    assign,
    close_follow_up,
    record_answers,
    record_contact,
    tell_headcount,
)
from contracts.relationships.actions.complaining import answer_remedy, propose_remedy, raise_complaint, take_step
from contracts.relationships.models import Assignment, Complaint, Duty, FollowUp, Headcount, Moment, Survey
from contracts.relationships.queries.moments import ASKED_EACH_QUARTER, Due, quarter_before
from marketplace.accounts.models import User
from marketplace.organisations.models import Membership
from marketplace.permissions import SYSTEM, Role

from . import world
from .loader_meetings import load_meetings
from .loader_orders import at_work, clock
from .loader_people import Cast

A_DAY = datetime.timedelta(days=1)


@transaction.atomic
def load_relationships(cast: Cast, *, today: datetime.date) -> int:
    """Let each thing happen, unless it did. Returns how many were new."""
    told = world.relationships()
    assigned = sum(_assigned(cast, record, today) for record in told["assignments"])
    raised = sum(_complained(cast, record, today) for record in told["complaints"])
    told_of = sum(_counted(cast, record, today) for record in told["staff"])
    return assigned + raised + told_of + load_meetings(cast, today=today) + _surveyed(cast, told["surveys"], today)


def _assigned(cast: Cast, record: world.Record, today: datetime.date) -> int:
    since, made = today - datetime.timedelta(days=record["days_ago"]), 0
    for key in record["agencies"]:
        agency = cast.organisations[key]
        if Assignment.objects.filter(agency=agency).exists():
            continue
        for duty in Duty:
            if duty in record:
                given = {"duty": duty, "person": cast.named(record[duty]), "starts_on": since}
                assign(agency=agency, by=cast.person("cio"), now=clock(at_work(since)), **given)
                made += 1
    return made


def _counted(cast: Cast, told: world.Record, today: datetime.date) -> int:
    agency, at = cast.organisations[told["agency"]], at_work(today - told["days_ago"] * A_DAY)
    if Headcount.objects.filter(agency=agency).exists():
        return 0
    facts = {"people": told["people"], "counted_on": at.date(), "source": told["source"]}
    tell_headcount(agency=agency, by=cast.person("relationship-manager"), now=clock(at), **facts)
    return 1


def _surveyed(cast: Cast, told: world.Record, today: datetime.date) -> int:
    """The quarters of the last two years: those who ask, approve and sign were asked, and most answered."""
    keys = [*told["agencies"], *told["vendors"]]
    organisations = [cast.organisations[key] for key in keys]
    members = Membership.objects.filter(organisation__in=organisations, role__in=ASKED_EACH_QUARTER)
    pairs = list(members.order_by("organisation_id", "user_id").values_list("organisation_id", "user_id").distinct())
    made, first, ratings = 0, today, cycle(told["ratings"])
    for _ in range(told["quarters"]):
        name, first = quarter_before(first)
        after, first = first, first - A_DAY
        at = at_work(after + datetime.timedelta(days=2))
        about = f"working with the broker office and your providers, quarter {name[-1]} of {name[:4]}"
        due = [Due(Moment.QUARTER, name, about, organisation, who) for organisation, who in pairs]
        if at > timezone.now() or Survey.objects.filter(moment=Moment.QUARTER, subject=name).exists():
            continue
        surveys = ask(due, by=SYSTEM, now=clock(at))
        made += len(surveys)
        _answered(cast, surveys, ratings, told, at)
    return made


def _answered(cast: Cast, surveys: list[Survey], ratings: Iterator[int], told: world.Record, at) -> None:
    words = told["words"]
    given = [
        Given(survey, rating, words[str(rating)][survey.pk % len(words[str(rating)])])
        for survey, rating in zip(surveys, ratings, strict=False)
        if rating
    ]
    manager = cast.person("relationship-manager")
    if at + 3 * A_DAY > timezone.now():
        return  # They are still asked.
    for answer in record_answers(given=given, by=manager, now=clock(at + 3 * A_DAY)):
        if answer.is_low:
            _followed(answer.follow_up, told, manager, at)


def _followed(follow_up: FollowUp, told: world.Record, manager: User, at: datetime.datetime) -> None:
    """Most were called and closed; the newest few are under way."""
    now = timezone.now()
    recent = told["open"] and at > now - datetime.timedelta(days=75)
    if at + 4 * A_DAY > now or (recent and follow_up.pk % 3 == 0):
        return
    said, outcome = told["calls"][follow_up.pk % len(told["calls"])]
    record_contact(follow_up=follow_up, said=said, by=manager, now=clock(at + 4 * A_DAY))
    if at + 12 * A_DAY <= now and not (recent and follow_up.pk % 3 == 1):
        content = follow_up.pk % 5 != 0
        closing = {"outcome": outcome, "customer_content": content, "by": manager}
        close_follow_up(follow_up=follow_up, now=clock(at + 12 * A_DAY), **closing)


def _complained(cast: Cast, told: world.Record, today: datetime.date) -> int:
    agency = cast.organisations[told["agency"]]
    if Complaint.objects.filter(organisation=agency, title=told["title"]).exists():
        return 0
    at, who = at_work(today - told["days_ago"] * A_DAY), cast.holder(told["agency"], Role.REQUESTER)
    words = {part: told[part] for part in ("title", "words", "remedy_sought")}
    complaint = raise_complaint(organisation=agency, by=who, now=clock(at), **words)
    if told["until"] == "received":
        return 1
    manager, later = cast.person("relationship-manager"), clock(at + A_DAY / 12)
    steps = (
        ("acknowledged", "Your manager looks into it."),
        ("assessed", "Many people wait."),
        ("investigating", "Calls."),
    )
    for to, said in steps:
        take_step(complaint=complaint, to=to, words=said, severity="middle", by=manager, now=later)
    cause = {"root_cause": told["root_cause"], "remedy": told["remedy"]}
    propose_remedy(complaint=complaint, by=manager, now=clock(at + 4 * A_DAY), **cause)
    if told["until"] == "accepted":
        answer_remedy(complaint=complaint, accepted=True, by=who, now=clock(at + 6 * A_DAY))
    return 1
