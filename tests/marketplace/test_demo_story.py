"""The story of the demonstration, loaded once with fewer contracts: the chain is whole, and everybody has work."""

import datetime
from decimal import Decimal

import pytest
from django.apps import apps
from django.core.management import call_command
from django.utils import timezone

from catalog.offerings.models import AgencyUse, Offering
from catalog.search.models import SearchEntry
from contracts.agreements.models import Contract
from contracts.costs.models import Charge
from contracts.orders.models import Order
from contracts.service_levels.models import Exclusion, PeriodResult, ServiceCredit
from marketplace.audit.actions import find_first_bad_event
from marketplace.billing.models import Invoice, InvoiceLine
from marketplace.demo import world
from marketplace.demo.loader_people import load_people
from marketplace.demo.persons import person
from marketplace.notifications.models import Notification
from marketplace.workspace.page import workspace_context
from rfp.needs.models import Need
from tests.demonstrations import assert_nothing_is_new, load, own_database, short_story

# Session keys, sign-ins and the queue are no part of what is loaded.
PASSING = {"sessions", "procrastinate", "admin"}


@pytest.fixture(scope="module")
def loaded(database_template, django_db_blocker, tmp_path_factory):
    """What the command said, in a database and a folder of this module's own."""
    with short_story(), own_database(database_template, django_db_blocker, tmp_path_factory.mktemp("files")):
        yield load()


@pytest.fixture
def contract(loaded):
    return Contract.objects.get(offering__slug="contact-centre-platform")


@pytest.mark.usefixtures("loaded")
def test_real_and_invented_offerings_stand_side_by_side():
    assert Offering.objects.filter(invented=False).count() == 509
    assert not Offering.objects.orderable().filter(invented=False).exists()
    assert Offering.objects.orderable().filter(invented=True).count() == 71
    assert SearchEntry.objects.count() == 580


@pytest.mark.usefixtures("loaded")
def test_nothing_invented_stands_under_a_real_vendor():
    assert not Contract.objects.exclude(vendor__invented=True).exists()
    assert not Order.objects.exclude(vendor__invented=True).exists()
    assert not Offering.objects.exclude(vendor__invented=False).filter(invented=False).exists()


def test_the_contract_hangs_on_a_chain_from_the_need_on(contract):
    order = contract.orders.get()
    need = Need.objects.get(reference=order.need_reference)
    assert need.ocid == order.ocid == contract.ocid
    steps = [
        need.stated_at,
        need.decided_at,
        order.created_at,
        order.submitted_at,
        order.approved_at,
        order.accepted_at,
    ]
    assert steps == sorted(steps)
    assert order.accepted_at.date() < contract.starts_on
    assert (order.monthly_fee, order.approved_by.name) == (Decimal("16920.00"), "Walter Quinn")
    assert contract.offering_revision.created_at < contract.signed_at


def test_the_last_month_is_the_breach_of_the_picture(contract):
    result = PeriodResult.objects.filter(term__contract=contract).latest("period")
    last_month = (timezone.localdate().replace(day=1) - datetime.timedelta(days=1)).replace(day=1)
    assert result.period == last_month
    assert (result.downtime_seconds, result.excluded_seconds) == (132 * 60, 120 * 60)
    assert result.verdict == PeriodResult.Verdict.BREACHED
    minutes = Decimal(result.agreed_seconds) / 60 - 120
    assert abs(result.uptime_percent - 100 * (minutes - 132) / minutes) < Decimal("1e-12")
    assert Decimal(95) < result.coverage_percent < 100
    credit = ServiceCredit.objects.get(result=result)
    assert (credit.amount, credit.debtor.slug, credit.creditor.slug) == (1692, "harborline-systems", "labor")


@pytest.mark.usefixtures("loaded")
def test_a_contract_whose_term_is_over_has_ended():
    contract = Contract.objects.get(offering__slug="saltmarsh-map-studio")
    assert contract.status == Contract.Status.ENDED
    assert contract.orders.get().status == Order.Status.ENDED
    assert contract.ends_on <= contract.ended_at.date() < timezone.localdate()


def test_users_of_a_service_are_known_and_counted(contract):
    uses = AgencyUse.objects.filter(offering=contract.offering)
    assert [(use.agency, use.kind, use.ato_on) for use in uses] == [(contract.agency, "initial", contract.starts_on)]
    desk = Offering.objects.get(slug="franklin-service-desk")
    assert desk.facts.used_by_count == desk.agency_uses.count() == 9
    assert desk.agency_uses.filter(kind="initial").count() == 1
    assert contract.offering.facts.used_by_count == 1
    assert contract.offering.facts.measured_availability < Decimal("99.9")


@pytest.mark.usefixtures("loaded")
def test_what_a_vendor_metered_is_billed_month_by_month_and_charged():
    order = Order.objects.get(offering__slug="tidewick-office-voice")
    assert list(order.metered_uses.order_by("month").values_list("used", flat=True)) == [1720, 460, 2045, 2610]
    lines = InvoiceLine.objects.filter(kind="usage", order_reference=order.reference).order_by("starts_on")
    assert [line.amount for line in lines] == [Decimal("109.80"), Decimal("139.05"), Decimal("189.90")]
    assert lines[0].why.endswith("500 included: 1,220 minutes × $0.09")
    charged = Charge.objects.filter(order=order, charge_category="Usage").order_by("month", "pk")
    assert [charge.effective_cost for charge in charged] == [line.amount for line in lines]
    assert all(charge.why for charge in charged)
    off = Charge.objects.get(order=order, origin="credit")
    assert (off.effective_cost, off.corrects) == (-18, charged[1])
    assert [step[0] for step in off.why] == ["On the invoice", "Questioned", "Upheld"]


@pytest.mark.usefixtures("loaded")
def test_under_the_hybrid_contract_the_office_bills_and_its_vendor_delivers(client):
    contract = Contract.objects.get(delivery_mode="hybrid")
    assert (contract.vendor.slug, contract.broker.slug) == ("hazelbrook-benefits", "office-of-the-cio")
    invoices = Invoice.objects.filter(contract_reference=contract.reference)
    assert {(invoice.issuer, invoice.payer) for invoice in invoices} == {(contract.broker, contract.agency)}
    assert {line.delivered_by for invoice in invoices for line in invoice.lines.all()} == {contract.vendor.name}
    client.force_login(load_people(at=timezone.now()).person("approver"))
    assert "Hybrid" in client.get(contract.get_absolute_url()).content.decode()


@pytest.mark.usefixtures("loaded")
def test_requests_wait_in_every_state():
    under_way = Order.objects.filter(contract=None)
    assert set(under_way.values_list("status", flat=True)) == {"draft", "submitted", "returned", "approved", "declined"}
    assert set(Need.objects.values_list("status", flat=True)) == {"stated", "in_triage", "decided"}
    assert Exclusion.objects.filter(status="requested", starts_at__gt=timezone.now()).count() == 1


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize(
    "slug", ["requester", "approver", "vendor", "vendor-two", "officer", "contract-manager", "editor", "agency-admin"]
)
def test_somebody_with_work_to_do_finds_it(client, slug):
    user = load_people(at=timezone.now()).person(slug)
    context = workspace_context(user, at=timezone.now())
    assert context["rows"]
    client.force_login(user)
    assert client.get("/workspace/").status_code == 200


@pytest.mark.usefixtures("loaded")
def test_a_vendor_s_offerings_stand_at_every_point_of_their_life(client):
    client.force_login(load_people(at=timezone.now()).person("vendor-two"))
    page = client.get("/offerings/").content.decode()
    for words in ("Draft", "Sent back", "With the reviewers", "Published", "ISO 27001 certificate.pdf"):
        assert words in page
    assert "Say for how long a recording is kept" in page
    assert "from" in client.get("/catalogue/kestrel-assets/").content.decode()
    assert Offering.objects.get(slug="kestrel-assets").plans.get().price_changes


@pytest.mark.usefixtures("loaded")
def test_the_past_is_neither_mailed_nor_unread():
    assert not Notification.objects.filter(mailed_at=None).exists()
    old = Notification.objects.filter(at__lt=timezone.now() - datetime.timedelta(days=8))
    assert old.exists()
    assert not old.filter(read_at=None).exists()
    assert not Notification.objects.filter(at__gt=timezone.now()).exists()


@pytest.mark.usefixtures("loaded")
def test_the_trail_of_what_was_loaded_is_whole():
    assert find_first_bad_event() is None


def test_a_repeat_changes_nothing(loaded):
    models = [model for model in apps.get_models() if model._meta.app_label not in PASSING]
    before = {model: list(model._default_manager.order_by("pk").values()) for model in models}
    again = load()
    changed = [model for model in models if list(model._default_manager.order_by("pk").values()) != before[model]]
    assert changed == []
    assert loaded[0].startswith("509 real offerings")
    assert_nothing_is_new(again)


@pytest.mark.usefixtures("loaded")
def test_the_command_says_what_it_did(capsys):
    call_command("load_demo")
    assert "0 real offerings listed" in capsys.readouterr().out
    call_command("load_demo", verbosity=0)
    assert capsys.readouterr().out == ""


def test_persons_have_names_that_the_story_uses():
    assert person("requester").name in {record["requester"] for record in world.story()["requests"]}
