"""What is billed once: metered use, accepted milestones, credits that were too large; a claim becomes a credit note."""

import datetime
import json
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, ProgrammingError, transaction
from django.urls import reverse
from django.utils import timezone

from contracts.costs.actions import write_charges
from contracts.costs.models import Charge
from contracts.deliveries.actions import accept_delivery
from contracts.invoicing.actions import UseBilled, UseStillRuns, draft_month, tell_use
from contracts.invoicing.bills import bills_of
from contracts.invoicing.queries import billed_by
from contracts.models import MeteredUse, ServiceCredit
from contracts.orders.models import JointShare, Order
from contracts.service_levels.actions import (
    answer_claim,
    approve_exclusion,
    close_period,
    file_claim,
    grant_credit,
    request_exclusion,
)
from marketplace.billing.actions import issue_invoice, void_invoice, withdraw_credit_note
from marketplace.billing.models import BilledCause, CreditNote, InvoiceLine, Posting
from marketplace.errors import InvalidInput
from marketplace.organisations.actions.tokens import issue_token
from marketplace.permissions import SYSTEM, Role
from marketplace.workspace.page import workspace_context
from tests.browsing import reauthenticated
from tests.factories.contracts import signed_contract
from tests.factories.deliveries import agreed_milestone, delivered
from tests.factories.marketplace import OrganisationFactory, person
from tests.factories.measurements import (
    CLOSED_AT,
    JULY,
    JUNE,
    closed,
    contract_with_order,
    june,
    loaded,
    order_under,
    steady,
    term_of,
)
from tests.worlds import world

DAY = datetime.timedelta(days=1)
IN_JUNE, IN_JULY = datetime.date(2026, 6, 1), datetime.date(2026, 7, 1)
IN_AUGUST = datetime.datetime(2026, 8, 2, tzinfo=datetime.UTC)
MESSAGES = {"name": "Text messages", "unit": "message", "price": "0.04", "included": 1000, "expected": None}
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("storage")]


@world
def office():
    return OrganisationFactory(broker=True)


@world
def contract(office):
    contract = signed_contract(levels=[], broker=office, time_zone="UTC")
    order_under(contract, usage=[MESSAGES])
    return contract


@world
def order(contract):
    return contract.orders.get()


@world
def editor(contract):
    return person(Role.VENDOR_EDITOR, of=contract.vendor)


def told(order, by, used=3500, *, month=IN_JUNE, at=CLOSED_AT):
    return tell_use(order=order, month=month, used={"text-messages": used}, by=by, now=lambda: at)


def billed(contract, period=IN_JUNE, at=IN_AUGUST):
    return draft_month(contract=contract, period=period, by=SYSTEM, now=lambda: at)


class TestMeteredUse:
    def test_a_month_counts_what_goes_beyond_its_included_amount(self, contract, order, editor):
        told(order, editor, 900)
        assert not [line for line in bills_of(contract, IN_JUNE)[0].lines if line.kind == "usage"]
        told(order, editor)
        [invoice] = billed(contract)
        line = invoice.lines.get(kind="usage")
        assert (line.amount, line.quantity) == (Decimal("100.00"), Decimal(2500))
        assert line.why == "3,500 used in June 2026, 1,000 included: 2,500 messages × $0.04"
        assert invoice.lines.get(kind="levy").amount == Decimal("93.75")

    def test_told_late_it_is_on_the_next_invoice_and_on_one_only(self, contract, order, editor):
        billed(contract)
        told(order, editor)
        [july] = billed(contract, IN_JULY)
        assert july.lines.get(kind="usage").starts_on == IN_JUNE
        assert BilledCause.objects.get().key == f"use:{order.pk}:2026-06:text-messages"
        with pytest.raises(UseBilled):
            told(order, editor, 4000)
        with pytest.raises(IntegrityError), transaction.atomic():
            BilledCause.objects.create(key=BilledCause.objects.get().key, line=july.lines.first())
        assert MeteredUse.objects.count() == 1

    def test_once_it_is_issued_it_is_spent_on_the_order_s_account(self, contract, order, editor):
        told(order, editor)
        [invoice] = billed(contract)
        issue_invoice(invoice=invoice, by=person(Role.SIGNATORY, of=contract.vendor), now=lambda: IN_AUGUST)
        for _ in range(2):
            write_charges(month=datetime.date(2026, 8, 1), by=SYSTEM, now=lambda: IN_AUGUST)
        charges = Charge.objects.filter(key__startswith="billed:").order_by("pk")
        assert [(one.charge_category, one.effective_cost) for one in charges] == [
            ("Usage", Decimal(100)),
            ("Purchase", Decimal("0.75")),
        ]
        assert (charges[0].order, charges[0].consumed_quantity, charges[0].consumed_unit) == (order, 2500, "message")

    def test_taken_back_its_charges_are_set_off_in_that_month_once(self, contract, order, editor):
        signatory, august, september = person(Role.SIGNATORY, of=contract.vendor), IN_AUGUST, IN_AUGUST + 31 * DAY
        told(order, editor)
        [invoice] = billed(contract)
        issue_invoice(invoice=invoice, by=signatory, now=lambda: august)
        write_charges(month=august.date(), by=SYSTEM, now=lambda: september)
        void_invoice(invoice=invoice, reason="Miscounted", by=signatory, now=lambda: september)
        for month in (august, september, september):
            write_charges(month=month.date(), by=SYSTEM, now=lambda: september)
        use, levy, use_off, levy_off = Charge.objects.filter(key__startswith="billed:").order_by("pk")
        assert (use_off.corrects, levy_off.corrects) == (use, levy)
        assert (use_off.effective_cost, use_off.billed_cost, use_off.consumed_quantity) == (-100, -100, -2500)
        assert (levy_off.effective_cost, use_off.charge_class) == (Decimal("-0.75"), "Correction")
        assert (use_off.month, use_off.charge_period_start) == (datetime.date(2026, 9, 1), use.charge_period_start)
        told(order, editor, 2000)
        page = reauthenticated(signatory).get(use_off.get_absolute_url()).content.decode()
        assert f"{invoice.reference} taken back: Miscounted" in page
        assert use.get_absolute_url() in page

    def test_taken_back_before_it_was_charged_nothing_is_set_off(self, contract, order, editor):
        signatory = person(Role.SIGNATORY, of=contract.vendor)
        told(order, editor)
        [invoice] = billed(contract)
        issue_invoice(invoice=invoice, by=signatory, now=lambda: IN_AUGUST)
        void_invoice(invoice=invoice, reason="Miscounted", by=signatory, now=lambda: IN_AUGUST)
        write_charges(month=IN_AUGUST.date(), by=SYSTEM, now=lambda: IN_AUGUST)
        assert not Charge.objects.filter(key__startswith="billed:").exists()

    def test_taken_back_with_its_invoice_it_can_be_told_and_billed_again(self, contract, order, editor):
        told(order, editor)
        [june_s] = billed(contract)
        void_invoice(invoice=june_s, reason="Miscounted", by=person(Role.SIGNATORY, of=contract.vendor))
        told(order, editor, 2000)
        [again] = billed(contract)
        assert again.lines.get(kind="usage").amount == Decimal("40.00")

    def test_agencies_of_a_joint_order_bear_their_parts(self, contract, order, editor):
        partner = OrganisationFactory()
        Order.objects.filter(pk=order.pk).update(status="draft")
        for agency, percent in ((contract.agency, "60"), (partner, "40")):
            JointShare.objects.create(order=order, agency=agency, percent=Decimal(percent))
        Order.objects.filter(pk=order.pk).update(status="active")
        told(order, editor)
        billed(contract)
        amounts = InvoiceLine.objects.filter(kind="usage").values_list("invoice__payer", "amount")
        assert dict(amounts) == {contract.agency_id: Decimal("60.00"), partner.pk: Decimal("40.00")}
        assert BilledCause.objects.count() == 2

    def test_who_provides_it_tells_of_months_that_are_over(self, order, editor, contract):
        for nobody in (person(Role.VENDOR_EDITOR), person(Role.APPROVER, of=contract.agency)):
            with pytest.raises(PermissionDenied):
                told(order, nobody)
        with pytest.raises(UseStillRuns):
            told(order, editor, at=JULY - datetime.timedelta(seconds=1))
        for month, used in ((datetime.date(2025, 6, 1), 1), (IN_JUNE, -1), (IN_JUNE, 10**10)):
            with pytest.raises(InvalidInput):
                told(order, editor, used, month=month)
        with pytest.raises(InvalidInput):
            tell_use(order=order, month=IN_JUNE, used={"calls": 1}, by=editor, now=lambda: CLOSED_AT)
        assert not MeteredUse.objects.exists()
        assert told(order, editor, at=JULY)
        with pytest.raises(ProgrammingError), transaction.atomic():
            MeteredUse.objects.update(used=1)

    def test_what_is_not_told_is_a_next_step_of_who_provides_it(self, order, editor, contract):
        def addresses(user):
            return [row.step.url for row in workspace_context(user, at=CLOSED_AT)["rows"]]

        address = reverse("use_tell", args=[order.reference])
        assert address in addresses(editor)
        assert address not in addresses(person(Role.VENDOR_EDITOR))
        told(order, editor)
        assert address not in addresses(editor)

    def test_on_screen(self, order, editor, contract):
        address = reverse("use_tell", args=[order.reference])
        vendor, agency = reauthenticated(editor), reauthenticated(person(Role.APPROVER, of=contract.agency))
        month = vendor.get(address).context["form"].fields["month"].choices[0][0]
        assert vendor.post(address, {"month": month}).status_code == 422
        assert vendor.post(address, {"month": month, "use_text-messages": "3500"}).status_code in (302, 422)
        told(order, editor)
        assert "3,500" in agency.get(address).content.decode()
        assert agency.post(address, {"month": month, "use_text-messages": "1"}).status_code == 403
        assert reauthenticated(person(Role.APPROVER)).get(address).status_code == 404


def bearer(user) -> dict[str, str]:
    """The header of a token of this person's that may measure and read."""
    said = {"organisation": user.memberships.get().organisation, "scopes": ["measure", "read"], "by": user}
    _, secret = issue_token(name="Meter", expires_at=timezone.now() + 7 * DAY, **said)
    return {"Authorization": f"Bearer {secret}"}


class TestUseByProgram:
    """A vendor's system sends what was used; the rules are those of the screen."""

    @staticmethod
    def sent(client, order, body, kind="text/csv", **headers):
        return client.post(f"/api/v1/orders/{order.reference}/use", body, content_type=kind, headers=headers)

    @pytest.fixture
    def vendor(self, contract):
        return bearer(person(Role.VENDOR_ADMIN, of=contract.vendor))

    def test_a_batch_is_taken_row_by_row_and_safe_to_repeat(self, client, order, vendor):
        body = "meter,month,used\ntext-messages,2026-06,3500\ntext-messages,2026-07,900\n"
        first, again = (self.sent(client, order, body, **vendor) for _ in range(2))
        assert (first.status_code, again.status_code) == (201, 200)
        assert [row["state"] for row in first.json()["rows"] + again.json()["rows"]] == ["new"] * 2 + ["known"] * 2
        said = {"uses": [{"meter": "text-messages", "month": "2026-06", "used": 3600}]}
        assert self.sent(client, order, json.dumps(said), "application/json", **vendor).json()["rows"][0]["state"] == (
            "replaced"
        )
        held = client.get(f"/api/v1/orders/{order.reference}/use", headers=vendor).json()["items"]
        assert [(one["month"], one["used"], one["state"]) for one in held] == [
            ("2026-07", 900, "included"), ("2026-06", 3600, "open")
        ]  # fmt: skip

    def test_one_bad_row_keeps_all_out_and_each_is_named(self, client, order, vendor):
        rows = ["text-messages,2026-06,3500", "calls,2026-06,1", "text-messages,2099-06,1", "text-messages,2026-06,7"]
        answer = self.sent(client, order, "meter,month,used\n" + "\n".join(rows), **vendor)
        assert (answer.status_code, MeteredUse.objects.count()) == (422, 0)
        assert [one["at"] for one in answer.json()["errors"]] == ["row 2", "row 3", "row 4"]

    @pytest.mark.parametrize(
        ("body", "kind", "status"),
        [
            ("a,b\n1,2\n", "text/csv", 422),
            ("meter,month,used\ntext-messages,June,1\n", "text/csv", 422),
            ("meter,month,used\ntext-messages,2026-06\n", "text/csv", 422),
            ('{"uses": [{"meter": "text-messages", "month": "2026-06", "used": -1}]}', "application/json", 422),
            ('{"uses": []}', "application/json", 422),
            ("{", "application/json", 422),
            ("<x/>", "text/xml", 415),
        ],
    )
    def test_what_cannot_be_read_is_refused_with_a_sentence(self, client, order, vendor, body, kind, status):
        answer = self.sent(client, order, body, kind, **vendor)
        assert (answer.status_code, MeteredUse.objects.count()) == (status, 0)
        assert "Nothing was kept" in answer.json()["detail"] or "nothing was kept" in answer.json()["detail"]

    def test_only_who_provides_it_tells_by_token(self, client, order, contract):
        body = "meter,month,used\ntext-messages,2026-06,1\n"
        assert self.sent(client, order, body).status_code == 401
        agency, stranger = person(Role.AGENCY_ADMIN, of=contract.agency), person(Role.VENDOR_ADMIN)
        for reader, status in ((agency, 403), (stranger, 404)):
            assert self.sent(client, order, body, **bearer(reader)).status_code == status
        assert not MeteredUse.objects.exists()


class TestMilestones:
    @pytest.fixture
    def paid_milestone(self, contract):
        start = datetime.datetime(2026, 6, 1, 12, tzinfo=datetime.UTC)
        return agreed_milestone(contract, at=start, due_on=datetime.date(2026, 6, 12), amount=Decimal("900.00"))

    def test_accepted_it_is_a_line_of_its_month_once(self, contract, paid_milestone):
        delivery = delivered(paid_milestone, at=june(3))
        assert not bills_of(contract, datetime.date(2026, 5, 1))[0].lines[1:]
        accept_delivery(delivery=delivery, by=person(Role.APPROVER, of=contract.agency), now=lambda: june(4, 12))
        [invoice] = billed(contract)
        line = invoice.lines.get(kind="one_off")
        assert (line.amount, line.source_address) == (Decimal("900.00"), paid_milestone.get_absolute_url())
        assert line.delivery_reference == "accepted Thu 4 Jun 2026"
        [july] = billed(contract, IN_JULY)
        assert not july.lines.filter(kind="one_off").exists()

    def test_silence_accepts_and_bills_and_a_rejected_one_is_not_billed(self, contract, paid_milestone):
        delivered(paid_milestone, at=june(3))
        assert [line.amount for line in bills_of(contract, IN_JUNE)[0].lines][1:] == [Decimal("900.00")]
        assert "by silence" in bills_of(contract, IN_JUNE)[0].lines[1].delivery_reference

    def test_before_it_is_accepted_it_is_not_billed(self, contract, paid_milestone):
        delivered(paid_milestone, at=june(29))
        assert len(bills_of(contract, IN_JUNE)[0].lines) == 1

    def test_milestones_are_not_paid_more_than_the_contract_is_worth(self, contract):
        with pytest.raises(InvalidInput, match="worth"):
            agreed_milestone(contract, at=june(1), due_on=datetime.date(2026, 6, 12), amount=contract.value + 1)
        assert not contract.milestones.exists()


class TestHybrid:
    def test_each_order_says_who_bills_it_and_whether_a_levy_is_taken(self, office):
        contract = signed_contract(levels=[], delivery_mode="hybrid", broker=office, time_zone="UTC")
        order_under(contract, delivery_mode="brokered", monthly_fee="1000.00")
        order_under(contract, delivery_mode="managed", monthly_fee="500.00")
        bills = {bill.issuer: (bill.lines[0].amount, bill.levy_percent) for bill in bills_of(contract, IN_JUNE)}
        assert bills == {contract.vendor: (Decimal(1000), Decimal("0.75")), office: (Decimal(500), Decimal(0))}
        for organisations in ({contract.vendor_id}, {office.pk}):
            assert list(billed_by(organisations, IN_JUNE)) == [contract]
        signatory = person(Role.SIGNATORY, of=contract.vendor)
        [own] = draft_month(contract=contract, period=IN_JUNE, by=signatory, now=lambda: IN_AUGUST)
        assert own.issuer == contract.vendor


@world
def missed(office):
    """June was down for 88 hours: a quarter of 12,400.00 was owed and taken off the invoice of June."""
    contract = contract_with_order(broker=office)
    loaded(term_of(contract), steady(JUNE, JULY, (june(7), june(8, 12))))
    credit = closed(term_of(contract)).service_credits.get()
    grant_credit(credit=credit, by=person(Role.SIGNATORY, of=contract.vendor), now=lambda: CLOSED_AT)
    billed(contract)
    return credit


def corrected(credit, *, until) -> ServiceCredit | None:
    """June again: a part of the outage does not count any more, and what is owed then is granted."""
    term, contract = credit.result.term, credit.result.term.contract
    vendor, agency = (
        person(role, of=side) for role, side in ((Role.SIGNATORY, contract.vendor), (Role.APPROVER, contract.agency))
    )
    said = {"kind": "customer", "starts_at": june(7), "ends_at": until, "reason": "The agency cut its own line"}
    exclusion = request_exclusion(term=term, by=vendor, now=lambda: CLOSED_AT + DAY, **said)
    approve_exclusion(exclusion=exclusion, by=agency, now=lambda: CLOSED_AT + DAY)
    result = close_period(term=term, period=IN_JUNE, by=SYSTEM, now=lambda: CLOSED_AT + 2 * DAY)[0]
    owed = result.service_credits.standing().first()
    return grant_credit(credit=owed, by=vendor, now=lambda: CLOSED_AT + 2 * DAY) if owed else None


class TestCreditsThatWereTooLarge:
    @pytest.mark.parametrize(("until", "owed"), [(june(8, 11), "1240.00"), (june(8, 12), "0")])
    def test_what_was_taken_off_too_much_is_charged_back_once(self, missed, until, owed):
        contract, taken = missed.result.term.contract, missed.amount
        smaller = corrected(missed, until=until)
        assert (smaller.amount if smaller else Decimal(0)) == Decimal(owed) < taken
        [july] = billed(contract, IN_JULY)
        line = july.lines.get(kind="adjustment")
        assert line.amount == taken - Decimal(owed)
        assert "by revision 2 of the month" in line.why
        assert not july.lines.filter(kind="credit").exists()
        signatory = person(Role.SIGNATORY, of=contract.vendor)
        july = issue_invoice(invoice=july, by=signatory, now=lambda: IN_AUGUST)
        given = Posting.objects.filter(entry__invoice=july, account__kind="credits_given")
        assert given.balance() == -line.amount
        [august] = billed(contract, datetime.date(2026, 8, 1), at=IN_AUGUST + 40 * DAY)
        assert not august.lines.filter(kind="adjustment").exists()

    def test_while_the_corrected_result_can_be_disputed_nothing_is_charged_back(self, missed):
        corrected(missed, until=june(8, 12))
        [bill] = bills_of(missed.result.term.contract, IN_JUNE)
        assert [line.kind for line in bill.lines] == ["recurring"]


class TestCreditsTakenBack:
    """Granted in July, charged in July; in August a corrected month owes less, or nothing."""

    @pytest.fixture
    def charged(self, office):
        contract = contract_with_order(broker=office)
        loaded(term_of(contract), steady(JUNE, JULY, (june(7), june(8, 12))))
        credit = closed(term_of(contract)).service_credits.get()
        grant_credit(credit=credit, by=person(Role.SIGNATORY, of=contract.vendor), now=lambda: CLOSED_AT)
        self.write()
        return credit

    def write(self):
        for month in (IN_JULY, datetime.date(2026, 8, 1)):
            write_charges(month=month, by=SYSTEM, now=lambda: IN_AUGUST)

    @staticmethod
    def costs(credit):
        rows = Charge.objects.filter(credit=credit).order_by("pk")
        return [(one.origin, one.effective_cost, one.month.month) for one in rows]

    def test_what_no_invoice_took_disappears_from_costs_with_its_levy(self, charged):
        before = self.costs(charged)
        note = CreditNote.objects.get()
        withdraw_credit_note(note=note, reason="Corrected", by=SYSTEM, now=lambda: IN_AUGUST)
        for _ in range(2):
            self.write()
        assert before == [("credit", -note.amount, 7), ("levy", Decimal("-23.25"), 7)]
        assert self.costs(charged) == [*before, ("credit", note.amount, 8), ("levy", Decimal("23.25"), 8)]
        off = Charge.objects.filter(credit=charged, month__month=8).first()
        assert (off.charge_class, off.charge_category) == ("Correction", "Credit")

    def test_what_an_invoice_took_stays(self, charged):
        billed(charged.result.term.contract)
        note = CreditNote.objects.get()
        CreditNote.objects.filter(pk=note.pk).update(applied=Decimal("1000.00"))
        withdraw_credit_note(note=note, reason="Corrected", by=SYSTEM, now=lambda: IN_AUGUST)
        self.write()
        assert sum(cost for origin, cost, _ in self.costs(charged) if origin == "credit") == -1000
        assert sum(cost for origin, cost, _ in self.costs(charged) if origin == "levy") == Decimal("-7.50")


class TestClaims:
    def test_a_claim_that_the_vendor_accepts_in_part_becomes_a_credit_note_of_that_part(self, office):
        contract = contract_with_order(delivery_mode="managed", broker=office)
        loaded(term_of(contract), steady(JUNE, JULY, (june(7, 13, 12), june(7, 14, 26))))
        closed(term_of(contract))
        claim = ServiceCredit.objects.get(kind="claim")
        file_claim(claim=claim, by=person(Role.CONTRACT_MANAGER, of=office), now=lambda: CLOSED_AT)
        said = {"accepted": ServiceCredit.Answer.PARTLY, "amount": Decimal("400.00"), "reason": "Half was yours"}
        answer_claim(claim=claim, by=person(Role.SIGNATORY, of=contract.vendor), now=lambda: CLOSED_AT, **said)
        note = CreditNote.objects.get()
        assert (note.issuer, note.payer, note.amount) == (contract.vendor, office, Decimal("400.00"))
        assert note.source_reference == claim.reference

    def test_a_claim_that_is_refused_leaves_none(self, office):
        contract = contract_with_order(delivery_mode="managed", broker=office)
        loaded(term_of(contract), steady(JUNE, JULY, (june(7, 13, 12), june(7, 14, 26))))
        closed(term_of(contract))
        claim = ServiceCredit.objects.get(kind="claim")
        file_claim(claim=claim, by=person(Role.CONTRACT_MANAGER, of=office), now=lambda: CLOSED_AT)
        said = {"accepted": ServiceCredit.Answer.REFUSED, "reason": "Not ours"}
        answer_claim(claim=claim, by=person(Role.SIGNATORY, of=contract.vendor), now=lambda: CLOSED_AT, **said)
        assert not CreditNote.objects.exists()
