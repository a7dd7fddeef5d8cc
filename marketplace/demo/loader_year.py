"""What happens to the story's contracts in a year beside closed months: disputes, incidents, claims, decisions."""

import datetime
from typing import Any

from django.db import transaction

from contracts.agreements.models import Contract
from contracts.renewals.actions import decide_renewal
from contracts.renewals.models import RenewalDecision
from contracts.scorecards.actions import draw_up_scorecard, reply_to_scorecard
from contracts.scorecards.models import Scorecard
from contracts.service_levels.actions import (
    agree_incident,
    answer_claim,
    approve_exclusion,
    close_period,
    decide_dispute,
    dispute_result,
    file_claim,
    load_measurements,
    propose_incident,
    record_maintenance_times,
    request_exclusion,
)
from contracts.service_levels.arithmetic.timelines import CheckStatus
from contracts.service_levels.models import Exclusion, Incident, PeriodResult, ServiceCredit
from contracts.service_levels.readings import Reading
from marketplace.permissions import SYSTEM, Role

from . import world
from .histories import Told, month_before
from .loader_measurements import measured_term
from .loader_orders import at_work, clock
from .loader_people import Cast

A_DAY = datetime.timedelta(days=1)


@transaction.atomic
def load_year(cast: Cast, *, today: datetime.date) -> int:
    """Let each event of the year happen, unless it did. Returns how many were new."""
    year = world.story()["year"]
    acts = (
        (_dispute, year["disputes"]),
        (_second_monitor, year["second_monitors"]),
        (_real_times, year["real_times"]),
        (_claim, year["claims"]),
        (_incident, year["incidents"]),
        (_renewal, year["renewals"]),
        (_scorecard, year["scorecards"]),
    )
    return sum(act(cast, told, today) for act, records in acts for told in records)


def _contract(told: world.Record) -> Contract | None:
    """None where the story was told without it."""
    token = world.form_token(told["contract"])
    return Contract.objects.filter(orders__form_token=token).select_related("agency", "vendor", "broker").first()


def _result(told: world.Record, today: datetime.date) -> PeriodResult | None:
    contract, period = _contract(told), month_before(today, told["months_ago"])
    found = PeriodResult.objects.filter(term__contract=contract, period=period, revision=1)
    related = ("term__contract__agency", "term__contract__vendor")
    return found.select_related(*related).first() if contract else None


def _dispute(cast: Cast, told: world.Record, today: datetime.date) -> bool:
    """Raised by the vendor the day after, decided three days later; what is upheld is taken out and closed anew."""
    result = _result(told, today)
    if result is None or result.disputes.exists() or hasattr(result, "superseded_by"):
        return False
    contract, at = result.term.contract, result.computed_at
    vendor, officer = (
        cast.binding(contract.vendor),
        cast.holder(world.state()["broker_office"], Role.PERFORMANCE_OFFICER),
    )
    dispute = dispute_result(result=result, reason=told["reason"], by=vendor, now=clock(at + A_DAY))
    decision = {"upheld": told["upheld"], "reason": told["decision"]}
    decide_dispute(dispute=dispute, by=officer, now=clock(at + 4 * A_DAY), **decision)
    if told["upheld"]:
        for outage in result.outages:
            asked = request_exclusion(
                term=result.term,
                kind=Exclusion.Kind.CUSTOMER,
                starts_at=datetime.datetime.fromisoformat(outage["start"]),
                ends_at=datetime.datetime.fromisoformat(outage["end"]),
                reason=told["excluded"],
                by=vendor,
                now=clock(at + 5 * A_DAY),
            )
            approver = cast.holder(told["agency"], Role.APPROVER)
            approve_exclusion(exclusion=asked, by=approver, now=clock(at + 6 * A_DAY))
        close_period(term=result.term, period=result.period, by=SYSTEM, now=clock(at + 7 * A_DAY))
    return True


def _second_monitor(cast: Cast, told: world.Record, today: datetime.date) -> bool:
    """A second monitor saw each outage begin and end a little later: together they overlap and count once."""
    result = _result(told, today)
    if result is None or result.term.evidence_batches.filter(source=told["source"]).exists():
        return False
    later = datetime.timedelta(minutes=told["later_minutes"])
    rows: list[Reading] = []
    for outage in result.outages:
        start, end = (datetime.datetime.fromisoformat(outage[edge]) + later for edge in ("start", "end"))
        rows += [_row(told["source"], start, CheckStatus.DOWN), _row(told["source"], end, CheckStatus.UP)]
    if not rows:
        return False
    rows.append(_row(told["source"], rows[-1].at + A_DAY, CheckStatus.UP))
    at = result.computed_at + A_DAY
    manager, office = cast.person("contract-manager"), cast.organisations[world.state()["broker_office"]]
    load_measurements(term=result.term, readings=rows, by=manager, measured_by=office, now=clock(at))
    close_period(term=result.term, period=result.period, by=SYSTEM, now=clock(at))
    return True


def _row(source: str, at: datetime.datetime, status: CheckStatus) -> Reading:
    return Reading(0, source, at, status, 200 if status is CheckStatus.UP else 503, None)


def _real_times(cast: Cast, told: world.Record, today: datetime.date) -> bool:
    """The work ran past what was agreed; the vendor says so the next day."""
    contract = _contract(told)
    approved = Exclusion.objects.approved().filter(term__contract=contract, kind=Exclusion.Kind.MAINTENANCE)
    exclusion = approved.filter(began_at=None).select_related("term__contract").first() if contract else None
    if exclusion is None or contract is None:
        return False
    finished = exclusion.starts_at + datetime.timedelta(minutes=told["minutes"])
    times = {"began_at": exclusion.starts_at, "finished_at": finished}
    record_maintenance_times(
        exclusion=exclusion, by=cast.binding(contract.vendor), now=clock(finished + A_DAY), **times
    )
    return True


def _claim(cast: Cast, told: world.Record, today: datetime.date) -> bool:
    """The office claims from its vendor what it owes the agency; the vendor answers."""
    result = _result(told, today)
    open_ones = ServiceCredit.objects.standing().filter(result=result, kind="claim", filed_at=None)
    claim = open_ones.select_related("creditor", "debtor").first() if result else None
    if claim is None or claim.claim_due_at is None:
        return False
    at = claim.computed_at + 12 * A_DAY
    claim = file_claim(claim=claim, by=cast.person("contract-manager"), now=clock(at))
    answer: dict[str, Any] = {"accepted": told["accepted"], "reason": told["reason"], "amount": claim.amount / 2}
    answer_claim(claim=claim, by=cast.binding(claim.debtor), now=clock(at + 6 * A_DAY), **answer)
    return True


def _incident(cast: Cast, told: world.Record, today: datetime.date) -> bool:
    """What the vendor says happened, the working day after; agreed where the story says so."""
    contract = _contract(told)
    if contract is None or Incident.objects.filter(contract=contract, summary=told["summary"]).exists():
        return False
    when = Told(told["months_ago"], told["day"], datetime.time.fromisoformat(told["at"]), told["minutes"]).span(today)
    first = when.start + datetime.timedelta(minutes=told["answered_after"])
    at = when.end + A_DAY
    incident = propose_incident(
        contract=contract,
        levels=list(contract.service_level_terms.all()),
        summary=told["summary"],
        cause=told["cause"],
        starts_at=when.start,
        first_answer_at=first,
        ends_at=when.end,
        by=cast.binding(contract.vendor),
        now=clock(at),
    )
    if told["agreed"]:
        agree_incident(incident=incident, by=cast.holder(told["agency"], Role.APPROVER), now=clock(at + A_DAY))
    return True


def _renewal(cast: Cast, told: world.Record, today: datetime.date) -> bool:
    contract = _contract(told)
    if contract is None or RenewalDecision.objects.filter(contract=contract).exists():
        return False
    said = {"decision": told["decision"], "reason": told["reason"]}
    by, at = cast.holder(told["agency"], Role.APPROVER), at_work(today - told["days_ago"] * A_DAY)
    decide_renewal(contract=contract, by=by, now=clock(at), **said)
    return True


def _scorecard(cast: Cast, told: world.Record, today: datetime.date) -> bool:
    vendor = cast.organisations[told["vendor"]]
    measured = any(measured_term(one) for one in Contract.objects.filter(vendor=vendor))
    if not measured or Scorecard.objects.filter(vendor=vendor).exists():
        return False
    at = at_work(today - told["days_ago"] * A_DAY)
    officer = cast.holder(world.state()["broker_office"], Role.PERFORMANCE_OFFICER)
    final = PeriodResult.objects.final(at=at).filter(term__contract__vendor=vendor)
    last = final.filter(period__lte=month_before(at.date(), 2)).order_by("-period").values_list("period", flat=True)
    if not last:
        return False
    scorecard = draw_up_scorecard(vendor=vendor, last_month=last[0], by=officer, now=clock(at))
    if "reply" in told:
        said = {"words": told["reply"], "by": cast.binding(vendor), "now": clock(at + 4 * A_DAY)}
        reply_to_scorecard(scorecard=scorecard, **said)
    return True
