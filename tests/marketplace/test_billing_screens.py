"""Invoices on screens: the list, the page, what each side presses, the statement, the API, next steps."""

import csv
import io
import uuid
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from marketplace.billing.actions import dispute_line, issue_credit_note
from marketplace.billing.models import Invoice, LineDispute, Payment, PurchaseOrder
from marketplace.billing.queries import statement_of
from marketplace.permissions import SYSTEM, Role
from marketplace.workspace.page import workspace_context
from tests.factories.billing import ISSUED_AT, credit, drafted_invoice, issued_invoice, paid, sides
from tests.factories.marketplace import person
from tests.worlds import world


@world
def between():
    return sides()


@world
def invoice(between):
    issue_credit_note(credit=credit(between), by=SYSTEM, now=lambda: ISSUED_AT)
    return issued_invoice(between, levy_percent=Decimal("0.75"))


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel(ISSUED_AT, tick=False):
        yield


def text_of(answer):
    return " ".join(answer.content.decode().split())


def shown(client, who, address):
    client.force_login(who)
    return client.get(address)


def pressed(client, who, address, **said):
    client.force_login(who)
    return client.post(address, said)


class TestReading:
    def test_every_line_says_where_it_comes_from(self, client, between, invoice):
        page = text_of(shown(client, between.budget_owner, invoice.get_absolute_url()))
        for words in ("Service credit, availability 99.703% of 99.9%", "/credits/SC-2026-0031/", "O-2026-0201",
                      "/contracts/C-2025-0114/", "0.75%", "− $1,692.00", "Credit included", invoice.ocid):  # fmt: skip
            assert words in page
        assert "Record a payment" not in page

    def test_who_issued_it_records_payments(self, client, between, invoice):
        assert "Record a payment" in text_of(shown(client, between.signatory, invoice.get_absolute_url()))

    def test_others_find_nothing(self, client, invoice):
        for who in (person(Role.SIGNATORY), person(Role.BUDGET_OWNER)):
            assert shown(client, who, invoice.get_absolute_url()).status_code == 404

    def test_it_says_why_it_differs_from_the_month_before(self, client, between, invoice):
        later = issued_invoice(between, period=invoice.period.replace(month=11), levy_percent=Decimal("0.75"))
        page = text_of(shown(client, between.budget_owner, later.get_absolute_url()))
        assert "Why it differs from October" in page
        assert "$1,692.00" in page

    @pytest.mark.parametrize(
        ("query", "count"),
        [("", 1), ("?status=overdue", 0), ("?status=open", 1), ("?q=C-2025-0114", 1), ("?q=none", 0),
         ("?month=2026-10", 1), ("?month=x", 0), ("?month=2026-99", 0), ("?status=disputed", 0)],
    )  # fmt: skip
    def test_filters(self, client, between, invoice, query, count):
        answer = shown(client, between.budget_owner, f"/invoices/{query}")
        assert answer.context["page"].paginator.count == count

    def test_the_list_as_a_table(self, client, between, invoice):
        answer = shown(client, between.budget_owner, "/invoices/?format=csv")
        head, row = csv.reader(io.StringIO(answer.content.decode()))
        assert dict(zip(head, row, strict=True))["Open"] == f"{invoice.total}"

    def test_a_statement_runs_its_balance(self, client, between, invoice):
        paid(invoice, between, amount="25000.00")
        rows = statement_of(between.agency, owes=True)
        assert [row.balance for row in rows] == [invoice.total, invoice.total - 25000]
        answer = shown(client, between.budget_owner, reverse("invoice_statement", args=[between.agency.slug]))
        assert invoice.reference in text_of(answer)
        assert shown(client, between.signatory, answer.request["PATH_INFO"]).status_code == 404

    def test_programs_read_it_with_its_lines(self, client, between, invoice):
        client.force_login(between.budget_owner)
        answer = client.get(f"/api/v1/invoices/{invoice.reference}").json()
        assert [line["kind"] for line in answer["lines"]] == ["recurring", "recurring", "credit", "levy"]
        assert sum(Decimal(line["amount"]) for line in answer["lines"]) == Decimal(answer["total"]) == invoice.total
        [note] = client.get("/api/v1/credit-notes").json()["items"]
        assert (note["source_reference"], note["applied"]) == ("SC-2026-0031", "1692.00")


class TestPressing:
    def test_issued(self, client, between):
        draft = drafted_invoice(between)
        address = reverse("invoice_issue", args=[draft.reference])
        assert pressed(client, between.signatory, address).url == draft.get_absolute_url()
        assert Invoice.objects.get().status == "issued"
        again = pressed(client, between.signatory, address)
        assert (again.status_code, "cannot become" in text_of(again)) == (409, True)

    def test_a_payment_sent_twice_is_recorded_once(self, client, between, invoice):
        said = {"amount": "1000.00", "received_on": "11/02/2026", "method": "transfer", "token": str(uuid.uuid4())}
        for _ in range(2):
            pressed(client, between.signatory, reverse("invoice_pay", args=[invoice.reference]), **said)
        assert Payment.objects.get().amount == Decimal(1000)

    def test_what_is_no_amount_says_so(self, client, between, invoice):
        for amount in ("", "x", "-5", "1.001", "NaN"):
            answer = pressed(client, between.signatory, reverse("invoice_pay", args=[invoice.reference]), amount=amount)
            assert answer.status_code == 422
        assert not Payment.objects.exists()

    def test_a_line_is_questioned_and_answered(self, client, between, invoice):
        address = reverse("line_question", args=[invoice.reference, 1])
        pressed(client, between.budget_owner, address, amount="940.00", reason="Ten seats less")
        question = LineDispute.objects.get()
        page = text_of(shown(client, between.budget_owner, invoice.get_absolute_url()))
        assert "A line is questioned" in page
        assert "$940.00 questioned, not due" in page
        address = reverse("line_question_answer", args=[question.pk])
        pressed(client, between.signatory, address, upheld="yes", answer="You are right")
        assert Invoice.objects.get().credited == Decimal("947.05")  # with the levy of it

    def test_a_purchase_order_and_a_refund(self, client, between, invoice):
        address = reverse("invoice_purchase_order", args=[invoice.reference])
        pressed(client, between.budget_owner, address, number="PO 7", cost_centre="4410")
        assert PurchaseOrder.objects.get().number == "PO 7"
        payment = paid(invoice, between, amount="25000.00")
        said = {"amount": "100.00", "reason": "Too much", "token": str(uuid.uuid4())}
        pressed(client, between.signatory, reverse("payment_refund", args=[payment.reference]), **said)
        assert Payment.objects.get().refunded == Decimal(100)

    def test_taken_back(self, client, between, invoice):
        address = reverse("invoice_void", args=[invoice.reference])
        assert pressed(client, between.signatory, address).status_code == 422
        pressed(client, between.signatory, address, reason="Wrong month")
        assert Invoice.objects.get().status == "void"

    def test_a_month_is_billed_by_who_bills_and_nobody_else(self, client, between):
        assert shown(client, between.signatory, reverse("invoice_draft")).status_code == 200
        assert shown(client, between.budget_owner, reverse("invoice_draft")).status_code == 403
        month = timezone.localdate().replace(month=10, day=1).isoformat()
        assert pressed(client, between.signatory, reverse("invoice_draft"), month=month).url == reverse("invoice_list")


def test_it_is_the_next_step_of_who_issues_pays_and_answers(between):
    draft = drafted_invoice(between, period=ISSUED_AT.date().replace(month=9, day=1))
    invoice = issued_invoice(between)
    dispute_line(line=invoice.lines.first(), reason="Ten seats less", by=between.budget_owner)

    def steps(who):
        return {row.step.what: row.step.reference for row in workspace_context(who, at=ISSUED_AT)["rows"]}

    assert steps(between.budget_owner) == {"Pay": invoice.reference}
    assert steps(between.signatory) == {"Issue": draft.reference, "Answer a question on": invoice.reference}


def test_pages_ask_seldom_however_many_there_are(client, between, invoice, django_assert_max_num_queries):
    client.force_login(between.budget_owner)
    for month in (1, 2, 3, 4):
        issued_invoice(between, period=invoice.period.replace(month=month))
    with django_assert_max_num_queries(15):
        client.get("/invoices/")
    with django_assert_max_num_queries(20):
        client.get(invoice.get_absolute_url())
