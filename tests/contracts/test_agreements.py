"""Contracts: who owes whom, terms from templates, and that nothing signed can be changed."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.db.models import ProtectedError

from catalog.models import Lot, OfferedServiceLevel
from contracts.agreements import tasks
from contracts.agreements.actions import (
    StillRunning,
    amend_contract,
    conclude_contract,
    end_contract,
)
from contracts.agreements.models import Contract, CreditTier, ServiceLevelTerm
from contracts.agreements.parties import Debt, Levy, Party, parties_of
from contracts.agreements.promises import promised_by
from contracts.agreements.templates_of_terms import (
    TEMPLATES,
    PromisedLevel,
    TermsDoNotFit,
    Tier,
    check_tiers,
    tiers_between,
    tiers_for,
)
from contracts.frameworks.actions import CeilingReached
from contracts.frameworks.models import FrameworkLot, LotVendor
from contracts.frameworks.models.framework import FrameworkQuerySet
from contracts.frameworks.queries import drawn_by_lot
from contracts.orders.actions import approve_order
from contracts.orders.models import Order
from marketplace.audit.models import AuditEvent
from marketplace.errors import InvalidInput
from marketplace.permissions import SYSTEM, Role
from tests.counts import count
from tests.factories.catalog import OfferingFactory
from tests.factories.contracts import (
    AVAILABILITY,
    MONDAY_NOON,
    ContractFactory,
    agreed,
    approval_of,
    signed_contract,
    submitted_order,
    trade,
)
from tests.factories.frameworks import signed_framework
from tests.factories.marketplace import OrganisationFactory, person
from tests.races import at_once, goes_wrong, meeting_clock
from tests.worlds import world

AGENCY, VENDOR, BROKER = Party


@world
def contract():
    return signed_contract()


class TestParties:
    @pytest.mark.parametrize(
        ("mode", "agreements", "issuer", "credits", "levy"),
        [
            ("brokered", [(AGENCY, VENDOR)], VENDOR, [Debt(VENDOR, AGENCY)], Levy.CHARGED),
            (
                "managed",
                [(AGENCY, BROKER), (BROKER, VENDOR)],
                BROKER,
                [Debt(BROKER, AGENCY), Debt(VENDOR, BROKER)],
                Levy.INSIDE_THE_RATE,
            ),
            ("internal", [(AGENCY, BROKER)], BROKER, [Debt(BROKER, AGENCY)], Levy.NONE),
        ],
    )
    def test_each_delivery_mode_says_who_owes_whom(self, mode, agreements, issuer, credits, levy):
        parties = parties_of(mode)
        assert (list(parties.agreements), parties.invoice_issuer) == (agreements, issuer)
        assert (list(parties.credits), parties.levy) == (credits, levy)

    @pytest.mark.parametrize("line_mode", ["brokered", "managed", "internal"])
    def test_each_line_of_a_hybrid_contract_stands_as_its_own_mode(self, line_mode):
        assert parties_of("hybrid", line_mode=line_mode) == parties_of(line_mode)

    @pytest.mark.parametrize(("mode", "line_mode"), [("hybrid", None), ("hybrid", "hybrid"), ("barter", None)])
    def test_an_unknown_mode_is_refused(self, mode, line_mode):
        with pytest.raises(ValueError, match="No parties"):
            parties_of(mode, line_mode=line_mode)

    @pytest.mark.parametrize("mode", ["brokered", "managed", "internal"])
    def test_the_agency_always_gets_the_first_credit_and_owes_none(self, mode):
        credits = parties_of(mode).credits
        assert credits[0].creditor is AGENCY
        assert AGENCY not in {debt.debtor for debt in credits}


class TestTemplates:
    @pytest.mark.parametrize(
        ("key", "expected"),
        [
            ("10/25/100 @99.9/99/95", [("99.9", "99", 10), ("99", "95", 25), ("95", "0", 100)]),
            ("10/30/100 @99.99/99/95", [("99.99", "99", 10), ("99", "95", 30), ("95", "0", 100)]),
            ("25/50/100 @99.9/99/95", [("99.9", "99", 25), ("99", "95", 50), ("95", "0", 100)]),
        ],
    )
    def test_templates_hold_the_tiers_they_are_named_after(self, key, expected):
        template = TEMPLATES[key]
        check_tiers(template.tiers)
        assert template.tiers == tuple(Tier(Decimal(high), Decimal(low), Decimal(pc)) for high, low, pc in expected)

    @pytest.mark.parametrize("target", ["99.5", "99.95", "99.0001", "100"])
    def test_the_first_tier_begins_at_the_promised_target(self, target):
        tiers = tiers_for(PromisedLevel("availability", "Availability", Decimal(target)))
        assert tiers[0] == Tier(Decimal(target), Decimal(99), Decimal(10))
        assert tiers[1:] == TEMPLATES["10/25/100 @99.9/99/95"].tiers[1:]

    @pytest.mark.parametrize("target", ["99", "95", "100.0001"])
    def test_a_target_that_leaves_no_first_tier_or_cannot_be_reached_is_refused(self, target):
        with pytest.raises(TermsDoNotFit):
            tiers_for(PromisedLevel("availability", "Availability", Decimal(target)))

    def test_an_unknown_template_is_refused_with_the_names_of_the_known(self):
        with pytest.raises(TermsDoNotFit, match="10/25/100"):
            tiers_for(PromisedLevel("availability", "Availability", Decimal("99.9"), template="gold"))

    def test_a_promise_without_a_template_earns_no_credit(self):
        assert tiers_for(PromisedLevel("answer", "First answer", Decimal(95), template="")) == ()

    @pytest.mark.parametrize(
        "tiers",
        [
            (),
            tiers_between(("99.9", "99"), (10, 25))[:1],
            (Tier(Decimal(99), Decimal(95), Decimal(10)), Tier(Decimal(94), Decimal(0), Decimal(25))),
            (Tier(Decimal(99), Decimal(95), Decimal(10)), Tier(Decimal(96), Decimal(0), Decimal(25))),
            tiers_between(("99.9", "99", "95"), (10, 9, 100)),
            tiers_between(("99", "99.9"), (10, 25)),
            tiers_between(("99.9", "99"), (10, 101)),
        ],
        ids=["none", "not to zero", "gap", "overlap", "shrinking", "upside down", "over 100 %"],
    )
    def test_tiers_that_contradict_themselves_are_refused(self, tiers):
        with pytest.raises(TermsDoNotFit):
            check_tiers(tiers)

    @pytest.mark.parametrize("template", TEMPLATES)
    def test_an_offering_shows_the_tiers_that_its_contract_would_have(self, template):
        level = OfferedServiceLevel(target=Decimal("99.95"), credit_template=template)
        tiers = tiers_for(PromisedLevel("availability", "Availability", level.target, template=template))
        assert level.credits == [(tier.upper_exclusive, tier.percent) for tier in tiers]


@pytest.mark.django_db
class TestConclusion:
    def test_a_concluded_contract_is_numbered_signed_by_both_and_active(self, contract):
        assert (contract.reference, contract.status) == ("C-2026-0001", Contract.Status.ACTIVE)
        assert contract.signed_by_agency_at < contract.signed_by_vendor_at == contract.signed_at == MONDAY_NOON
        assert [event.action for event in AuditEvent.objects.about(contract)] == [
            "contracts.contract.signing",
            "contracts.contract.active",
        ]

    def test_terms_carry_the_promise_and_the_template(self):
        level = PromisedLevel(
            code="availability",
            title="Availability",
            target=Decimal("99.95"),
            convention="B",
            minimum_outage_minutes=2,
            degraded_counts_as_down=True,
            template="25/50/100 @99.9/99/95",
            credit_cap=Decimal(50),
        )
        term = signed_contract(levels=[level]).service_level_terms.get()
        assert (term.target, term.convention, term.minimum_outage_seconds) == (Decimal("99.95"), "B", 120)
        assert (term.degraded_counts_as_down, term.credit_cap_percent, term.coverage_required) == (True, 50, 95)
        assert [(tier.upper_exclusive, tier.lower_inclusive, tier.percent) for tier in term.tiers.all()] == [
            (Decimal("99.95"), 99, 25),
            (99, 95, 50),
            (95, 0, 100),
        ]

    def test_the_credit_steps_of_an_offering_become_the_tiers_of_its_contract(self):
        offering = OfferingFactory(orderable=True)
        [level] = offering.service_levels.all()
        level.target = Decimal("99.5")
        level.credit_steps = [{"percent": "5"}, {"below": "98.5", "percent": "20"}]
        offering.service_levels = [level]
        revision = offering.save_revision()
        term = signed_contract(levels=promised_by(revision)).service_level_terms.get()
        assert [(tier.upper_exclusive, tier.lower_inclusive, tier.percent) for tier in term.tiers.all()] == [
            (Decimal("99.5"), Decimal("98.5"), 5),
            (Decimal("98.5"), 0, 20),
        ]

    @pytest.mark.parametrize("role", [Role.VENDOR_EDITOR, Role.BID_MANAGER])
    def test_only_those_who_bind_the_vendor_conclude(self, role):
        what = agreed()
        with pytest.raises(PermissionDenied):
            conclude_contract(
                agreed=what, approval=approval_of(what), levels=[AVAILABILITY], by=person(role, of=what.vendor)
            )
        assert not Contract.objects.exists()

    def test_another_vendor_s_signatory_cannot_conclude(self):
        with pytest.raises(PermissionDenied):
            what = agreed()
            conclude_contract(agreed=what, approval=approval_of(what), levels=[AVAILABILITY], by=person(Role.SIGNATORY))
        assert not Contract.objects.exists()

    def test_an_impossible_promise_leaves_no_contract_and_no_gap_in_the_numbers(self):
        with pytest.raises(TermsDoNotFit):
            signed_contract(levels=[PromisedLevel("availability", "Availability", Decimal(90))])
        assert not Contract.objects.exists()
        assert signed_contract().reference == "C-2026-0001"

    def test_a_managed_contract_needs_the_broker_office(self):
        with pytest.raises(IntegrityError, match="unbrokered_contract_has_broker"), transaction.atomic():
            signed_contract(delivery_mode="managed")
        office = OrganisationFactory(broker=True)
        assert signed_contract(delivery_mode="managed", broker=office).organisation_of(BROKER) == office

    def test_a_contract_that_ends_before_it_begins_is_refused_by_the_database(self):
        with pytest.raises(IntegrityError, match="contract_ends_after_its_start"):
            signed_contract(ends_on=datetime.date(2026, 1, 1))


def refused_by_the_database(change):
    """The change raises in the database and leaves nothing behind."""
    with pytest.raises((ProgrammingError, ProtectedError), match="signed|annot delete"), transaction.atomic():
        change()


@pytest.mark.django_db
class TestSignedContentStands:
    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("title", "Something else"),
            ("reference", "C-2026-9999"),
            ("delivery_mode", "hybrid"),
            ("time_zone", "America/Denver"),
            ("currency", "EUR"),
            ("starts_on", datetime.date(2025, 1, 1)),
            ("signed_at", None),
            ("value", Decimal(1)),
            ("ends_on", datetime.date(2030, 1, 1)),
        ],
    )
    def test_no_column_of_a_signed_contract_can_be_changed(self, field, value, contract):
        before = Contract.objects.values().get(pk=contract.pk)
        refused_by_the_database(lambda: Contract.objects.filter(pk=contract.pk).update(**{field: value}))
        assert Contract.objects.values().get(pk=contract.pk) == before

    def test_a_signed_contract_cannot_be_deleted(self):
        contract = signed_contract(levels=())
        refused_by_the_database(lambda: Contract.objects.filter(pk=contract.pk)._raw_delete("default"))
        assert Contract.objects.filter(pk=contract.pk).exists()

    def test_terms_and_tiers_of_a_signed_contract_stand(self, contract):
        term = contract.service_level_terms.get()
        refused_by_the_database(lambda: ServiceLevelTerm.objects.filter(pk=term.pk).update(target=90))
        refused_by_the_database(
            lambda: ServiceLevelTerm.objects.create(contract=contract, code="x", title="X", target=9)
        )
        refused_by_the_database(lambda: CreditTier.objects.filter(term=term).update(percent=1))
        refused_by_the_database(lambda: term.tiers.last().delete())
        assert (contract.service_level_terms.count(), term.tiers.count()) == (1, 3)

    def test_terms_can_be_written_until_the_signature(self):
        draft = ContractFactory()
        term = ServiceLevelTerm.objects.create(contract=draft, code="availability", title="Availability", target=99)
        ServiceLevelTerm.objects.filter(pk=term.pk).update(target=98)
        term.refresh_from_db()
        assert term.target == 98

    def test_a_contract_in_force_without_signatures_is_refused(self):
        draft = ContractFactory()
        with pytest.raises(IntegrityError, match="contract_in_force_is_signed"):
            Contract.objects.filter(pk=draft.pk).update(status="active")


def by_save(row, field, value):
    setattr(row, field, value)
    row.save(update_fields=[field])


def by_update(row, field, value):
    type(row).objects.filter(pk=row.pk).update(**{field: value})


def by_bulk_update(row, field, value):
    setattr(row, field, value)
    type(row).objects.bulk_update([row], [field])


def by_sql(row, field, value):
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {row._meta.db_table} SET {field} = %s WHERE id = %s", [value, row.pk])


def gone_by_delete(row):
    row.delete()


def gone_by_sql(row):
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {row._meta.db_table} WHERE id = %s", [row.pk])


@pytest.mark.django_db
class TestSignedFrameworkStands:
    """Every row of a signed framework agreement, by every way that leads to the database."""

    CHANGES = (
        ("framework", "title", "Something else"),
        ("framework", "ceiling", Decimal("9000000.00")),
        ("framework", "last_order_on", datetime.date(2028, 1, 1)),
        ("framework", "signed_at", None),
        ("lot", "ceiling", Decimal("900000.00")),
        ("vendor", "rank", 7),
        ("member", "id", 10**6),
    )

    @pytest.fixture
    def rows(self):
        framework = signed_framework(members=[OrganisationFactory(level="city")])
        lot = framework.lots.get()
        return {"framework": framework, "lot": lot, "vendor": lot.vendors.first(), "member": framework.members.get()}

    @pytest.mark.parametrize("way", [by_save, by_update, by_bulk_update, by_sql])
    def test_no_value_changes(self, rows, way):
        before = {name: type(row).objects.values().get(pk=row.pk) for name, row in rows.items()}
        for name, field, value in self.CHANGES:
            if field == "id" and way is not by_sql:
                continue
            row = type(rows[name]).objects.get(pk=rows[name].pk)
            refused_by_the_database(lambda row=row, field=field, value=value: way(row, field, value))
        assert {name: type(row).objects.values().get(pk=row.pk) for name, row in rows.items()} == before

    @pytest.mark.parametrize("way", [gone_by_delete, gone_by_sql])
    def test_nothing_of_it_goes(self, rows, way):
        for row in rows.values():
            refused_by_the_database(lambda row=row: way(type(row).objects.get(pk=row.pk)))
        assert all(type(row).objects.filter(pk=row.pk).exists() for row in rows.values())

    def test_nothing_comes_to_it(self, rows):
        newcomer = OrganisationFactory(vendor=True)
        refused_by_the_database(lambda: LotVendor.objects.create(lot=rows["lot"], vendor=newcomer, rank=9))
        hosting = Lot.objects.get(code=Lot.CLOUD_HOSTING)
        refused_by_the_database(
            lambda: FrameworkLot.objects.create(framework=rows["framework"], lot=hosting, ceiling=1)
        )
        assert (rows["lot"].vendors.count(), rows["framework"].lots.count()) == (2, 1)


@pytest.mark.django_db
class TestAmendments:
    def amend(self, contract, by, **changes):
        details = {"value": Decimal(200000), "ends_on": contract.ends_on, "rationale": "Order O-2026-0002"} | changes
        return amend_contract(contract=contract, by=by, now=lambda: MONDAY_NOON, **details)

    def test_an_amendment_keeps_what_stood_there_before(self, contract):
        self.amend(contract, person(Role.SIGNATORY, of=contract.vendor), ends_on=datetime.date(2027, 6, 1))
        contract.refresh_from_db()
        amendment = contract.amendments.get()
        assert (contract.value, contract.ends_on) == (200000, datetime.date(2027, 6, 1))
        assert (amendment.number, amendment.value_before, amendment.value_after) == (1, 148800, 200000)
        assert (amendment.ends_on_before, amendment.ends_on_after) == (datetime.date(2027, 1, 1), contract.ends_on)

    def test_an_amendment_itself_cannot_be_changed(self, contract):
        self.amend(contract, person(Role.SIGNATORY, of=contract.vendor))
        with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
            contract.amendments.update(value_before=0)
        assert contract.amendments.get().value_before == 148800

    @pytest.mark.parametrize(
        "changes", [{"value": Decimal("148800.00")}, {"ends_on": datetime.date(2026, 1, 1)}], ids=["same", "too early"]
    )
    def test_an_amendment_that_changes_nothing_or_ends_too_early_is_refused(self, changes, contract):
        with pytest.raises(InvalidInput):
            self.amend(contract, person(Role.SIGNATORY, of=contract.vendor), **changes)
        assert not contract.amendments.exists()

    def test_the_agency_cannot_amend_alone(self, contract):
        with pytest.raises(PermissionDenied):
            self.amend(contract, person(Role.AGENCY_ADMIN, of=contract.agency))
        assert not contract.amendments.exists()


@pytest.mark.django_db
class TestEnding:
    @pytest.mark.parametrize(("seconds", "ends"), [(-1, False), (0, True), (1, True)])
    def test_a_contract_ends_at_midnight_in_its_own_zone(self, seconds, ends, contract):
        midnight_in_new_york = datetime.datetime(2027, 1, 1, 5, tzinfo=datetime.UTC)
        at = midnight_in_new_york + datetime.timedelta(seconds=seconds)
        if ends:
            end_contract(contract=contract, by=SYSTEM, now=lambda: at)
        else:
            with pytest.raises(StillRunning):
                end_contract(contract=contract, by=SYSTEM, now=lambda: at)
        contract.refresh_from_db()
        assert (contract.status == Contract.Status.ENDED, contract.ended_at is not None) == (ends, ends)

    @pytest.mark.parametrize(("seconds", "due"), [(-1, False), (0, True)])
    def test_the_job_finds_contracts_past_their_last_day(self, seconds, due):
        contract = signed_contract(time_zone="America/Denver")
        midnight_in_denver = datetime.datetime(2027, 1, 1, 7, tzinfo=datetime.UTC)
        at = midnight_in_denver + datetime.timedelta(seconds=seconds)
        assert (contract in Contract.objects.due_to_end(at=at)) is due

    def test_a_second_run_of_the_job_changes_nothing(self):
        contract = signed_contract(starts_on=datetime.date(2020, 1, 1), ends_on=datetime.date(2021, 1, 1))
        for _ in range(2):
            tasks.end_contract(contract_id=contract.pk)
        assert [event.action for event in AuditEvent.objects.about(contract)][-1] == "contracts.contract.ended"
        assert not Contract.objects.due_to_end(at=MONDAY_NOON).exists()

    def test_running_and_expiring_are_comparisons_of_dates(self, contract):
        last_day = contract.last_day_on
        assert contract in Contract.objects.running(on=last_day)
        assert contract not in Contract.objects.running(on=contract.ends_on)
        assert contract in Contract.objects.expiring(on=last_day)
        assert contract not in Contract.objects.expiring(on=datetime.date(2026, 3, 1))


@pytest.mark.django_db
def test_contracts_are_seen_by_both_parties_and_the_broker_office_alone(contract):
    readers = [
        person(Role.REQUESTER, of=contract.agency),
        person(Role.VENDOR_EDITOR, of=contract.vendor),
        person(Role.AUDITOR),
    ]
    strangers = [person(Role.AGENCY_ADMIN), person(Role.SIGNATORY)]
    assert [contract in Contract.objects.visible_to(user) for user in readers + strangers] == [True] * 3 + [False] * 2


@pytest.mark.parametrize(("minutes", "words"), [(None, ""), (15, "15 min"), (90, "90 min"), (240, "4 h")])
def test_the_time_in_which_an_answer_is_promised_is_said_in_words(minutes, words):
    assert ServiceLevelTerm(within_minutes=minutes).within == words


ORDER = Decimal("23575.50")


def orders_at_once(many, *, room_for):
    """So many approvals of orders at the same moment, under a lot that has room for fewer of them."""
    parties, clock = trade(), meeting_clock(many)
    framework = signed_framework(parties.vendor, lot_ceiling=ORDER * room_for)
    orders = [submitted_order(parties) for _ in range(many)]
    outcomes = at_once(
        *(
            lambda order=order: approve_order(order=order, version=order.version, by=parties.approver, now=clock)
            for order in orders
        )
    )
    return framework, outcomes


class TestCeilingsUnderConcurrentOrders:
    def test_no_more_is_approved_than_the_ceiling_holds(self, cloned_database):
        many = max(count(60), 3)
        framework, outcomes = orders_at_once(many, room_for=many // 3)
        assert [type(outcome) for outcome in outcomes].count(CeilingReached) == many - many // 3, outcomes
        assert Order.objects.filter(status="approved").count() == many // 3
        assert drawn_by_lot(framework)[framework.lots.get().pk].amount == ORDER * (many // 3)

    def test_without_the_agreement_s_lock_more_would_be(self, cloned_database, monkeypatch):
        monkeypatch.setattr(FrameworkQuerySet, "select_for_update", lambda frameworks, **options: frameworks)

        def both_draw() -> bool:
            framework, _ = orders_at_once(2, room_for=1)
            return drawn_by_lot(framework)[framework.lots.get().pk].amount == ORDER * 2

        assert goes_wrong(both_draw)
