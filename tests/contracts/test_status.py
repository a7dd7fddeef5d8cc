"""How services run, for everybody; and the register narrowed, and taken away as CSV."""

import csv
import datetime
import io
from decimal import Decimal

import pytest

from contracts.models import Exclusion
from contracts.register.status import ServiceDay, status_context
from marketplace.permissions import Role
from tests.factories.catalog import OfferingFactory
from tests.factories.contracts import signed_contract
from tests.factories.marketplace import person
from tests.factories.measurements import JULY, JUNE, closed, contract_with_order, june, loaded, steady, term_of
from tests.worlds import world

OUTAGE = (june(7, 13, 12), june(7, 14, 26))
MID_JULY = datetime.datetime(2026, 7, 15, 16, tzinfo=datetime.UTC)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("storage")]


@world
def term():
    """June was measured and closed, with an outage of 74 minutes on the seventh."""
    offering = OfferingFactory(orderable=True)
    revision = offering.latest_revision
    contract = contract_with_order(offering=offering, offering_revision=revision, vendor=offering.vendor)
    term = term_of(contract)
    loaded(term, steady(JUNE, JULY, OUTAGE))
    closed(term)
    return term


def test_each_of_ninety_days_is_up_down_for_a_while_or_not_measured(term):
    context = status_context(term.contract.offering, at=MID_JULY)
    rows = context["chart"].table.rows
    assert len(rows) == 90
    assert rows[0] == ("Wed 15 Jul 2026", "Not measured", "–", "–")
    states = [state for _, state, _, _ in rows]
    assert (states.count("Down for a while"), states.count("Not measured")) == (1, 59)
    assert ("Sun 7 Jun 2026", "Down for a while", "74 min", "94.861%") in rows
    assert [one["lasted"] for one in context["outages"]] == [datetime.timedelta(minutes=74)]
    assert context["last"].on == datetime.date(2026, 6, 30)


def test_a_day_nobody_measured_is_not_up():
    day = datetime.date(2026, 6, 1)
    assert (ServiceDay(day).state, ServiceDay(day).percent) == ("none", None)
    assert ServiceDay(day, up=Decimal(10)).state == "up"
    assert ServiceDay(day, up=Decimal(10), down=Decimal(1)).state == "down"


def test_everybody_reads_it_and_the_questions_do_not_grow_with_contracts(
    client, term, django_assert_max_num_queries, time_machine
):
    time_machine.move_to(MID_JULY)
    slug = term.contract.offering.slug
    assert term.contract.offering.name in client.get("/status/").content.decode()
    client.get(f"/status/{slug}/")
    with django_assert_max_num_queries(9):
        page = client.get(f"/status/{slug}/").content.decode()
    assert "74 min" in page
    assert "Tue 30 Jun 2026" in page


@pytest.mark.parametrize(("day", "down"), [(6, "74 min"), (7, "–")])
def test_the_list_says_how_each_service_ran_in_its_last_thirty_days(client, term, time_machine, day, down):
    time_machine.move_to(datetime.datetime(2026, 7, day, 16, tzinfo=datetime.UTC))
    [(offering, days)] = client.get("/status/").context["rows"]
    assert offering == term.contract.offering
    assert days.down == (74 * 60 if down != "–" else 0)
    assert down in client.get("/status/").content.decode()


def test_maintenance_is_announced_once_it_is_approved(client, term, time_machine):
    time_machine.move_to(MID_JULY)
    asked = {
        "term": term,
        "starts_at": MID_JULY + datetime.timedelta(days=3),
        "ends_at": MID_JULY + datetime.timedelta(days=3, hours=2),
        "requested_at": MID_JULY,
        "requested_by": person(Role.SIGNATORY, of=term.contract.vendor),
    }
    decided = {"decided_at": MID_JULY, "decided_by": person(Role.CONTRACT_MANAGER)}
    Exclusion.objects.create(reference="X-1", reason="New disks", status="approved", **decided, **asked)
    Exclusion.objects.create(reference="X-2", reason="Perhaps a switch", **asked)
    page = client.get(f"/status/{term.contract.offering.slug}/").content.decode()
    assert "New disks" in page
    assert "Perhaps a switch" not in page


def test_a_service_that_nobody_measures_or_that_is_not_published_has_no_page(client, term):
    unmeasured = OfferingFactory()
    assert client.get(f"/status/{unmeasured.slug}/").status_code == 404
    type(unmeasured).objects.filter(pk=term.contract.offering_id).update(live=False)
    assert client.get(f"/status/{term.contract.offering.slug}/").status_code == 404


class TestRegister:
    @pytest.fixture
    def two(self):
        small = signed_contract(title="Backup", value=Decimal("49999.99"))
        large = signed_contract(title="Calls", value=Decimal(50_000), ends_on=datetime.date(2028, 1, 1))
        return small, large

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ({"value": "small"}, ["Backup"]),
            ({"value": "medium"}, ["Calls"]),
            ({"value": "very-large"}, []),
            ({"ends_before": "2027-01-01"}, ["Backup"]),
            ({"ends_before": "2026-12-31"}, []),
            ({"mode": "brokered"}, ["Calls", "Backup"]),
            ({"mode": "internal"}, []),
        ],
    )
    def test_it_is_narrowed_by_value_end_and_way_of_delivery_and_so_is_its_csv(self, client, two, query, found):
        page = client.get("/contracts/", query)
        assert [contract.title for contract in page.context["page"]] == found
        lines = b"".join(client.get("/contracts/register.csv", query).streaming_content).decode()
        assert [row["Title"] for row in csv.DictReader(io.StringIO(lines))] == found

    @pytest.mark.parametrize("query", [{"value": "odd"}, {"ends_before": "soon"}, {"mode": "odd"}])
    def test_what_it_does_not_know_is_refused_with_a_sentence(self, client, query):
        for address in ("/contracts/", "/contracts/register.csv"):
            assert client.get(address, query).status_code == 422

    def test_no_cell_of_the_csv_is_a_formula_and_no_draft_is_in_it(self, client, two):
        signed_contract(title="=1+1")
        lines = b"".join(client.get("/contracts/register.csv").streaming_content).decode()
        assert "'=1+1" in lines
        assert len(lines.splitlines()) == 4
