"""Where next steps come from: each source shows what it must to whom it must, and nothing to anybody else."""

import datetime
from types import SimpleNamespace

import pytest
from django.utils import timezone
from wagtail.models import TaskState

from catalog.offerings.actions import edit_offering, publish_offering, submit_for_moderation, unpublish_offering
from catalog.offerings.reviewing.actions import return_review
from contracts.agreements.models import Contract
from contracts.frameworks.actions import (
    AmendedTerms,
    approve_framework_proposal,
    propose_framework_amendment,
    propose_framework_ending,
)
from contracts.frameworks.models import Framework
from contracts.models import Dispute, Exclusion, PeriodResult
from contracts.orders.actions import decline_order, return_order
from contracts.orders.models import Order
from contracts.service_levels.actions import dispute_result, request_exclusion
from marketplace.accounts.models import User
from marketplace.organisations.actions.joining import invite
from marketplace.organisations.actions.substitutes import appoint_substitute
from marketplace.organisations.models import Membership, Organisation
from marketplace.permissions import PERMISSIONS, Role, allowed
from marketplace.workspace.page import workspace_context
from marketplace.workspace.permitted import permitted
from marketplace.workspace.sources import SOURCES
from rfp.needs.actions import decide_need
from rfp.needs.models import Need
from tests.factories.catalog import OfferingFactory
from tests.factories.contracts import (
    MONDAY_NOON,
    approved_order,
    drafted_order,
    funded_order,
    signed_contract,
    submitted_order,
    trade,
)
from tests.factories.frameworks import offered_framework, signed_framework, signed_lot
from tests.factories.marketplace import OrganisationFactory, person
from tests.factories.measurements import (
    CLOSED_AT,
    JULY,
    JUNE,
    closed,
    contract_with_order,
    june,
    loaded,
    steady,
    term_of,
)
from tests.factories.rfp import need_in_triage, stated_need
from tests.worlds import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("storage")]
DAY = datetime.timedelta(days=1)
OUTAGE = (june(7, 13, 12), june(7, 14, 26))


def steps_of(user, *, at=MONDAY_NOON):
    return [row.step for row in workspace_context(user, at=at)["rows"]]


def references_of(user, *, at=MONDAY_NOON):
    return [step.reference for step in steps_of(user, at=at)]


def read_again(user):
    """The person with the roles of now."""
    return User.objects.get(pk=user.pk)


# Orders


def test_a_requester_finishes_their_own_drafts_and_not_a_colleagues(parties):
    draft, funded = drafted_order(parties), funded_order(parties, wanted_from=datetime.date(2026, 12, 15))
    first, second = steps_of(parties.requester)
    assert [first.reference, second.reference] == [draft.reference, funded.reference]
    assert first.leads_to == f"/orders/{draft.reference}/funding/"
    assert second.leads_to == f"/orders/{funded.reference}/check/"
    assert first.due == datetime.date(2026, 12, 1)
    assert steps_of(person(Role.REQUESTER, of=parties.agency)) == []


def test_a_returned_request_quotes_the_reason_and_leads_to_the_change(parties):
    order = submitted_order(parties)
    return_order(order=order, reason="Say which team.", version=order.version, by=parties.approver)
    (step,) = steps_of(parties.requester)
    assert "“Say which team.”" in step.why
    assert step.leads_to == f"/orders/{order.reference}/plan/"


def test_a_declined_order_is_shown_for_thirty_days(parties):
    order = approved_order(parties)
    decline_order(order=order, reason="No seats left.", version=order.version, by=parties.signatory)
    (step,) = steps_of(parties.requester)
    assert f"{parties.vendor} declined it: “No seats left.”" in step.why
    assert steps_of(parties.requester, at=MONDAY_NOON + 31 * DAY) == []


def test_who_is_no_requester_any_more_has_no_drafts_to_finish(parties):
    drafted_order(parties)
    Membership.objects.filter(user=parties.requester).update(ends_at=timezone.now())
    assert steps_of(read_again(parties.requester)) == []


def test_an_approver_sees_what_waits_within_the_limit_with_its_due_date():
    parties = trade(limit=50_000)
    within = submitted_order(parties)
    person(Role.APPROVER, of=parties.agency, limit=10**6)
    above = submitted_order(parties, quantity=500)
    assert above.total_value > 50_000
    (step,) = steps_of(parties.approver)
    assert step.reference == within.reference
    assert step.due == within.approval_due_at
    assert "$23,575.50" in step.why


def test_an_approver_sees_neither_their_own_request_nor_another_agencys(parties):
    both = person(Role.REQUESTER, Role.APPROVER, of=parties.agency, limit=10**6)
    mine = submitted_order(type(parties)(**{**vars(parties), "requester": both}))
    submitted_order(trade())
    assert steps_of(both) == []
    assert references_of(parties.approver) == [mine.reference]


def test_a_substitute_sees_what_waits_for_the_one_stood_in_for_but_not_their_own(parties):
    substitute = person(Role.REQUESTER, of=parties.agency)
    order = submitted_order(parties)
    submitted_order(type(parties)(**{**vars(parties), "requester": substitute}))
    appoint_substitute(
        membership=Membership.objects.get(user=parties.approver),
        substitute=substitute,
        starts_at=timezone.now(),
        ends_at=timezone.now() + DAY,
        by=parties.approver,
    )
    assert references_of(read_again(substitute)) == [order.reference]


def test_a_signatory_answers_approved_orders_and_nobody_elses(parties):
    order = approved_order(parties)
    submitted_order(parties)
    (step,) = steps_of(parties.signatory)
    assert (step.reference, step.due) == (order.reference, order.acceptance_due_at)
    assert steps_of(person(Role.SIGNATORY)) == []
    assert steps_of(person(Role.VENDOR_EDITOR, of=parties.vendor)) == []
    assert steps_of(person(Role.CONTRACT_MANAGER)) == []


# Service levels


@world
def missed():
    """A June with one outage of 74 minutes, closed on 3 July."""
    term = term_of(contract_with_order())
    loaded(term, steady(JUNE, JULY, OUTAGE))
    return closed(term)


@world
def parties():
    return trade()


@world
def term():
    return term_of(contract_with_order())


@pytest.mark.parametrize(("side", "role"), [("agency", Role.APPROVER), ("vendor", Role.SIGNATORY)])
def test_both_sides_check_a_missed_month_while_it_can_be_disputed(missed, side, role):
    contract = missed.term.contract
    reader = person(role, of=getattr(contract, side), limit=1 if role == Role.APPROVER else None)
    (step,) = steps_of(reader, at=CLOSED_AT + DAY)
    assert step.leads_to == f"/contracts/{contract.reference}/?month=2026-06"
    assert step.due == missed.dispute_ends_at
    assert "99.828% against 99.9%" in step.why
    assert steps_of(reader, at=missed.dispute_ends_at) == []


def test_a_missed_month_is_nothing_for_other_organisations_or_roles(missed):
    agency = missed.term.contract.agency
    for reader in (person(Role.SIGNATORY), person(Role.AGENCY_ADMIN), person(Role.REQUESTER, of=agency)):
        assert steps_of(reader, at=CLOSED_AT + DAY) == []


def test_a_dispute_takes_the_month_off_the_list_of_the_side_that_raised_it(missed):
    contract = missed.term.contract
    ours, theirs = person(Role.AGENCY_ADMIN, of=contract.agency), person(Role.SIGNATORY, of=contract.vendor)
    dispute_result(result=missed, reason="Our log differs.", by=ours, now=lambda: CLOSED_AT)
    assert steps_of(ours, at=CLOSED_AT + DAY) == []
    assert references_of(theirs, at=CLOSED_AT + DAY) == [contract.reference]


def test_a_dispute_is_decided_by_the_performance_officer_who_did_not_raise_it(missed):
    contract = missed.term.contract
    raiser = person(Role.AGENCY_ADMIN, of=contract.agency)
    dispute = dispute_result(result=missed, reason="Our log differs.", by=raiser, now=lambda: CLOSED_AT)
    (step,) = steps_of(person(Role.PERFORMANCE_OFFICER), at=CLOSED_AT + DAY)
    assert step.leads_to == f"/disputes/{dispute.pk}/"
    assert "Our log differs." in step.why
    # Nobody looks after the agency yet: that is the CIO's as well.
    assert references_of(person(Role.CIO), at=CLOSED_AT + DAY) == [contract.reference, str(contract.agency)]
    assert steps_of(person(Role.CONTRACT_MANAGER), at=CLOSED_AT + DAY) == []


def test_months_with_too_little_data_go_to_those_who_load_measurements(term):
    loaded(term, steady(JUNE, june(12)))
    result = closed(term)
    assert result.verdict == PeriodResult.Verdict.INSUFFICIENT_DATA
    (step,) = steps_of(person(Role.CONTRACT_MANAGER), at=CLOSED_AT + DAY)
    assert "95% is needed" in step.why
    assert step.due == result.dispute_ends_at
    vendor = person(Role.SIGNATORY, of=term.contract.vendor)
    assert steps_of(vendor, at=CLOSED_AT + DAY) == []


def asked_exclusion(term, *, by, **changes):
    details = {"kind": Exclusion.Kind.MAINTENANCE, "starts_at": june(14, 2), "ends_at": june(14, 4)} | changes
    return request_exclusion(term=term, reason="Exchange of a gateway.", by=by, now=lambda: june(8, 12), **details)


def test_an_exclusion_waits_for_the_agency_and_the_managers_until_maintenance_starts(term):
    vendor = person(Role.VENDOR_EDITOR, of=term.contract.vendor)
    asked = asked_exclusion(term, by=vendor)
    for role, of in ((Role.APPROVER, term.contract.agency), (Role.CONTRACT_MANAGER, None)):
        (step,) = steps_of(person(role, of=of, limit=1 if of else None), at=june(10))
        assert (step.button, step.reference, step.due) == ("Decide", asked.reference, june(14, 2))
    (own,) = steps_of(vendor, at=june(10))
    assert own.what == "No answer yet on"
    # The reader's clock is four hours behind UTC in June.
    assert "Sat 13 Jun 2026, 10:00 pm Eastern to Sun 14 Jun 2026, 12:00 am Eastern" in own.why
    assert steps_of(person(Role.VENDOR_EDITOR), at=june(10)) == []
    assert steps_of(person(Role.APPROVER, limit=1), at=june(10)) == []


def test_maintenance_that_began_without_an_answer_can_only_be_refused(term):
    asked_exclusion(term, by=person(Role.VENDOR_EDITOR, of=term.contract.vendor))
    (step,) = steps_of(person(Role.PERFORMANCE_OFFICER), at=june(14, 3))
    assert "can only be refused now" in step.why


def test_a_stretch_within_one_day_names_the_day_once(term):
    vendor = person(Role.VENDOR_EDITOR, of=term.contract.vendor)
    asked_exclusion(term, by=vendor, kind=Exclusion.Kind.CUSTOMER, starts_at=june(7, 14), ends_at=june(7, 15, 30))
    (step,) = steps_of(person(Role.PERFORMANCE_OFFICER), at=june(10))
    assert "Sun 7 Jun 2026, 10:00 am to 11:30 am Eastern does not count" in step.why
    assert (step.due, step.since) == (None, june(8, 12))


def test_nobody_decides_on_the_exclusion_they_asked_for(term):
    manager = person(Role.CONTRACT_MANAGER)
    asked_exclusion(term, by=manager)
    assert steps_of(manager, at=june(10)) == []


# Contracts, needs, offerings, organisations


def test_a_vendor_s_signatory_finds_the_lot_that_it_has_not_signed_and_the_page_where_it_signs(client):
    vendor = OrganisationFactory(vendor=True)
    signatory, framework = (
        person(Role.SIGNATORY, of=vendor),
        offered_framework(OrganisationFactory(vendor=True), vendor),
    )
    (step,) = steps_of(signatory)
    lot = framework.lots.get()
    assert step.leads_to == f"{framework.get_absolute_url()}lots/{lot.pk}/sign/"
    assert step.about == f"{lot.lot} of {framework.title}"
    assert f"Nothing is ordered from {vendor} in this lot before." in step.why
    client.force_login(signatory)
    assert client.get(step.leads_to).status_code == 200
    for somebody in (person(Role.VENDOR_EDITOR, of=vendor), person(Role.SIGNATORY)):
        assert steps_of(somebody) == []
    after_the_last_day = datetime.datetime(2028, 1, 2, tzinfo=datetime.UTC)
    assert framework.reference not in references_of(signatory, at=after_the_last_day)
    signed_lot(lot.vendors.select_related("lot__lot", "vendor").get(vendor=vendor), by=signatory)
    assert steps_of(signatory) == []


def test_a_later_version_is_to_sign_while_orders_go_on_and_an_ended_agreement_is_not():
    vendor, office = OrganisationFactory(vendor=True), person(Role.PROCUREMENT_OFFICER)
    signatory, framework = person(Role.VENDOR_ADMIN, of=vendor), signed_framework(vendor)
    assert steps_of(signatory) == []
    terms = AmendedTerms(framework.ceiling + 1, framework.last_order_on, framework.ends_on, {})
    said = {"grounds": "additional", "rationale": "A little more.", "version": framework.version}
    proposal = propose_framework_amendment(framework=framework, terms=terms, by=office, **said)
    approve_framework_proposal(proposal=proposal, by=person(Role.CIO))
    (step,) = steps_of(signatory)
    assert "Orders go on meanwhile." in step.why
    version = Framework.objects.get(pk=framework.pk).version
    ending = propose_framework_ending(framework=framework, rationale="Over.", version=version, by=office)
    approve_framework_proposal(proposal=ending, by=person(Role.CIO))
    assert steps_of(signatory) == []


def test_a_contract_manager_reviews_contracts_that_end_within_ninety_days():
    soon = signed_contract(ends_on=datetime.date(2027, 2, 21))
    signed_contract(ends_on=datetime.date(2027, 2, 22))
    (step,) = steps_of(person(Role.CONTRACT_MANAGER))
    assert (step.reference, step.due) == (soon.reference, datetime.date(2027, 2, 20))
    assert steps_of(person(Role.PROCUREMENT_OFFICER)) == []


def test_an_officer_takes_up_new_needs_and_decides_their_own():
    officer = person(Role.PROCUREMENT_OFFICER)
    mine, new = need_in_triage(by=officer), stated_need()
    theirs = need_in_triage()
    assert set(references_of(officer)) == {mine.reference, new.reference}
    assert references_of(person(Role.RELATIONSHIP_MANAGER)) == [new.reference]
    assert steps_of(theirs.stated_by) == []


def test_a_need_sent_to_the_catalogue_is_a_step_until_it_is_requested():
    parties, officer = trade(), person(Role.PROCUREMENT_OFFICER)
    need = need_in_triage(by=officer, agency=parties.agency)
    Need.objects.filter(pk=need.pk).update(stated_by=parties.requester)
    decide_need(need=need, route="direct_order", reason="It is there.", offering=parties.offering, by=officer)
    (step,) = steps_of(parties.requester)
    assert step.leads_to == f"/orders/new/?offering={parties.offering.slug}&quantity=180&need={need.reference}"
    order = drafted_order(parties, need_reference=need.reference)
    assert references_of(parties.requester) == [order.reference]


def test_an_officer_verifies_registered_vendors():
    vendor = OrganisationFactory(vendor=True, status=Organisation.Status.REGISTERED)
    OrganisationFactory(vendor=True)
    (step,) = steps_of(person(Role.PROCUREMENT_OFFICER))
    assert (step.reference, step.leads_to) == (vendor.name, f"/organisations/vendors/{vendor.slug}/")
    assert step.due is None
    assert steps_of(person(Role.CATALOGUE_EDITOR)) == []


@pytest.fixture
def written():
    """A complete draft that its vendor has saved, with the people of both sides."""
    offering = OfferingFactory(orderable=True, draft=True)
    vendor = person(Role.VENDOR_EDITOR, of=offering.vendor)
    edit_offering(
        offering=offering,
        fields={"name": "Kestrel Desk"},
        latest_revision_id=offering.latest_revision_id,
        by=vendor,
        now=lambda: MONDAY_NOON,
    )
    offering.refresh_from_db()
    return SimpleNamespace(offering=offering, vendor=vendor, editor=person(Role.CATALOGUE_EDITOR))


def test_an_editor_reviews_offerings_that_were_sent(written):
    submit_for_moderation(offering=written.offering, by=written.vendor)
    OfferingFactory(orderable=True, draft=True)
    (step,) = steps_of(written.editor)
    state = TaskState.objects.get()
    assert step.leads_to == f"/reviews/{state.pk}/"
    assert str(written.vendor) in step.why
    assert steps_of(written.vendor) == []


def test_a_vendor_finishes_its_drafts_and_nobody_elses(written):
    (step,) = steps_of(written.vendor)
    assert (step.what, step.reference, step.leads_to) == (
        "Finish",
        "Kestrel Desk",
        f"/offerings/{written.offering.pk}/",
    )
    assert "Nobody outside your organisation sees it" in step.why
    signatory = person(Role.SIGNATORY, of=written.offering.vendor)
    for other in (signatory, person(Role.VENDOR_EDITOR), person(Role.REQUESTER), written.editor):
        assert "Kestrel Desk" not in references_of(other), other


def test_what_reviewers_sent_back_waits_for_its_vendor_until_it_is_sent_again(written):
    submit_for_moderation(offering=written.offering, by=written.vendor)
    state = TaskState.objects.get()
    remarks = {"what": "Say for whom."}
    return_review(state=state, revision_id=state.revision_id, remarks=remarks, by=written.editor)
    (step,) = steps_of(written.vendor)
    assert (step.what, step.button, step.reference) == ("Change", "Read the remarks", "Kestrel Desk")
    state.refresh_from_db()
    assert step.since == state.finished_at
    submit_for_moderation(offering=written.offering, by=written.vendor)
    assert steps_of(written.vendor) == []


def test_a_published_offering_is_to_finish_only_while_a_newer_draft_waits(written):
    publish_offering(offering=written.offering, by=written.editor)
    assert steps_of(written.vendor) == []
    stored = type(written.offering).objects.get()
    edit_offering(
        offering=stored,
        fields={"summary": "Newer."},
        latest_revision_id=stored.latest_revision_id,
        by=written.vendor,
    )
    (step,) = steps_of(written.vendor)
    assert "The public reads the earlier version" in step.why
    unpublish_offering(offering=type(stored).objects.get(), by=written.editor)
    assert steps_of(written.vendor) == []


def test_an_administrator_hears_of_invitations_that_are_about_to_lapse():
    agency = OrganisationFactory()
    admin = person(Role.AGENCY_ADMIN, of=agency)
    row = invite(organisation=agency, email="new@people.example", role=Role.REQUESTER, by=admin)
    assert steps_of(admin, at=row.created_at) == []
    (step,) = steps_of(admin, at=row.expires_at - DAY)
    assert (step.reference, step.due) == ("new@people.example", row.expires_at)
    assert steps_of(person(Role.AGENCY_ADMIN), at=row.expires_at - DAY) == []
    assert steps_of(admin, at=row.expires_at) == []


# All of them


def test_somebody_with_several_organisations_sees_the_work_of_all():
    one, two = trade(), trade()
    everywhere = person(Role.APPROVER, of=one.agency, limit=10**6)
    Membership.objects.create(user=everywhere, organisation=two.agency, role=Role.APPROVER, delegation_limit=10**6)
    orders = [submitted_order(one), submitted_order(two, at=MONDAY_NOON - DAY)]
    assert references_of(everywhere) == [orders[1].reference, orders[0].reference]


def test_sources_have_names_of_their_own():
    assert len({source.key for source in SOURCES}) == len(SOURCES)


FILTERED = {
    "contracts.edit_order": Order,
    "contracts.approve_order": Order,
    "contracts.accept_order": Order,
    "contracts.decide_exclusion": Exclusion,
    "contracts.request_exclusion": Exclusion,
    "contracts.decide_dispute": Dispute,
    "contracts.withdraw_dispute": Dispute,
    "contracts.terminate_contract": Contract,
    "organisations.verify_vendor": Organisation,
}


@pytest.fixture
def people(missed):
    """Somebody of every role, and who has a hand in a record: of every kind there are some, of two organisations."""
    parties = trade()
    orders = [submitted_order(parties), submitted_order(trade()), approved_order(parties)]
    term = missed.term
    exclusion = asked_exclusion(term, by=person(Role.SIGNATORY, of=term.contract.vendor))
    dispute = dispute_result(
        result=missed,
        reason="Our log differs.",
        by=person(Role.AGENCY_ADMIN, of=term.contract.agency),
        now=lambda: CLOSED_AT,
    )
    everybody = [*(person(role, limit=1 if role == Role.APPROVER else None) for role in Role), dispute.raised_by]
    involved = [exclusion.requested_by, parties.requester, parties.approver, parties.signatory, orders[1].requester]
    return everybody + involved


def test_the_filter_lets_through_what_the_table_allows(people):
    for action, model in FILTERED.items():
        assert PERMISSIONS[action]
        some = False
        for user in people:
            through = set(model.objects.filter(permitted(user, action)))
            assert through == {row for row in model.objects.all() if allowed(user, action, row)}, (action, user)
            some = some or bool(through)
        assert some, f"nobody may {action} anything: the comparison says nothing"
