"""The levy of an agreement as dated data: announced for a month to come, borne by what begins from that day on."""

import datetime
from decimal import Decimal
from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import ProgrammingError, transaction
from django.utils import timezone

from catalog.offerings.comparison import compare
from catalog.offerings.levies import levy_percents
from contracts.costs.actions import file_levy_return, open_levy_returns, write_charges
from contracts.costs.models import Charge, LevyReturn
from contracts.frameworks.actions import FrameworkEnded, NotSigned, announce_levy
from contracts.frameworks.actions.levying import first_months
from contracts.frameworks.models import Framework, FrameworkLevy
from contracts.invoicing.actions import tell_use
from contracts.invoicing.bills import bills_of
from contracts.orders.actions import submit_order
from contracts.orders.actions.drafting import LevyDiffers
from contracts.orders.changes import quantity_terms
from contracts.orders.models import Order
from marketplace.audit.models import AuditEvent
from marketplace.billing.actions import draft_invoice
from marketplace.errors import InvalidInput, StaleForm
from marketplace.notifications.models import Notification
from marketplace.permissions import SYSTEM, Role
from tests.factories.contracts import MONDAY_NOON, accepted_order, funded_order, trade
from tests.factories.frameworks import drafted_framework, old_framework, signed_framework
from tests.factories.marketplace import person
from tests.worlds import world

pytestmark = pytest.mark.django_db
JANUARY, FEBRUARY, MARCH = (datetime.date(2027, month, 1) for month in (1, 2, 3))
IN_MARCH = datetime.datetime(2027, 3, 10, 12, tzinfo=datetime.UTC)
MESSAGES = {"name": "Text messages", "unit": "message", "price": "0.04", "included": 1000, "expected": None}
TWO, THREE = Decimal(2), Decimal(3)


@world
def parties():
    return trade()


@world
def framework(parties):
    return signed_framework(parties.vendor, levy_percent=TWO)


@world
def order(parties, framework):
    """100 users for 1,950.00 a month from 1 December 2026, under the agreement."""
    return accepted_order(parties)


@world
def officer():
    return person(Role.PROCUREMENT_OFFICER)


def announced(framework, by, *, percent=THREE, holds_from=FEBRUARY, reason="The board decided so.", at=MONDAY_NOON):
    version = Framework.objects.get(pk=framework.pk).version
    said = {"percent": percent, "holds_from": holds_from, "reason": reason, "version": version}
    return announce_levy(framework=framework, by=by, now=lambda: at, **said)


def levies(framework):
    return list(framework.levies.values_list("holds_from", "percent"))


class TestAnnouncing:
    def test_the_signature_begins_the_row_and_an_announcement_follows_it(self, framework, order, parties, officer):
        admin = person(Role.AGENCY_ADMIN, of=parties.agency)
        row = announced(framework, officer)
        assert levies(framework) == [(framework.starts_on, TWO), (FEBRUARY, THREE)]
        days = (framework.starts_on, FEBRUARY - datetime.timedelta(days=1), FEBRUARY, MARCH)
        assert [framework.levy_on(day) for day in days] == [TWO, TWO, THREE, THREE]
        event = AuditEvent.objects.get(action="contracts.framework.levy_announced")
        assert (event.data["before"], event.data["percent"]) == ("2.00", "3")
        told = Notification.objects.filter(key__startswith=f"{framework.reference}-levy-{row.pk}")
        assert {notice.recipient for notice in told} >= {admin, parties.signatory}
        with pytest.raises(ProgrammingError, match="append_only|Cannot"), transaction.atomic():
            FrameworkLevy.objects.update(percent=1)

    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            ({"holds_from": datetime.date(2027, 2, 2)}, "first day of a month that is still to come"),
            ({"holds_from": datetime.date(2026, 11, 1)}, "first day of a month that is still to come"),
            ({"holds_from": datetime.date(2030, 1, 1)}, "first day of a month that is still to come"),
            ({"percent": TWO}, "is 2% already"),
            ({"percent": Decimal(11)}, "from 0 to 10%"),
            ({"percent": Decimal(-1)}, "from 0 to 10%"),
            ({"reason": "  "}, "Say why the levy changes"),
        ],
    )
    def test_what_reaches_back_or_changes_nothing_is_refused(self, framework, officer, changes, sentence):
        with pytest.raises(InvalidInput, match=sentence):
            announced(framework, officer, **changes)
        assert levies(framework) == [(framework.starts_on, TWO)]
        announced(framework, officer)
        assert len(levies(framework)) == 2

    def test_only_the_office_announces_it_of_a_signed_agreement_as_it_was_read(self, framework, parties, officer):
        for somebody in (parties.signatory, parties.requester, person(Role.CONTRACT_MANAGER)):
            with pytest.raises(PermissionDenied):
                announced(framework, somebody)
        with pytest.raises(NotSigned):
            announced(drafted_framework(parties.vendor), officer)
        said = {"percent": THREE, "holds_from": FEBRUARY, "reason": "So.", "version": framework.version - 1}
        with pytest.raises(StaleForm):
            announce_levy(framework=framework, by=officer, now=lambda: MONDAY_NOON, **said)
        Framework.objects.filter(pk=framework.pk).update(status="ended", ended_at=MONDAY_NOON)
        with pytest.raises(FrameworkEnded):
            announced(framework, officer)
        assert levies(framework) == [(framework.starts_on, TWO)]

    def test_of_two_words_for_one_day_the_later_counts(self, framework, officer):
        announced(framework, officer)
        announced(framework, officer, percent=Decimal("2.5"), reason="Mistyped before.")
        assert framework.levy_on(FEBRUARY) == Decimal("2.5")

    def test_what_was_signed_before_there_were_rows_gets_one_from_the_migration(self, parties):
        old, draft = old_framework(parties.vendor, levy_percent=TWO), drafted_framework(parties.vendor)
        migration = import_module("contracts.migrations.0053_signed_levies")
        for _ in range(2):
            migration.keep_signed_levies(apps, None)
        row = old.levies.get()
        assert (row.percent, row.holds_from, row.announced_by) == (TWO, old.starts_on, old.signed_by)
        assert not draft.levies.exists()


class TestBearing:
    def test_bills_charges_and_returns_bear_the_percent_of_the_month_they_are_of(
        self, framework, order, parties, officer
    ):
        announced(framework, officer)
        percents = {
            month: [bill.levy_percent for bill in bills_of(order.contract, month)] for month in (JANUARY, MARCH)
        }
        assert percents == {JANUARY: [TWO], MARCH: [THREE]}
        for month, levy in ((JANUARY, Decimal("39.00")), (FEBRUARY, Decimal("58.50"))):
            [bill] = bills_of(order.contract, month)
            invoice = draft_invoice(bill=bill, by=SYSTEM, now=lambda: IN_MARCH)
            assert invoice.lines.get(kind="levy").amount == levy
            write_charges(month=month, by=SYSTEM, now=lambda: IN_MARCH)
            charged = Charge.objects.filter(origin="levy", month=month)
            assert sum(one.effective_cost for one in charged) == levy
            open_levy_returns(month=month, by=SYSTEM, now=lambda: IN_MARCH)
            said = {"amounts": {order.pk: Decimal("1950.00")}, "by": parties.signatory, "now": lambda: IN_MARCH}
            assert file_levy_return(levy_return=LevyReturn.objects.get(month=month), **said).levy == levy

    def test_use_that_is_billed_a_month_late_bears_the_percent_of_its_own_month(
        self, framework, order, parties, officer
    ):
        for changes in ({"status": "draft"}, {"usage": [MESSAGES]}, {"status": order.status}):
            Order.objects.filter(pk=order.pk).update(**changes)
        announced(framework, officer)
        editor, used = person(Role.VENDOR_EDITOR, of=parties.vendor), {"text-messages": 3500}
        order = Order.objects.select_related("contract").get(pk=order.pk)
        tell_use(order=order, month=JANUARY, used=used, by=editor, now=lambda: IN_MARCH)
        [bill] = bills_of(order.contract, FEBRUARY)
        assert {line.kind: line.levy_percent for line in bill.lines} == {"recurring": THREE, "usage": TWO}

    def test_estimates_bear_the_percent_of_their_day(self, framework, parties, officer):
        announced(framework, officer)
        offering = parties.offering
        for day, percent, total in ((MONDAY_NOON.date(), TWO, "23868.00"), (FEBRUARY, THREE, "24102.00")):
            assert levy_percents([offering], day) == {offering.pk: percent}
            [column] = compare([offering], sent={"users": "100", "months": "12"}, on=day).columns
            assert column.cost.total == Decimal(total)

    def test_another_quantity_is_reckoned_with_the_percent_of_its_first_day(self, framework, order, officer):
        announced(framework, officer)
        order = Order.objects.get(pk=order.pk)
        asked = [
            quantity_terms(order, quantity=200, holds_from=day, on=MONDAY_NOON.date()) for day in (JANUARY, FEBRUARY)
        ]
        assert [terms.how.split(" for ")[0] for terms in asked] == ["+$23,868.00", "+$24,102.00"]

    def test_what_was_drafted_before_is_not_sent_with_the_percent_of_then(self, framework, parties, officer):
        order = funded_order(parties)
        announced(framework, officer)
        at = datetime.datetime(2027, 2, 1, 17, tzinfo=datetime.UTC)
        with pytest.raises(LevyDiffers, match="the levy is 3%"):
            submit_order(order=order, version=order.version, by=parties.requester, now=lambda: at)
        sent = submit_order(order=order, version=order.version, by=parties.requester, now=lambda: MONDAY_NOON)
        assert sent.status == "submitted"


def test_an_officer_announces_it_on_screen_and_everybody_reads_it(client, framework, officer):
    address, month = f"{framework.get_absolute_url()}levy/", first_months(framework, on=timezone.localdate())[1]
    client.force_login(person(Role.CONTRACT_MANAGER))
    assert client.get(address).status_code == 403
    client.force_login(officer)
    assert "Today 2%." in client.get(address).content.decode()
    said = {
        "percent": "1.25",
        "holds_from": month.isoformat(),
        "reason": "Half of it pays.",
        "version": framework.version,
    }
    assert client.post(address, said | {"holds_from": "2027-01-02"}).status_code == 422
    assert client.post(address, said | {"percent": "2"}).status_code == 422
    assert client.post(address, said).url == framework.get_absolute_url()
    client.logout()
    page = client.get(framework.get_absolute_url()).content.decode()
    assert "Half of it pays." in page
    assert "2% of each order" in page
    told = client.get(f"/api/v1/agreements/{framework.reference}").json()
    assert (told["levy_percent"], [row["percent"] for row in told["levies"]]) == ("2.00", ["2.00", "1.25"])
    assert told["levies"][1]["holds_from"] == month.isoformat()


def test_a_draft_s_and_an_ended_agreement_s_page_say_why_nothing_is_announced(client, parties, officer):
    client.force_login(officer)
    draft, ended = drafted_framework(parties.vendor), signed_framework(parties.vendor)
    Framework.objects.filter(pk=ended.pk).update(status="ended", ended_at=timezone.now())
    for framework in (draft, ended):
        assert client.get(f"{framework.get_absolute_url()}levy/").status_code == 409
