"""Orders from the wish to the contract: who may do what, what is refused, and that a refusal changes nothing."""

import datetime
import uuid
from contextlib import contextmanager
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, ProgrammingError, transaction

from contracts.agreements.models import Contract
from contracts.models import FundingShare, Order
from contracts.orders import tasks
from contracts.orders.actions import (
    AboveYourLimit,
    AlreadyMoved,
    FundingIncomplete,
    NobodyMayApprove,
    NotJustified,
    OfferingChanged,
    Share,
    accept_order,
    approve_order,
    cancel_order,
    decline_order,
    draft_order,
    edit_draft,
    fund_order,
    reject_order,
    return_order,
    run_order,
    submit_order,
)
from contracts.orders.pricing import NotOrderable, PlanGone, PricesExpired
from contracts.orders.queries import approvers_for
from contracts.orders.terms import months_after
from marketplace.audit.models import AuditEvent
from marketplace.errors import InvalidInput, StaleForm
from marketplace.notifications.models import Notification
from marketplace.organisations.models import BusinessHours, HandOver, Substitution
from marketplace.permissions import SYSTEM, Role
from tests.factories.catalog import OfferedServiceLevelFactory, PlanFactory
from tests.factories.contracts import (
    MONDAY_NOON,
    accepted_order,
    approved_order,
    drafted_order,
    funded_order,
    novated,
    submitted_order,
    trade,
    wanted,
)
from tests.factories.marketplace import OrganisationFactory, person
from tests.worlds import world

pytestmark = pytest.mark.django_db
Status = Order.Status


@world
def parties():
    return trade()


@world
def order(parties):
    return submitted_order(parties)


@world
def both(parties):
    return person(Role.REQUESTER, Role.APPROVER, of=parties.agency, limit=Decimal(10**6))


def everything():
    """All that an order's step can change."""
    return [
        list(Order.objects.order_by("pk").values()),
        list(FundingShare.objects.order_by("pk").values()),
        list(Contract.objects.order_by("pk").values()),
        AuditEvent.objects.count(),
        Notification.objects.count(),
    ]


@contextmanager
def refused(error, match=None):
    """The block is refused with `error` and changes nothing at all."""
    before = everything()
    with pytest.raises(error, match=match), transaction.atomic():
        yield
    assert everything() == before


def at_noon():
    return MONDAY_NOON


def substitute(user, *, of):
    """Lets `user` stand in for the approver `of`, and forgets what the user stood for until now."""
    Substitution.objects.create(
        membership=of.memberships.get(role=Role.APPROVER),
        substitute=user,
        starts_at=MONDAY_NOON - datetime.timedelta(days=365),
        ends_at=MONDAY_NOON + datetime.timedelta(days=3650),
    )
    vars(user).pop("standing", None)


def actions_on(record):
    return [event.action.rsplit(".", 1)[1] for event in AuditEvent.objects.about(record)]


class TestDrafting:
    def test_a_draft_keeps_the_price_line_by_line(self, parties):
        order = drafted_order(parties)
        assert (order.reference, order.status, order.requester) == ("O-2026-0001", Status.DRAFT, parties.requester)
        assert [(line["label"], line["amount"]) for line in order.price_lines] == [
            ("Licences", "23400.00"),
            ("Broker levy", "175.50"),
        ]
        assert (order.total_value, order.one_off_value) == (Decimal("23575.50"), 0)

    def test_the_monthly_fee_holds_neither_levy_nor_one_off_charges(self):
        plan = PlanFactory.build(offering=None, setup_charge=Decimal(900), support_per_year=Decimal(1200))
        order = drafted_order(trade(plans=[plan]))
        assert (order.monthly_fee, order.one_off_value) == (Decimal("2050.00"), 900)
        assert order.total_value == Decimal("25691.25")

    def test_the_price_tier_that_the_quantity_reaches_is_kept(self):
        plan = PlanFactory.build(offering=None, tiers=[{"from": 1, "price": "21.00"}, {"from": 100, "price": "18.00"}])
        parties = trade(plans=[plan])
        assert [drafted_order(parties, quantity=n).unit_price for n in (99, 100)] == [Decimal(21), Decimal(18)]

    def test_a_price_below_a_cent_is_kept_exactly_and_only_amounts_are_rounded(self):
        plan = PlanFactory.build(offering=None, tiers=[{"from": 1, "price": "0.5"}, {"from": 100, "price": "0.004125"}])
        parties = trade(plans=[plan])
        few, many = (drafted_order(parties, quantity=n) for n in (99, 100_001))
        for order in (few, many):
            order.refresh_from_db()
        assert [str(order.unit_price) for order in (few, many)] == ["0.50", "0.004125"]
        assert many.monthly_fee == Decimal("412.50")
        assert many.unit_price_words == "$0.004125"

    def test_an_order_from_a_need_carries_the_need_s_open_contracting_id(self, parties):
        order = drafted_order(parties, need_reference="N-2026-0007")
        assert (order.ocid, order.need_reference) == ("ocds-stoa00-N-2026-0007", "N-2026-0007")
        assert drafted_order(parties).ocid == "ocds-stoa00-O-2026-0002"

    def test_the_same_form_sent_twice_makes_one_draft(self, parties):
        details = {"wanted": wanted(parties), "agency": parties.agency, "by": parties.requester}
        token = uuid.uuid4()
        first, second = (draft_order(form_token=token, now=at_noon, **details) for _ in range(2))
        assert first == second
        assert (Order.objects.count(), actions_on(first)) == (1, ["drafted"])

    @pytest.mark.parametrize("role", [Role.APPROVER, Role.BUDGET_OWNER, Role.AGENCY_ADMIN])
    def test_only_requesters_draft(self, parties, role):
        somebody = person(role, of=parties.agency)
        with refused(PermissionDenied):
            draft_order(wanted=wanted(parties), agency=parties.agency, form_token=uuid.uuid4(), by=somebody)

    def test_nobody_drafts_in_another_agency_s_name(self, parties):
        with refused(PermissionDenied):
            draft_order(
                wanted=wanted(parties), agency=OrganisationFactory(), form_token=uuid.uuid4(), by=parties.requester
            )

    def test_an_offering_that_is_only_listed_cannot_be_ordered(self, parties):
        parties.offering.on_standard_terms = False
        with refused(NotOrderable, "No contract covers it"):
            drafted_order(parties)

    @pytest.mark.parametrize(("days", "refuses"), [(-1, True), (0, False), (1, False)])
    def test_prices_hold_to_the_last_day_of_the_price_list(self, days, refuses):
        last_day = MONDAY_NOON.date() + datetime.timedelta(days=days)
        parties = trade(prices_from=datetime.date(2025, 1, 1), prices_until=last_day)
        if refuses:
            with refused(PricesExpired, "Sun 22 Nov 2026"):
                drafted_order(parties)
        else:
            assert drafted_order(parties).total_value == Decimal("23575.50")

    def test_a_plan_that_is_not_offered_is_refused(self, parties):
        with refused(PlanGone):
            drafted_order(parties, plan_code=uuid.uuid4())

    @pytest.mark.parametrize(
        "changes", [{"quantity": 24}, {"months": 11}, {"quantity": 0}, {"months": 0}, {"months": 121}]
    )
    def test_less_than_the_plan_s_smallest_quantity_or_term_is_refused(self, changes):
        plan = PlanFactory.build(offering=None, included_quantity=25, minimum_term_months=12)
        parties = trade(plans=[plan])
        with refused(InvalidInput):
            drafted_order(parties, **changes)
        assert drafted_order(parties, quantity=25, months=12).total_value > 0


class TestEditing:
    def test_an_edited_draft_takes_today_s_price_and_counts_its_version(self, parties):
        order = drafted_order(parties)
        edited = edit_draft(
            order=order, wanted=wanted(parties, quantity=200), version=1, by=parties.requester, now=at_noon
        )
        assert (edited.quantity, edited.version, edited.total_value) == (200, 2, Decimal("47151.00"))
        assert actions_on(order) == ["drafted", "edited"]

    def test_an_old_form_is_refused(self, parties):
        order = drafted_order(parties)
        edit_draft(order=order, wanted=wanted(parties, quantity=200), version=1, by=parties.requester)
        with refused(StaleForm):
            edit_draft(order=order, wanted=wanted(parties, quantity=300), version=1, by=parties.requester)

    def test_a_submitted_order_cannot_be_edited(self, parties, order):
        with refused(AlreadyMoved, "submitted O-2026-0001 on Mon 23 Nov 2026"):
            edit_draft(order=order, wanted=wanted(parties), version=order.version, by=parties.requester)

    def test_a_draft_keeps_its_offering(self, parties):
        order = drafted_order(parties)
        with refused(InvalidInput, "keeps its offering"):
            edit_draft(order=order, wanted=wanted(trade()), version=1, by=parties.requester)

    def test_a_stranger_cannot_edit(self, parties):
        order = drafted_order(parties)
        with refused(PermissionDenied):
            edit_draft(order=order, wanted=wanted(parties), version=1, by=person(Role.REQUESTER))

    @pytest.mark.parametrize(
        "percents",
        [["99.99"], ["100.01"], ["50", "49.99"], ["100", "0"], ["150", "-50"], []],
    )
    def test_funding_that_does_not_make_exactly_100_percent_is_refused(self, parties, percents):
        order = drafted_order(parties)
        shares = [Share(f"Source {n}", Decimal(percent)) for n, percent in enumerate(percents)]
        with refused(InvalidInput, "%"):
            fund_order(order=order, shares=shares, justification="Why", version=1, by=parties.requester)

    def test_a_funding_source_named_twice_is_refused(self, parties):
        order = drafted_order(parties)
        shares = [Share("General fund", Decimal(50)), Share("general FUND", Decimal(50))]
        with refused(InvalidInput, "twice"):
            fund_order(order=order, shares=shares, justification="Why", version=1, by=parties.requester)

    def test_funding_replaces_what_was_said_before(self, parties):
        order = funded_order(parties)
        shares = [Share("Levy fund", Decimal("33.33")), Share("General fund", Decimal("66.67"))]
        fund_order(order=order, shares=shares, justification=" New ", version=order.version, by=parties.requester)
        order.refresh_from_db()
        assert sorted(order.funding.values_list("source", flat=True)) == ["General fund", "Levy fund"]
        assert order.justification == "New"


class TestSubmitting:
    def test_a_submitted_order_is_due_in_three_working_days_of_the_agency(self, parties, order):
        # Thursday 26 November is Thanksgiving: Tuesday, Wednesday, Friday.
        assert order.approval_due_at == datetime.datetime(2026, 11, 27, 22, tzinfo=datetime.UTC)
        assert (order.status, order.submitted_by) == (Status.SUBMITTED, parties.requester)

    def test_the_agency_s_own_closed_days_count(self, parties):
        BusinessHours.objects.create(
            organisation=parties.agency,
            weekly=[[["08:00", "17:00"]]] * 5 + [[], []],
            closed_days={"2026-11-24": "Founders’ Day"},
        )
        assert submitted_order(parties).approval_due_at == datetime.datetime(2026, 11, 30, 22, tzinfo=datetime.UTC)

    def test_only_approvers_whose_limit_covers_the_total_are_told(self, parties):
        small = person(Role.APPROVER, of=parties.agency, limit=Decimal("23575.49"))
        exact = person(Role.APPROVER, of=parties.agency, limit=Decimal("23575.50"))
        elsewhere = person(Role.APPROVER, limit=Decimal(10**6))
        submitted_order(parties)
        told = set(Notification.objects.values_list("recipient_id", flat=True))
        assert told == {parties.approver.pk, exact.pk}
        assert not told & {small.pk, elsewhere.pk}

    def test_without_anybody_who_may_approve_it_is_refused(self):
        parties = trade(limit=Decimal(1000))
        order = funded_order(parties)
        with refused(NobodyMayApprove, "administrator"):
            submit_order(order=order, version=order.version, by=parties.requester)

    def test_unfunded_and_unjustified_drafts_are_refused(self, parties):
        order = drafted_order(parties)
        with refused(FundingIncomplete, "0%"):
            submit_order(order=order, version=1, by=parties.requester)
        shares = [Share("General fund", Decimal(100))]
        order = fund_order(order=order, shares=shares, justification="  ", version=1, by=parties.requester)
        with refused(NotJustified):
            submit_order(order=order, version=2, by=parties.requester)

    def test_an_offering_changed_since_is_refused_until_its_price_was_seen(self, parties):
        order, offering = funded_order(parties), parties.offering
        revision = offering.save_revision(clean=False)
        offering.live_revision = revision
        offering.save()
        with refused(OfferingChanged):
            submit_order(order=order, version=order.version, by=parties.requester)
        order = edit_draft(order=order, wanted=wanted(parties), version=order.version, by=parties.requester)
        assert submit_order(order=order, version=order.version, by=parties.requester).status == Status.SUBMITTED

    def test_an_offering_taken_off_the_catalogue_is_refused(self, parties):
        order = funded_order(parties)
        type(parties.offering).objects.update(live=False)
        with refused(NotOrderable):
            submit_order(order=order, version=order.version, by=parties.requester)

    def test_a_double_click_submits_once(self, parties, order):
        with refused(AlreadyMoved):
            submit_order(order=order, version=order.version, by=parties.requester)

    def test_the_database_keeps_what_was_submitted(self, parties, order):
        for change in (
            lambda: Order.objects.filter(pk=order.pk).update(total_value=1),
            lambda: Order.objects.filter(pk=order.pk).update(quantity=1),
            lambda: order.funding.update(percent=1),
            lambda: order.funding.first().delete(),
            lambda: FundingShare.objects.create(order=order, source="Late", percent=1),
        ):
            with refused(ProgrammingError):
                change()


class TestApproving:
    def approve(self, order, by, **changes):
        return approve_order(**({"order": order, "version": order.version, "by": by, "now": at_noon} | changes))

    def test_an_approved_order_goes_to_the_vendor_due_in_five_working_days(self, parties):
        order = approved_order(parties)
        # Without Thanksgiving: Tuesday, Wednesday, Friday, Monday, Tuesday.
        assert order.acceptance_due_at == datetime.datetime(2026, 12, 1, 22, tzinfo=datetime.UTC)
        assert (order.status, order.approved_by) == (Status.APPROVED, parties.approver)
        assert parties.signatory.notifications.get().subject.startswith("To accept: Kestrel Desk")
        assert parties.requester.notifications.get().subject.startswith("Approved")

    @pytest.mark.parametrize(("limit", "approves"), [("23575.49", False), ("23575.50", True)])
    def test_the_limit_covers_the_total_with_levy_and_one_off_charges(self, parties, limit, approves):
        order, approver = submitted_order(parties), person(Role.APPROVER, of=parties.agency, limit=Decimal(limit))
        if approves:
            assert self.approve(order, approver).status == Status.APPROVED
        else:
            with refused(AboveYourLimit, r"\$23,575.49"):
                self.approve(order, approver)

    def test_an_approver_without_a_limit_approves_nothing(self, parties):
        with refused(AboveYourLimit, "no limit"):
            self.approve(submitted_order(parties), person(Role.APPROVER, of=parties.agency))

    def test_another_agency_s_approver_is_refused(self, parties):
        with refused(PermissionDenied):
            self.approve(submitted_order(parties), person(Role.APPROVER, limit=Decimal(10**6)))

    @pytest.mark.parametrize("decide", [approve_order, return_order, reject_order])
    def test_nobody_decides_on_their_own_order(self, parties, decide, both):
        order = submitted_order(_as_requester(parties, both))
        reason = {} if decide is approve_order else {"reason": "Why"}
        with refused(PermissionDenied):
            decide(order=order, version=order.version, by=both, **reason)

    def test_nobody_approves_what_they_submitted_for_a_colleague(self, parties, both):
        order = funded_order(parties)
        order = submit_order(order=order, version=order.version, by=both, now=at_noon)
        with refused(PermissionDenied):
            self.approve(order, both)

    def test_the_requester_cannot_approve_as_somebody_s_substitute(self, parties, order):
        substitute(parties.requester, of=parties.approver)
        with refused(PermissionDenied):
            self.approve(order, parties.requester)

    def test_a_substitute_of_the_requester_cannot_approve_in_the_requester_s_name(self, parties, both):
        order, friend = submitted_order(_as_requester(parties, both)), person(Role.BUDGET_OWNER, of=parties.agency)
        substitute(friend, of=both)
        assert friend not in {approver.user for approver in approvers_for(order, at=MONDAY_NOON)}
        with refused(PermissionDenied):
            self.approve(order, friend)

    def test_a_substitute_of_another_approver_may_approve(self, parties):
        friend = person(Role.BUDGET_OWNER, of=parties.agency)
        substitute(friend, of=parties.approver)
        order = submitted_order(parties)
        assert friend in {approver.user for approver in approvers_for(order, at=MONDAY_NOON)}
        assert self.approve(order, friend).approved_by == friend

    def test_the_database_too_refuses_an_approval_of_one_s_own(self, parties):
        order = approved_order(parties)
        with refused(IntegrityError, "nobody_approves_their_own_order"):
            Order.objects.filter(pk=order.pk).update(approved_by=parties.requester)

    def test_a_double_click_approves_once_and_says_who_was_first(self, parties):
        order = approved_order(parties)
        with refused(AlreadyMoved, f"{parties.approver} approved O-2026-0001 on Mon 23 Nov 2026, 12:00 pm Eastern"):
            self.approve(order, parties.approver)

    def test_an_old_form_is_refused(self, parties, order):
        with refused(StaleForm):
            self.approve(order, parties.approver, version=order.version - 1)

    def test_a_returned_order_comes_back_with_the_reason_and_can_be_submitted_again(self, parties, order):
        order = return_order(
            order=order, reason=" Fewer users ", version=order.version, by=parties.approver, now=at_noon
        )
        assert (order.status, order.reason) == (Status.RETURNED, "Fewer users")
        order = edit_draft(
            order=order, wanted=wanted(parties, quantity=50), version=order.version, by=parties.requester
        )
        order = submit_order(order=order, version=order.version, by=parties.requester, now=at_noon)
        assert order.status == Status.SUBMITTED
        assert actions_on(order) == ["drafted", "funded", "way_chosen", "submitted", "returned", "edited", "submitted"]
        assert parties.approver.notifications.count() == 2

    @pytest.mark.parametrize("decide", [return_order, reject_order])
    def test_a_return_or_rejection_needs_a_reason(self, parties, decide, order):
        with refused(InvalidInput, "needs a reason"):
            decide(order=order, reason=" \n", version=order.version, by=parties.approver)

    def test_a_rejected_order_stays_rejected(self, parties, order):
        order = reject_order(order=order, reason="No budget", version=order.version, by=parties.approver)
        assert (order.status, parties.requester.notifications.get().body) == (
            Status.REJECTED,
            f"{parties.approver}: No budget",
        )
        with refused(AlreadyMoved):
            cancel_order(order=order, version=order.version, by=parties.requester)


def _as_requester(parties, user):
    return type(parties)(**{**vars(parties), "requester": user})


class TestAccepting:
    def test_acceptance_concludes_a_contract_with_the_promised_terms(self, parties):
        order = accepted_order(parties)
        contract = order.contract
        assert (order.status, contract.status) == (Status.ACCEPTED, Contract.Status.ACTIVE)
        assert (contract.agency, contract.vendor, contract.ocid) == (parties.agency, parties.vendor, order.ocid)
        assert (contract.starts_on, contract.ends_on) == (datetime.date(2026, 12, 1), datetime.date(2027, 12, 1))
        assert (contract.value, contract.offering_revision) == (order.total_value, order.offering_revision)
        assert contract.signed_by_agency_at == order.approved_at
        assert [(term.code, term.target) for term in contract.service_level_terms.all()] == [
            ("availability", Decimal("99.9"))
        ]

    def test_the_terms_are_those_of_the_pinned_revision_not_of_a_later_one(self, parties):
        order, offering = approved_order(parties), parties.offering
        offering.service_levels = [OfferedServiceLevelFactory.build(offering=None, target=Decimal("99.5"))]
        offering.live_revision = offering.save_revision(clean=False)
        offering.save()
        order = accept_order(order=order, version=order.version, by=parties.signatory, now=at_noon)
        assert order.contract.service_level_terms.get().target == Decimal("99.9")

    def test_a_second_order_hangs_under_the_same_contract_by_amendment(self, parties):
        first = accepted_order(parties)
        second = accepted_order(parties, quantity=10, months=24)
        assert second.contract == first.contract
        amendment = second.contract.amendments.get()
        assert amendment.rationale == f"Order {second.reference}"
        assert second.contract.value == first.total_value + second.total_value
        assert second.contract.ends_on == datetime.date(2028, 12, 1)

    def test_another_agency_gets_a_contract_of_its_own(self, parties):
        first = accepted_order(parties)
        other = OrganisationFactory()
        neighbours = type(parties)(
            **{
                **vars(parties),
                "agency": other,
                "requester": person(Role.REQUESTER, of=other),
                "approver": person(Role.APPROVER, of=other, limit=Decimal(10**6)),
            }
        )
        assert accepted_order(neighbours).contract != first.contract

    def test_an_order_wanted_by_today_starts_at_once_later_ones_wait_for_their_day(self, parties):
        order = accepted_order(parties, wanted_from=datetime.date(2026, 11, 2))
        assert (order.status, order.starts_on) == (Status.ACTIVE, datetime.date(2026, 11, 23))
        assert actions_on(order)[-2:] == ["accepted", "active"]

    def test_a_double_click_accepts_once(self, parties):
        order = accepted_order(parties)
        with refused(AlreadyMoved, f"{parties.signatory} accepted"):
            accept_order(order=order, version=order.version, by=parties.signatory)

    @pytest.mark.parametrize("role", [Role.VENDOR_EDITOR, Role.BID_MANAGER])
    def test_only_those_who_bind_the_vendor_accept_or_decline(self, parties, role):
        order, somebody = approved_order(parties), person(role, of=parties.vendor)
        with refused(PermissionDenied):
            accept_order(order=order, version=order.version, by=somebody)
        with refused(PermissionDenied):
            decline_order(order=order, reason="No", version=order.version, by=somebody)

    def test_an_order_not_yet_approved_cannot_be_accepted(self, parties, order):
        with refused(AlreadyMoved):
            accept_order(order=order, version=order.version, by=parties.signatory)

    def test_a_declined_order_says_why_to_requester_and_approver(self, parties):
        order = approved_order(parties)
        decline_order(order=order, reason="Sold out", version=order.version, by=parties.signatory, now=at_noon)
        told = Notification.objects.filter(subject__startswith="Declined").values_list("recipient_id", flat=True)
        assert set(told) == {parties.requester.pk, parties.approver.pk}

    def test_the_state_s_own_service_is_accepted_by_its_contract_manager(self):
        office = OrganisationFactory(broker=True)
        parties = trade(vendor=office, delivery_mode="internal")
        order, manager = approved_order(parties), person(Role.CONTRACT_MANAGER, of=office)
        order = accept_order(order=order, version=order.version, by=manager, now=at_noon)
        assert (order.contract.broker, order.contract.delivery_mode) == (office, "internal")

    @pytest.mark.parametrize(
        ("start", "months", "end"),
        [("2026-12-01", 12, "2027-12-01"), ("2026-08-31", 6, "2027-02-28"), ("2027-08-31", 6, "2028-02-29")],
    )
    def test_a_term_ends_on_the_same_day_of_the_month(self, start, months, end):
        assert months_after(datetime.date.fromisoformat(start), months) == datetime.date.fromisoformat(end)


class TestCancellingAndRunning:
    @pytest.mark.parametrize("step", [drafted_order, funded_order, submitted_order, approved_order])
    def test_a_request_can_be_taken_back_until_the_vendor_has_accepted(self, parties, step):
        order = step(parties)
        assert cancel_order(order=order, version=order.version, by=parties.requester).status == Status.CANCELLED

    def test_an_accepted_order_cannot_be_cancelled(self, parties):
        order = accepted_order(parties)
        with refused(AlreadyMoved):
            cancel_order(order=order, version=order.version, by=parties.requester)

    @pytest.mark.parametrize(
        ("seconds", "status"), [(-1, Status.ACCEPTED), (0, Status.ACTIVE), (365 * 86400, Status.ENDED)]
    )
    def test_an_order_runs_from_midnight_to_midnight_in_the_agency_s_zone(self, parties, seconds, status):
        order = accepted_order(parties)
        midnight = datetime.datetime(2026, 12, 1, 5, tzinfo=datetime.UTC)
        for _ in range(2):
            order = run_order(order=order, by=SYSTEM, now=lambda: midnight + datetime.timedelta(seconds=seconds))
        assert order.status == status

    @pytest.mark.parametrize(("seconds", "due"), [(-1, False), (0, True)])
    def test_the_job_finds_orders_on_their_day_in_the_agency_s_zone(self, parties, seconds, due):
        type(parties.agency).objects.filter(pk=parties.agency.pk).update(time_zone="America/Denver")
        order = accepted_order(parties)
        midnight = datetime.datetime(2026, 12, 1, 7, tzinfo=datetime.UTC)
        at = midnight + datetime.timedelta(seconds=seconds)
        assert (order in Order.objects.due_to_run(at=at)) is due

    def test_a_second_run_of_the_job_changes_nothing(self, parties):
        order = accepted_order(parties, wanted_from=datetime.date(2020, 1, 1))
        Order.objects.filter(pk=order.pk).update(starts_on="2020-01-01", ends_on="2021-01-01")
        for _ in range(2):
            tasks.run_order(order_id=order.pk)
        assert actions_on(order)[-2:] == ["active", "ended"]
        assert not Order.objects.due_to_run(at=MONDAY_NOON).exists()

    def test_nobody_but_the_clock_runs_an_order(self, parties):
        order = accepted_order(parties)
        with refused(PermissionDenied):
            run_order(order=order, by=parties.signatory)


class TestHandingOver:
    def leave(self, parties, successor):
        return HandOver.objects.create(
            organisation=parties.agency,
            role=Role.REQUESTER,
            from_user=parties.requester,
            to_user=successor,
            at=MONDAY_NOON,
        )

    def test_open_orders_of_a_leaver_go_to_the_successor_once(self, parties):
        successor = person(Role.REQUESTER, of=parties.agency)
        draft, waiting, running = drafted_order(parties), submitted_order(parties), accepted_order(parties)
        hand_over = self.leave(parties, successor)
        for _ in range(2):
            tasks.hand_orders_over(hand_over_id=hand_over.pk)
        for order, requester in ((draft, successor), (waiting, successor), (running, parties.requester)):
            order.refresh_from_db()
            assert order.requester == requester
        assert actions_on(draft) == ["drafted", "handed_over"]
        assert not HandOver.objects.waiting().exists()

    def test_what_the_successor_has_approved_stays_with_the_leaver(self, parties):
        order = approved_order(parties)
        tasks.hand_orders_over(hand_over_id=self.leave(parties, parties.approver).pk)
        order.refresh_from_db()
        assert order.requester == parties.requester

    def test_a_successor_who_may_approve_does_not_approve_what_was_handed_over(self, parties, order):
        tasks.hand_orders_over(hand_over_id=self.leave(parties, parties.approver).pk)
        order.refresh_from_db()
        with refused(PermissionDenied):
            approve_order(order=order, version=order.version, by=parties.approver, now=at_noon)


class TestReading:
    def test_the_vendor_sees_an_order_from_its_approval_on(self, parties, order):
        assert order not in Order.objects.visible_to(parties.signatory)
        approve_order(order=order, version=order.version, by=parties.approver)
        assert order in Order.objects.visible_to(parties.signatory)

    def test_strangers_see_nothing_and_the_office_sees_all(self, parties):
        order = approved_order(parties)
        strangers = [person(Role.REQUESTER), person(Role.SIGNATORY)]
        assert [order in Order.objects.visible_to(user) for user in strangers] == [False, False]
        assert order in Order.objects.visible_to(person(Role.AUDITOR))

    def test_what_waits_for_an_approver_lies_within_the_limit_and_is_not_their_own(self, parties, order):
        small = person(Role.APPROVER, of=parties.agency, limit=Decimal(1))
        waiting = Order.objects.waiting_for_approval_by
        assert [order in waiting(user) for user in (parties.approver, small, parties.requester)] == [True, False, False]


def test_who_takes_the_vendor_s_place_in_the_contract_provides_its_orders(client, db):
    parties = trade()
    order, successor = accepted_order(parties), OrganisationFactory(vendor=True)
    new = person(Role.SIGNATORY, of=successor)
    assert order not in Order.objects.visible_to(new)
    novated(order.contract, successor)
    order = Order.objects.select_related("contract__vendor").get(pk=order.pk)
    assert (order.vendor, order.successor) == (parties.vendor, successor)
    assert {who: order in Order.objects.visible_to(who) for who in (new, parties.signatory)} == {
        new: True,
        parties.signatory: True,
    }
    client.force_login(new)
    assert f"{successor}, in the place of" in client.get(order.get_absolute_url()).content.decode()
