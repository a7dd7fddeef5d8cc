"""Contracts that stand still, are in breach, or end: decisions, answers, plans to agree, steps to do."""

import datetime

from django.db.models import DateField, ExpressionWrapper, F, Q, QuerySet, Value
from django.urls import reverse

from contracts.exits.models import CureNotice, ExitPlan, ExitStep, Termination
from contracts.exits.queries import plan_sides
from marketplace.permissions import Role, own_organisations

from ..permitted import permitted
from ..reader import Reader
from ..steps import Source, Step

Status = Termination.Status
BINDING = frozenset({Role.SIGNATORY, Role.VENDOR_ADMIN, Role.CONTRACT_MANAGER, Role.CIO})
DAYS_AHEAD = 30


def terminations_to_decide(reader: Reader) -> QuerySet[Termination]:
    """Early ends whose turn is the reader's."""
    rows = Termination.objects.select_related("contract")
    to_approve = rows.filter(permitted(reader.user, "contracts.approve_termination"), status=Status.PROPOSED)
    to_agree = rows.filter(permitted(reader.user, "contracts.agree_termination"), status=Status.APPROVED)
    return (to_approve | to_agree).order_by("effective_on", "pk")


def tell_termination(termination: Termination, reader: Reader) -> Step:
    verb = "approve" if termination.status == Status.PROPOSED else "agree"
    return Step(
        what="Decide on the early end of",
        reference=termination.contract.reference,
        url=termination.get_absolute_url(),
        about=termination.contract.title,
        why=f"{termination.get_cause_display()}: {termination.reason}",
        button="Review",
        target=reverse("termination_decide", args=[termination.pk, verb]),
        mark="Last day, if it is ended",
        due=termination.last_day_on,
    )


def cure_notices_to_answer(reader: Reader) -> QuerySet[CureNotice]:
    """Those against the reader's company that it has not answered."""
    waiting = CureNotice.objects.filter(status=CureNotice.Status.GIVEN, answered_at__isnull=True)
    mine = waiting.filter(permitted(reader.user, "contracts.answer_cure_notice"))
    return mine.select_related("contract").order_by("cure_by", "pk")


def tell_cure_notice(notice: CureNotice, reader: Reader) -> Step:
    return Step(
        what="Put a breach right under",
        reference=notice.contract.reference,
        url=notice.get_absolute_url(),
        about=notice.contract.title,
        why=notice.breach[:200],
        button="Answer",
        target=reverse("cure_notice_act", args=[notice.pk, "answer"]),
        mark="Time to cure ends",
        due=notice.cure_until,
    )


def plans_to_agree(reader: Reader) -> QuerySet[ExitPlan]:
    """Exit plans to which the reader's side has not agreed."""
    agency = permitted(reader.user, "contracts.agree_exit_plan_for_agency") & Q(agreed_by_agency__isnull=True)
    vendor = permitted(reader.user, "contracts.agree_exit_plan_for_vendor") & Q(agreed_by_vendor__isnull=True)
    rows = ExitPlan.objects.filter(agency | vendor, status=ExitPlan.Status.PROPOSED)
    return rows.select_related("contract", "proposed_by").order_by("proposed_at", "pk")


def tell_plan(plan: ExitPlan, reader: Reader) -> Step:
    side = next(iter(plan_sides(plan, reader.user)), "agency")
    return Step(
        what="Agree to the exit plan of",
        reference=plan.contract.reference,
        url=plan.get_absolute_url(),
        about=plan.contract.title,
        why=f"{plan.proposed_by} proposed who does what once it ends, and how the data comes back.",
        button="Review",
        target=reverse("exit_plan_decide", args=[plan.pk, side, "agree"]),
        since=plan.proposed_at,
    )


def steps_to_do(reader: Reader) -> QuerySet[ExitStep]:
    """Steps of contracts about to end, or ended, that the reader's organisation owns."""
    own = own_organisations(reader.user)
    mine = Q(pk__in=[])
    for owner in ("agency", "vendor", "broker"):
        mine |= Q(owner=owner, **{f"plan__contract__{owner}__in": own})
    near = reader.today + datetime.timedelta(days=DAYS_AHEAD)
    rows = ExitStep.objects.filter(mine, done_at__isnull=True, plan__status=ExitPlan.Status.AGREED)
    # A contract's end may move: what is near is reckoned from the end that stands, day by day.
    end = ExpressionWrapper(Value(near) - F("days_after_end"), output_field=DateField())
    close = Q(plan__contract__ends_on__lte=end) | Q(plan__contract__ended_at__date__lte=end)
    parties = ("plan__contract__agency", "plan__contract__vendor", "plan__contract__broker")
    return rows.filter(close).select_related(*parties).order_by("plan__contract__ends_on", "days_after_end", "pk")


def tell_step(step: ExitStep, reader: Reader) -> Step:
    return Step(
        what="Do a step of the exit of",
        reference=step.plan.contract.reference,
        url=step.plan.get_absolute_url(),
        about=step.plan.contract.title,
        why=step.what,
        button="It is done",
        target=reverse("exit_step_do", args=[step.pk]),
        mark="Exit step",
        due=step.due_on,
    )


TERMINATIONS_TO_DECIDE = Source(
    "terminations-to-decide", "early end to decide on", "early ends to decide on", BINDING | {Role.APPROVER},
    terminations_to_decide, tell_termination,
)  # fmt: skip
CURES_TO_ANSWER = Source(
    "cures-to-answer", "breach to put right", "breaches to put right", BINDING, cure_notices_to_answer, tell_cure_notice
)
EXIT_PLANS_TO_AGREE = Source(
    "exit-plans-to-agree", "exit plan to agree to", "exit plans to agree to",
    BINDING | {Role.APPROVER, Role.AGENCY_ADMIN}, plans_to_agree, tell_plan,
)  # fmt: skip
EXIT_STEPS_TO_DO = Source(
    "exit-steps-to-do", "exit step to do", "exit steps to do",
    BINDING | {Role.REQUESTER, Role.APPROVER, Role.AGENCY_ADMIN}, steps_to_do, tell_step,
)  # fmt: skip
