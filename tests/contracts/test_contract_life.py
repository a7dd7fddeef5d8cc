"""A contract in force changes: amendments by three people, novation, options, and renewals by themselves."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, ProgrammingError, transaction

from contracts.agreements import tasks
from contracts.agreements.actions import (
    AboveYourLimit,
    AlreadyDecided,
    Amended,
    AmendmentOpen,
    ChangeLimitReached,
    Extension,
    NotYetItsTurn,
    OptionGone,
    Overtaken,
    RenewsNotByItself,
    StillRunning,
    TooLateToRefuse,
    agree_amendment,
    amend_contract,
    approve_amendment,
    draw_up_contract,
    end_contract,
    exercise_option,
    propose_amendment,
    refuse_amendment,
    refuse_renewal,
    renew_contract,
    sign_contract,
    withdraw_amendment,
)
from contracts.agreements.models import AmendmentProposal, Contract
from contracts.agreements.models.contract import ContractQuerySet
from marketplace.audit.models import AuditEvent
from marketplace.errors import InvalidInput
from marketplace.organisations.actions.merging import PartOfAnother, record_merger
from marketplace.permissions import SYSTEM, Role
from marketplace.workspace.page import workspace_context
from tests.contracts.test_agreements import by_bulk_update, by_save, by_sql, by_update
from tests.factories.contracts import MONDAY_NOON, agreed, signed_contract
from tests.factories.marketplace import OrganisationFactory, person
from tests.races import at_once, goes_wrong, meeting_clock
from tests.worlds import world

A_MILLION = Decimal(1_000_000)


def at(moment=MONDAY_NOON):
    return {"now": lambda: moment}


def local(*parts):
    """A moment in the contract's zone, New York in winter."""
    return datetime.datetime(*parts, tzinfo=datetime.UTC) + datetime.timedelta(hours=5)


@world
def contract():
    return signed_contract()


@world
def manager():
    return person(Role.CONTRACT_MANAGER)


@world
def approver(contract):
    return person(Role.APPROVER, of=contract.agency, limit=A_MILLION)


@world
def signatory(contract):
    return person(Role.SIGNATORY, of=contract.vendor)


def proposed(contract, by, *, value=Decimal(160_000), ends_on=None, vendor=None, grounds="additional", **changes):
    contract.refresh_from_db()
    terms = Amended(value, ends_on or contract.ends_on, vendor)
    said = {"grounds": grounds, "rationale": "Two more offices open."} | changes
    return propose_amendment(contract=contract, terms=terms, by=by, **said | at())


def made(contract, manager, approver, signatory, **changes):
    proposal = approve_amendment(proposal=proposed(contract, manager, **changes), by=approver, **at())
    return agree_amendment(proposal=proposal, by=signatory, **at())


class TestAmending:
    def test_it_is_in_force_once_a_second_person_approves_and_the_vendor_agrees(
        self, contract, manager, approver, signatory
    ):
        proposal = proposed(contract, manager, ends_on=datetime.date(2027, 7, 1))
        approve_amendment(proposal=proposal, by=approver, **at())
        contract.refresh_from_db()
        assert (contract.value, contract.amendments.count()) == (148_800, 0)
        done = agree_amendment(proposal=proposal, by=signatory, **at())
        contract.refresh_from_db()
        assert (contract.value, contract.ends_on) == (160_000, datetime.date(2027, 7, 1))
        amendment = done.amendment
        assert (amendment.grounds, amendment.value_before, amendment.value_after) == ("additional", 148_800, 160_000)
        version = contract.versions.last()
        assert (version.number, '"value": "160000.00"' in version.content) == (2, True)
        assert [row.signed_by for row in version.signatures.order_by("side")] == [approver, signatory]
        assert AuditEvent.objects.about(contract).last().data["grounds"] == "additional"

    def test_nobody_approves_what_they_proposed_and_the_database_refuses_it_too(self, contract):
        both = person(Role.APPROVER, of=contract.agency, limit=A_MILLION)
        from_office = person(Role.CONTRACT_MANAGER)
        proposal = proposed(contract, from_office)
        with pytest.raises(PermissionDenied):
            approve_amendment(proposal=proposal, by=from_office)
        with pytest.raises(IntegrityError, match="nobody_approves"), transaction.atomic():
            AmendmentProposal.objects.update(status="approved", approved_by=from_office, approved_at=MONDAY_NOON)
        assert approve_amendment(proposal=proposal, by=both, **at()).status == "approved"

    def test_each_step_is_for_those_of_its_side(self, contract, manager, approver, signatory):
        for somebody in (approver, signatory, person(Role.AUDITOR)):
            with pytest.raises(PermissionDenied):
                proposed(contract, somebody)
        proposal = proposed(contract, manager)
        for somebody in (signatory, person(Role.APPROVER, limit=A_MILLION), person(Role.REQUESTER, of=contract.agency)):
            with pytest.raises(PermissionDenied):
                approve_amendment(proposal=proposal, by=somebody)
        with pytest.raises(AboveYourLimit):
            approve_amendment(proposal=proposal, by=person(Role.APPROVER, of=contract.agency, limit=159_999))
        with pytest.raises(AlreadyDecided):
            agree_amendment(proposal=proposal, by=signatory)
        approve_amendment(proposal=proposal, by=approver, **at())
        for somebody in (approver, manager, person(Role.SIGNATORY)):
            with pytest.raises(PermissionDenied):
                agree_amendment(proposal=proposal, by=somebody)
        assert not contract.amendments.exists()

    @pytest.mark.parametrize(
        ("first", "then", "accepted"),
        [("160000", "186000.00", True), ("160000", "186000.01", False), ("186000", "185999.99", False)],
        ids=["exactly 25% in all", "a cent more", "down again counts too"],
    )
    def test_all_amendments_together_stay_within_the_limit(
        self, contract, manager, approver, signatory, first, then, accepted
    ):
        made(contract, manager, approver, signatory, value=Decimal(first))
        if accepted:
            assert made(contract, manager, approver, signatory, value=Decimal(then)).status == "in_force"
            return
        with pytest.raises(ChangeLimitReached, match=r"\$37,200.00"):
            proposed(contract, manager, value=Decimal(then))
        assert contract.amendments.count() == 1

    def test_what_is_ordered_widens_the_limit_and_does_not_use_it(self, contract, manager, signatory):
        amend_contract(
            contract=contract, value=Decimal(248_800), ends_on=contract.ends_on, rationale="Order", by=signatory, **at()
        )
        assert proposed(contract, manager, value=Decimal("311000.00")).status == "proposed"

    def test_one_that_was_overtaken_by_an_order_changes_nothing(self, contract, manager, approver, signatory):
        proposal = approve_amendment(proposal=proposed(contract, manager), by=approver, **at())
        amend_contract(
            contract=contract, value=Decimal(150_000), ends_on=contract.ends_on, rationale="Order", by=signatory, **at()
        )
        with pytest.raises(Overtaken):
            agree_amendment(proposal=proposal, by=signatory, **at())
        contract.refresh_from_db()
        assert (contract.value, contract.amendments.count()) == (150_000, 1)

    @pytest.mark.parametrize(
        "changes",
        [
            {"value": Decimal(148_800)},
            {"ends_on": datetime.date(2026, 1, 1)},
            {"grounds": "order"},
            {"grounds": "novation"},
            {"rationale": " "},
        ],
        ids=["nothing changed", "ends before it begins", "no order", "no successor", "no reason"],
    )
    def test_an_amendment_that_makes_no_sense_is_not_proposed(self, contract, manager, changes):
        with pytest.raises(InvalidInput):
            proposed(contract, manager, **changes)
        assert not contract.proposals.exists()

    def test_one_waits_at_a_time_and_what_is_refused_or_withdrawn_says_why(self, contract, manager, approver):
        first = proposed(contract, manager)
        with pytest.raises(AmendmentOpen):
            proposed(contract, manager)
        with pytest.raises(InvalidInput):
            refuse_amendment(proposal=first, reason=" ", by=approver)
        assert refuse_amendment(proposal=first, reason="No money.", by=approver, **at()).reason == "No money."
        second = proposed(contract, manager)
        assert withdraw_amendment(proposal=second, reason="A slip.", by=manager, **at()).status == "withdrawn"
        for closed in (first, second):
            with pytest.raises(AlreadyDecided):
                approve_amendment(proposal=closed, by=approver, **at())
        assert not contract.amendments.exists()

    @pytest.mark.parametrize("way", [by_save, by_update, by_bulk_update, by_sql])
    def test_what_is_proposed_stands_and_so_does_the_contract(self, contract, manager, way):
        proposal = proposed(contract, manager)
        for row, field, value in (
            (proposal, "value_after", Decimal(1)),
            (proposal, "rationale", "Another"),
            (contract, "value", Decimal(160_000)),
            (contract, "vendor_id", OrganisationFactory(vendor=True).pk),
        ):
            if field == "vendor_id" and way is by_save:
                continue
            with pytest.raises(ProgrammingError, match="annot update|amendment only"), transaction.atomic():
                way(type(row).objects.get(pk=row.pk), field, value)


class TestNovation:
    def test_the_successor_agrees_and_stands_in_the_vendor_s_place(self, contract, manager, approver, signatory):
        successor = OrganisationFactory(vendor=True)
        proposal = proposed(contract, manager, value=contract.value, vendor=successor, grounds="novation")
        approve_amendment(proposal=proposal, by=approver, **at())
        with pytest.raises(PermissionDenied):
            agree_amendment(proposal=proposal, by=signatory)
        new = person(Role.SIGNATORY, of=successor)
        assert AmendmentProposal.objects.visible_to(new).get() == proposal
        agree_amendment(proposal=proposal, by=new, **at())
        contract.refresh_from_db()
        amendment = contract.amendments.get()
        assert (contract.vendor, amendment.vendor_before, amendment.vendor_after) == (
            successor,
            signatory.memberships.get().organisation,
            successor,
        )
        assert contract in Contract.objects.visible_to(new)
        assert contract.versions.last().signatures.get(side="vendor").organisation == successor

    def test_a_company_that_is_not_verified_or_part_of_another_takes_nobody_s_place(self, contract, manager):
        with pytest.raises(InvalidInput, match="verified"):
            proposed(
                contract, manager, vendor=OrganisationFactory(vendor=True, status="registered"), grounds="novation"
            )
        with pytest.raises(InvalidInput, match="another one"):
            proposed(contract, manager, vendor=contract.vendor, grounds="novation")
        merged = OrganisationFactory(vendor=True)
        from_merger(merged)
        with pytest.raises(PartOfAnother):
            proposed(contract, manager, vendor=merged, grounds="novation")
        assert not contract.proposals.exists()


def from_merger(merged):
    record_merger(
        predecessor=merged,
        successor=OrganisationFactory(vendor=True),
        first_day=MONDAY_NOON.date(),
        reason="The register.",
        by=person(Role.CIO),
        now=lambda: MONDAY_NOON,
    )


def drawn_up_and_signed(*, extensions=(), **changes):
    """For 2026; both sides sign."""
    what = agreed(**changes)
    contract = draw_up_contract(
        agreed=what, levels=[], extensions=extensions, by=person(Role.PROCUREMENT_OFFICER), **at(local(2025, 12, 1))
    )
    people = {"agency": person(Role.APPROVER, of=what.agency, limit=A_MILLION)}
    people["vendor"] = person(Role.SIGNATORY, of=what.vendor)
    for side, by in people.items():
        digest = contract.versions.get().digest
        contract = sign_contract(contract=contract, side=side, digest=digest, by=by, **at(local(2025, 12, 2)))
    return contract, people["agency"]


TWO_YEARS_MORE = (
    Extension(datetime.date(2028, 1, 1), Decimal(150_000), datetime.date(2026, 10, 31)),
    Extension(datetime.date(2029, 1, 1), Decimal(160_000), datetime.date(2027, 10, 31)),
)


class TestOptions:
    @pytest.mark.parametrize(
        ("moment", "done"), [(local(2026, 10, 31, 23, 59, 59), True), (local(2026, 11, 1, 0, 0, 0), False)]
    )
    def test_it_is_exercised_by_a_person_until_the_end_of_its_last_day(self, db, moment, done):
        contract, approver = drawn_up_and_signed(extensions=TWO_YEARS_MORE)
        first = contract.options.get(number=1)
        moment -= datetime.timedelta(hours=1)  # daylight saving time ends on 1 November 2026 at two
        if not done:
            with pytest.raises(OptionGone, match="31 Oct 2026"):
                exercise_option(option=first, by=approver, **at(moment))
        else:
            exercise_option(option=first, by=approver, **at(moment))
            with pytest.raises(OptionGone, match="already"):
                exercise_option(option=first, by=approver, **at(moment))
        contract.refresh_from_db()
        assert (contract.value, contract.ends_on.year) == ((298_800, 2028) if done else (148_800, 2027))
        assert list(contract.amendments.values_list("grounds", flat=True)) == (["option"] if done else [])

    def test_they_are_exercised_in_their_order_and_within_the_approver_s_limit(self, db):
        contract, approver = drawn_up_and_signed(extensions=TWO_YEARS_MORE)
        first, second = contract.options.all()
        with pytest.raises(NotYetItsTurn):
            exercise_option(option=second, by=approver, **at(local(2026, 6, 1)))
        with pytest.raises(AboveYourLimit):
            low = person(Role.APPROVER, of=contract.agency, limit=298_799)
            exercise_option(option=first, by=low, **at(local(2026, 6, 1)))
        for somebody in (person(Role.CONTRACT_MANAGER), person(Role.SIGNATORY, of=contract.vendor)):
            with pytest.raises(PermissionDenied):
                exercise_option(option=first, by=somebody, **at(local(2026, 6, 1)))
        assert not contract.amendments.exists()

    def test_a_signed_option_stands(self, db):
        contract, _ = drawn_up_and_signed(extensions=TWO_YEARS_MORE)
        for way in (by_update, by_sql):
            with pytest.raises(ProgrammingError), transaction.atomic():
                way(contract.options.first(), "value_added", Decimal(1))
        with pytest.raises(ProgrammingError), transaction.atomic():
            contract.options.first().delete()

    def test_an_option_after_the_end_is_not_drawn_up(self, db):
        with pytest.raises(InvalidInput, match="before the contract ends"):
            drawn_up_and_signed(
                extensions=[Extension(datetime.date(2028, 1, 1), Decimal(1), datetime.date(2027, 1, 1))]
            )
        assert not Contract.objects.exists()


BY_ITSELF = {"renews_for_months": 12, "refuse_days": 90}  # of 1 January 2027: until 3 October 2026


class TestRenewingByItself:
    @pytest.mark.parametrize("hours", [-1, 0])
    def test_it_can_be_refused_until_the_end_of_the_last_day(self, db, hours):
        contract, approver = drawn_up_and_signed(**BY_ITSELF)
        assert (contract.refuse_by, contract.renewal_cost) == (datetime.date(2026, 10, 3), Decimal("148800.00"))
        moment = local(2026, 10, 4) + datetime.timedelta(hours=hours - 1)  # daylight saving time
        if hours < 0:
            refused = refuse_renewal(contract=contract, by=approver, **at(moment))
            assert refused.refuse_by is None
            with pytest.raises(RenewsNotByItself):
                renew_contract(contract=contract, by=SYSTEM, **at(local(2026, 12, 1)))
            end_contract(contract=contract, by=SYSTEM, **at(local(2027, 1, 1)))
            return
        with pytest.raises(TooLateToRefuse, match="3 Oct 2026"):
            refuse_renewal(contract=contract, by=approver, **at(moment))
        with pytest.raises(StillRunning):
            end_contract(contract=contract, by=SYSTEM, **at(local(2027, 1, 1)))
        renew_contract(contract=contract, by=SYSTEM, **at(moment))
        contract.refresh_from_db()
        assert (contract.ends_on, contract.value) == (datetime.date(2028, 1, 1), Decimal("297600.00"))
        assert contract.refuse_by == datetime.date(2027, 10, 3)  # reckoned from the renewed end
        with pytest.raises(RenewsNotByItself):
            renew_contract(contract=contract, by=SYSTEM, **at(moment))

    def test_the_job_finds_it_from_that_midnight_on_and_runs_once(self, db, monkeypatch):
        contract, _ = drawn_up_and_signed(**BY_ITSELF)
        midnight = local(2026, 10, 4) - datetime.timedelta(hours=1)
        a_second = datetime.timedelta(seconds=1)
        due = [contract in Contract.objects.due_to_renew(at=moment) for moment in (midnight - a_second, midnight)]
        assert due == [False, True]
        assert contract not in Contract.objects.due_to_end(at=local(2027, 6, 1))
        monkeypatch.setattr(tasks, "database_now", lambda: midnight)
        for _ in range(2):
            tasks.renew_contract(contract_id=contract.pk)
        assert contract.amendments.get().grounds == "renewal"

    def test_a_vendor_cannot_refuse(self, db):
        contract, _ = drawn_up_and_signed(**BY_ITSELF)
        with pytest.raises(PermissionDenied):
            refuse_renewal(contract=contract, by=person(Role.SIGNATORY, of=contract.vendor))


def agreed_at_once():
    contract, clock = signed_contract(), meeting_clock(2)
    approver = person(Role.APPROVER, of=contract.agency, limit=A_MILLION)
    proposal = approve_amendment(proposal=proposed(contract, person(Role.CONTRACT_MANAGER)), by=approver, **at())
    people = [person(Role.SIGNATORY, of=contract.vendor) for _ in range(2)]
    return contract, at_once(*(lambda who=who: agree_amendment(proposal=proposal, by=who, now=clock) for who in people))


class TestTwoAtOnce:
    def test_it_is_agreed_once(self, cloned_database):
        contract, outcomes = agreed_at_once()
        assert sorted(type(outcome).__name__ for outcome in outcomes) == ["AlreadyDecided", "AmendmentProposal"], (
            outcomes
        )
        assert contract.amendments.count() == 1

    def test_without_the_locks_only_the_database_stops_the_second(self, cloned_database, monkeypatch):
        for rows in (ContractQuerySet, type(AmendmentProposal.objects.all())):
            monkeypatch.setattr(rows, "select_for_update", lambda found, **options: found)

        def the_database_refuses_one() -> bool:
            _, outcomes = agreed_at_once()
            assert sum(isinstance(outcome, AmendmentProposal) for outcome in outcomes) == 1, outcomes
            return "AlreadyDecided" not in {type(outcome).__name__ for outcome in outcomes}

        assert goes_wrong(the_database_refuses_one)


def test_it_is_proposed_approved_and_agreed_on_screens(client, contract, manager, approver, signatory):
    address = contract.get_absolute_url()
    answers = {"value": "160000", "last_day_on": "2026-12-31", "grounds": "minor", "rationale": "One more office."}
    client.force_login(manager)
    assert client.post(f"{address}amend/", answers | {"grounds": "order"}).status_code == 422
    assert client.post(f"{address}amend/", answers | {"value": "999999"}).status_code == 409
    assert client.post(f"{address}amend/", answers).url == address
    proposal = contract.proposals.get()
    for verb, somebody in (("approve", approver), ("agree", signatory)):
        assert client.post(f"/amendments/{proposal.pk}/{verb}/").status_code == 403
        client.force_login(somebody)
        rows = workspace_context(somebody, at=MONDAY_NOON)["rows"]
        assert [row.step.target for row in rows] == [f"/amendments/{proposal.pk}/{verb}/"]
        assert client.get(f"/amendments/{proposal.pk}/").context["verbs"] == [verb, "refuse"]
        assert client.get(f"/amendments/{proposal.pk}/{verb}/").status_code == 200
        assert client.post(f"/amendments/{proposal.pk}/{verb}/").url == f"/amendments/{proposal.pk}/"
    assert client.post(f"/amendments/{proposal.pk}/agree/").status_code == 409
    client.logout()
    page = client.get(address).content.decode()
    assert "One more office." in page
    told = client.get(f"/api/v1{address.rstrip('/')}").json()["amendments"]
    assert [(each["grounds"], each["value_before"]) for each in told] == [("minor", "148800.00")]


def test_an_option_and_a_refusal_on_screens(client, db, time_machine):
    a_year = Extension(datetime.date(2029, 1, 1), Decimal(150_000), datetime.date(2027, 10, 31))
    contract, approver = drawn_up_and_signed(extensions=[a_year], ends_on=datetime.date(2028, 1, 1), **BY_ITSELF)
    address = contract.get_absolute_url()
    time_machine.move_to(local(2027, 9, 1))
    client.force_login(approver)
    page = client.get(address).content.decode()
    assert "This contract renews itself" in page
    assert "$74,400.00 more" in page
    for step in ("options/1/", "refuse-renewal/"):
        assert client.get(f"{address}{step}").status_code == 200
    contract.refresh_from_db()
    assert (contract.renewal_refused_at, contract.amendments.count()) == (None, 0)
    assert [client.post(f"{address}{step}").url for step in ("options/1/", "refuse-renewal/")] == [address] * 2
    contract.refresh_from_db()
    assert (contract.renewal_refused_at is None, contract.ends_on.year) == (False, 2029)
