"""A small world in which every address has something to show, and somebody for each audience."""

import datetime
from decimal import Decimal
from types import SimpleNamespace

from django.utils import timezone
from wagtail.models import TaskState

from catalog.longlists.actions import start_longlist
from catalog.offerings.actions import submit_for_moderation
from catalog.offerings.models import Offering
from catalog.offerings.uploads.actions import check_upload, receive_upload
from catalog.saved_searches.actions.keeping import open_feed, save_search
from catalog.search.actions import index_offerings
from catalog.search.models import WordingList
from catalog.search.query import CatalogueQuery
from catalog.shortlists.actions import add_to_shortlist, open_shortlist
from contracts.agreements.models import Contract
from contracts.agreements.templates_of_terms import PromisedLevel
from contracts.invoicing.actions import draft_month
from contracts.models import Exclusion
from contracts.policies.actions import BandTerms
from contracts.relationships.actions import answer_survey, ask, assign, make_commitment, plan_meeting
from contracts.relationships.actions.complaining import raise_complaint
from contracts.relationships.actions.digesting import write_digest
from contracts.relationships.actions.reviewing import review_offering
from contracts.relationships.actions.threads import open_thread
from contracts.relationships.models import Moment
from contracts.relationships.queries.moments import Due
from contracts.relationships.records import KINDS
from contracts.scorecards.actions import draw_up_scorecard
from contracts.service_levels.actions import (
    Told,
    add_exclusion_evidence,
    dispute_result,
    propose_incident,
    record_clock_events,
    request_exclusion,
)
from contracts.service_levels.arithmetic.clocks import Step
from marketplace.audit.models import AuditEvent
from marketplace.billing.actions import dispute_line, issue_invoice, record_payment
from marketplace.notifications.models import Notification
from marketplace.organisations.actions.joining import invite
from marketplace.organisations.actions.merging import record_merger
from marketplace.organisations.actions.naming import ask_new_name
from marketplace.organisations.actions.sanctions import appeal_sanction, impose_sanction
from marketplace.organisations.actions.substitutes import appoint_substitute
from marketplace.organisations.actions.tokens import issue_token
from marketplace.organisations.models import BodyRegistration, Membership, Organisation
from marketplace.permissions import SYSTEM, Role
from rfp.clarifications.actions import ask_question as ask_clarification
from rfp.needs.actions import propose_join
from rfp.needs.models import JoinProposal
from tests.factories.admissions import TO_REVIEW, filled_in
from tests.factories.admissions import sent as declaration_sent
from tests.factories.awards import approved_award, filed_challenge, judged_procurement
from tests.factories.bids import added_file, submitted_bid
from tests.factories.cascades import offered_by_rank, ranks
from tests.factories.catalog import OfferingFactory
from tests.factories.clauses import kept_clause
from tests.factories.comparisons import signed_comparison, weighed_comparison
from tests.factories.contracts import (
    Trade,
    accepted_order,
    approved_order,
    asked_change,
    contract_to_sign,
    drafted_order,
    joint_order,
    proposed_amendment,
    renewing_contract,
    signed_contract,
    submitted_order,
    trade,
)
from tests.factories.costs import costs_of, drafted_rate, own_service, published_rate
from tests.factories.deliveries import agreed_milestone, asked_certificate, paper
from tests.factories.exits import agreed_plan, cure_asked_for, proposed_plan, proposed_termination, suspended
from tests.factories.frameworks import drafted_framework, proposed_ending, signed_framework
from tests.factories.goals import goals_of
from tests.factories.library import shared_things
from tests.factories.market_reports import released_report
from tests.factories.marketplace import OrganisationFactory, person
from tests.factories.measurements import JULY, JUNE, closed, contract_with_order, june, loaded, steady, term_of
from tests.factories.overlaps import judged_pair
from tests.factories.policies import SMALL, drafted_policy, enacted_policy
from tests.factories.portfolio import sent_sheet, system_of
from tests.factories.question_sets import document, drafted_questions, evidence_of
from tests.factories.records import drafted_schedule, opened_disclosure, placed_hold
from tests.factories.rfp import (
    announced_forum,
    approved_question,
    drafted_forum,
    need_in_triage,
    requested_meeting,
    stated_need,
)
from tests.factories.rfp import registered as registered_for
from tests.factories.solicitations import drafted_solicitation, published_solicitation, solicitation_in_review

ANSWER = PromisedLevel(
    code="answer",
    title="Urgent answer",
    target=Decimal(90),
    within_minutes=240,
    template="",
    measuring_party="vendor",
)
# The second has no name, so that its row is left out.
TWO_OFFERINGS = (
    b"Your code,Name,Service models,Deployment\nK-1,Kestrel Line,SaaS,Public cloud\nK-2,,SaaS,Public cloud\n"
)


def _billed(contract: Contract, parties: Trade) -> dict[str, object]:
    """June, issued in July: a part is paid, a line is questioned."""
    at = JULY + datetime.timedelta(days=5)
    [draft] = draft_month(contract=contract, period=JUNE.date(), by=SYSTEM, now=lambda: at)
    invoice = issue_invoice(invoice=draft, by=parties.signatory, now=lambda: at)
    payment = record_payment(
        payer=parties.agency,
        receiver=parties.vendor,
        amount=Decimal(100),
        received_on=at.date(),
        key="transfer",
        invoice=invoice,
        by=parties.signatory,
        now=lambda: at,
    )
    question = dispute_line(line=invoice.lines.first(), reason="Fewer people used it.", by=parties.approver)
    return {"invoice": invoice, "payment": payment, "question": question}


def small_world() -> SimpleNamespace:
    """Made by the real actions; wants a file storage of the test's own."""
    parties = trade()
    office = OrganisationFactory(broker=True)
    contract = contract_with_order(
        agency=parties.agency,
        vendor=parties.vendor,
        offering=parties.offering,
        offering_revision=parties.offering.latest_revision,
    )
    term = term_of(contract)
    measured = loaded(term, steady(JUNE, JULY, (june(7, 13, 12), june(7, 14, 26))))
    result = closed(term)
    exclusion = request_exclusion(
        term=term,
        kind=Exclusion.Kind.CUSTOMER,
        starts_at=june(7, 13, 12),
        ends_at=june(7, 14, 26),
        reason="The agency cut its own line.",
        by=parties.signatory,
        now=lambda: JULY + datetime.timedelta(days=1),
    )
    answered = signed_contract(levels=[ANSWER], agency=parties.agency, vendor=parties.vendor, time_zone="UTC")
    answers = answered.service_level_terms.get()
    started = Told("F-1", Step.STARTED, june(8, 9), subject="No dial tone")
    record_clock_events(term=answers, events=[started], by=SYSTEM, now=lambda: JULY)
    registered = OrganisationFactory(vendor=True, status=Organisation.Status.REGISTERED)
    debarred = OrganisationFactory(vendor=True)
    people = {
        "requester": parties.requester,
        "approver": parties.approver,
        "agency_admin": person(Role.AGENCY_ADMIN, of=parties.agency),
        "other_agency": person(Role.REQUESTER, Role.APPROVER, Role.AGENCY_ADMIN, limit=10**6),
        "vendor": parties.signatory,
        "other_vendor": person(Role.SIGNATORY, Role.VENDOR_ADMIN),
        "officer": person(Role.PROCUREMENT_OFFICER, of=office),
        "contract_manager": person(Role.CONTRACT_MANAGER, of=office),
        "cio": person(Role.CIO, of=office),
        "editor": person(Role.CATALOGUE_EDITOR, of=office),
        "auditor": person(Role.AUDITOR, of=office),
    }
    scorecard = draw_up_scorecard(vendor=parties.vendor, last_month=JUNE.date(), by=people["cio"])
    state_service = own_service(vendor=office)
    merged = OrganisationFactory(vendor=True)
    record_merger(
        predecessor=merged,
        successor=debarred,
        first_day=timezone.localdate(),
        reason="The state's register of companies.",
        by=people["cio"],
    )
    ask_new_name(
        vendor=parties.vendor,
        name="Kestrel and Sons",
        legal_name="",
        holds_from=timezone.localdate(),
        proof="The state's register of companies.",
        by=parties.signatory,
    )
    sanction = impose_sanction(
        vendor=debarred,
        kind="debarment",
        reason="It billed for work not done.",
        ends_at=timezone.now() + datetime.timedelta(days=365),
        by=people["cio"],
    )
    appeal_sanction(sanction=sanction, grounds="It was done.", by=person(Role.VENDOR_ADMIN, of=debarred))
    admin, soon = people["agency_admin"], timezone.now() + datetime.timedelta(days=7)
    membership = Membership.objects.get(user=parties.approver)
    shortlist = open_shortlist(title="Telephones", agency=parties.agency, by=parties.requester)
    [entry] = add_to_shortlist(
        shortlist=shortlist, offerings=[parties.offering], note="Used next door.", by=parties.requester
    )
    index_offerings(offering_ids=[parties.offering.pk])
    search = save_search(
        name="Calls that cost nothing", query=CatalogueQuery(text="calls"), frequency="instant", by=parties.requester
    )
    uploader = person(Role.VENDOR_EDITOR, of=parties.vendor)
    now = timezone.now()
    times = {"starts_at": now + datetime.timedelta(days=9), "registration_opens_at": now - datetime.timedelta(days=1)}
    need = stated_need(by=parties.requester, agency=parties.agency)
    forum = announced_forum(by=people["officer"], at=now, needs=[need], **times)
    registered_for(forum, by=parties.requester, at=now)
    met = _met(parties, office, contract)
    meeting = requested_meeting(by=parties.signatory, agency=parties.agency, at=now)  # before a competition runs
    asked = {"by": people["officer"], "agency": parties.agency, "at": now}
    judged = judged_procurement()
    award = approved_award(judged)
    disclosure = opened_disclosure(judged)
    placed_hold(judged.solicitation)
    sent = receive_upload(vendor=parties.vendor, name="offerings.csv", content=TWO_OFFERINGS, by=uploader)
    solicitation = published_solicitation(**asked, publisher=people["cio"])
    bid = submitted_bid(solicitation, by=parties.signatory, at=now)
    return SimpleNamespace(
        declaring=filled_in(parties.vendor, by=parties.signatory),
        declared=declaration_sent(**TO_REVIEW),
        admission=parties.vendor.admissions.first(),
        uploader=uploader,
        upload=check_upload(upload_id=sent.pk),
        shortlist=shortlist,
        entry=entry,
        longlist=start_longlist(
            title="Calls", organisation=parties.agency, query=CatalogueQuery(), by=parties.requester
        ),
        search=open_feed(search=search, by=parties.requester),
        people=people,
        agency=parties.agency,
        vendor=parties.vendor,
        registered=registered,
        merged=merged,
        sanction=sanction,
        offering=parties.offering,
        plan=parties.plan,
        review=_review(parties.vendor),
        evidence=evidence_of(parties.vendor),
        version=drafted_questions(),
        wordings=WordingList.objects.all()[0],
        far_day="2099-01-01",
        first=1,
        approve_verb="approve",
        runs=accepted_order(parties),
        joint=joint_order(parties, partner=_agency_of(people["other_agency"])),
        joint_partner=_agency_of(people["other_agency"]),
        change=asked_change(parties),
        contract=contract,
        term=term,
        answers=answers,
        case=answers.cases.get(),
        measured=measured,
        result=result,
        credit=result.service_credits.get(),
        dispute=dispute_result(
            result=result, reason="Our log differs.", by=parties.signatory, now=lambda: result.computed_at
        ),
        exclusion=exclusion,
        exclusion_document=add_exclusion_evidence(exclusion=exclusion, file=document(), by=parties.signatory),
        incident=propose_incident(
            contract=contract,
            levels=[term],
            summary="No dial tone",
            cause="vendor",
            starts_at=june(7, 13, 12),
            ends_at=june(7, 14, 26),
            by=parties.signatory,
            now=lambda: JULY,
        ),
        scorecard=scorecard,
        **_billed(contract, parties),
        **costs_of(contract, by=parties.signatory, owner=parties.approver),
        rate=published_rate(offering=state_service),
        drafted_rate=drafted_rate(offering=state_service, by=people["contract_manager"]),
        system=system_of(parties.agency, by=parties.approver),
        sheet=sent_sheet(parties.agency, by=parties.approver),
        **_surveyed(parties),
        **met,
        complaint=raise_complaint(
            organisation=parties.agency,
            title="Slow desk",
            words="Nobody answers.",
            remedy_sought="A second desk.",
            by=parties.requester,
        ),
        overlap=judged_pair(parties.offering, by=people["cio"]),
        **goals_of(parties.agency, asks=parties.requester, owner=admin, by=people["cio"]),
        assignment=assign(
            agency=parties.agency,
            duty="manager",
            person=person(Role.RELATIONSHIP_MANAGER, of=office),
            starts_on=timezone.localdate(),
            by=people["cio"],
        ),
        forum=forum,
        forum_question=approved_question(forum, moderator=people["officer"], at=now),
        drafted_forum=drafted_forum(by=people["officer"], at=now, **times),
        solicitation=solicitation,
        bid=bid,
        bid_file=added_file(bid, by=parties.signatory, at=now),
        clarification=ask_clarification(
            solicitation=solicitation, vendor=parties.vendor, words="How many?", by=parties.signatory
        ),
        written=drafted_solicitation(**asked),
        market_report=released_report(),
        clause=kept_clause(),
        reviewed=solicitation_in_review(**asked),
        meeting=meeting,
        panel=judged.panel,
        panel_member=judged.panel.members.first(),
        award=award,
        disclosure=disclosure,
        schedule=drafted_schedule(by=people["officer"]),
        challenge=filed_challenge(award, judged),
        framework=signed_framework(parties.vendor),
        drafted=drafted_framework(by=people["cio"]),
        framework_change=proposed_ending(by=people["contract_manager"]),
        comparison=signed_comparison(parties),
        comparing=weighed_comparison(parties),
        policy=enacted_policy(bands=[BandTerms(None, SMALL)]),
        drafted_policy=drafted_policy(by=people["cio"]),
        running=renewing_contract(parties.agency, parties.vendor),
        proposal=proposed_amendment(contract, by=person(Role.CONTRACT_MANAGER)),
        **_leaving(parties),
        **shared_things(people, agency=parties.agency, other=_agency_of(people["other_agency"])),
        milestone=agreed_milestone(contract, at=now, due_on=now.date() + datetime.timedelta(days=10)),
        contract_paper=paper(contract),
        certificate=asked_certificate(contract),
        unsigned=contract_to_sign(agency=parties.agency, vendor=parties.vendor, title="Advice on calls"),
        draft=drafted_order(parties),
        submitted=submitted_order(parties),
        approved=approved_order(parties),
        by_rank=offered_by_rank(ranks("22.00", parties=parties), at=now),
        need=need,
        join_proposal=_join_proposal(parties, by=people["officer"]),
        membership=membership,
        substitution=appoint_substitute(
            membership=membership,
            substitute=person(Role.REQUESTER, of=parties.agency),
            starts_at=timezone.now(),
            ends_at=soon,
            by=admin,
        ),
        body_registration=BodyRegistration.objects.create(
            name="Adams County",
            level="county",
            state="OH",
            mail_domain="adams.example",
            position="Deputy clerk",
            asked_by=person(Role.REQUESTER),
            asked_at=timezone.now(),
        ),
        invitation=invite(organisation=parties.agency, email="new@people.example", role=Role.REQUESTER, by=admin),
        token=issue_token(organisation=parties.agency, name="Bills", scopes=["read"], expires_at=soon, by=admin)[0],
        event=AuditEvent.objects.first(),
        notice=Notification.objects.filter(recipient=parties.approver).first(),
    )


def _met(parties, office, contract) -> dict:
    """A meeting to come, a promise that the office asks of the agency, and a thread before a competition runs."""
    manager = person(Role.RELATIONSHIP_MANAGER, of=office)
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    told = {"agency": parties.agency, "by": manager}
    meeting = plan_meeting(kind="meeting", title="Quarterly meeting", starts_at=tomorrow, **told)
    owed = {"words": "Figures on calls", "owner": parties.requester, "made_to": manager}
    promise = make_commitment(due_on=tomorrow.date(), meeting=meeting, **owed, **told)
    kind = KINDS["contract"]
    thread = open_thread(kind=kind, about=contract, subject="Cards", words="How many?", with_vendor=True, by=manager)
    written = {
        "service_rating": 4,
        "ordering_rating": 3,
        "words": "Quick.",
        "by": person(Role.REQUESTER, of=parties.agency),
    }
    review = review_offering(offering=parties.offering, contract=contract, **written)
    over = timezone.localdate().replace(day=1) - datetime.timedelta(days=1)
    digest = write_digest(agency=parties.agency, month=over, by=SYSTEM)
    records = {"agency_meeting": meeting, "promise": promise, "thread": thread, "offering_review": review}
    return {**records, "told_month": f"{digest.month:%Y-%m}"}


def _surveyed(parties) -> dict:
    """A survey that waits for the requester, and the approver's low rating of another one."""
    people = (parties.requester, parties.approver)
    due = [Due(Moment.QUARTER, "2026-Q3", "the quarter", parties.agency.pk, one.pk) for one in people]
    waiting, other = sorted(ask(due, by=SYSTEM), key=lambda survey: survey.person_id != parties.requester.pk)
    answer = answer_survey(survey=other, rating=2, comment="It takes a day.", by=parties.approver)
    return {"survey": waiting, "follow_up": answer.follow_up}


def _leaving(parties) -> dict:
    """Contracts of the same two parties that stand still, are in breach, and end early, each with its papers."""
    contracts = [
        signed_contract(agency=parties.agency, vendor=parties.vendor, title=f"Advice {number}", levels=())
        for number in range(3)
    ]
    suspended(contracts[0])
    return {
        "standing_still": contracts[0],
        "cure": cure_asked_for(contracts[1]),
        "exit_plan": agreed_plan(contracts[1]),
        "termination": proposed_termination(contracts[2], by=person(Role.CONTRACT_MANAGER)),
        "proposed_exit": proposed_plan(contracts[2]),
    }


def _agency_of(user) -> Organisation:
    return Organisation.objects.get(memberships__user=user, memberships__role=Role.APPROVER)


def _join_proposal(parties, *, by) -> JoinProposal:
    """Another need of the agency, which it is asked to meet together with one of a third agency."""
    own = stated_need(by=parties.requester, agency=parties.agency)
    return propose_join(need=need_in_triage(by=by), partner=own, words="Shorter waits.", by=by)


def _review(vendor: Organisation) -> TaskState:
    """A draft that waits for a reviewer."""
    draft = OfferingFactory(vendor=vendor, draft=True)
    submit_for_moderation(offering=draft, by=person(Role.VENDOR_EDITOR, of=vendor))
    return Offering.objects.get(pk=draft.pk).current_workflow_task_state
