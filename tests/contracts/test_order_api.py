"""Orders through the API: the rules of the screens, refusals as problems, a key that makes repeating harmless."""

import datetime
import uuid
from decimal import Decimal

import pytest
from django.utils import timezone

from contracts.models import Order
from contracts.orders.actions import Part, approve_change, share_order, submit_order
from marketplace.organisations.actions.tokens import issue_token
from marketplace.permissions import Role
from tests.factories.cascades import offered_by_rank, ranks
from tests.factories.contracts import MONDAY_NOON, approved_order, asked_change, funded_order, submitted_order, trade
from tests.factories.marketplace import person
from tests.worlds import world

pytestmark = pytest.mark.django_db


@world
def parties():
    return trade()


def body(parties, **changes):
    usual = {
        "key": str(uuid.uuid4()),
        "offering": parties.offering.slug,
        "plan_code": str(parties.plan.code),
        "quantity": 100,
        "months": 12,
        "wanted_from": str(timezone.localdate() + datetime.timedelta(days=30)),
        "justification": "Callers wait.",
        "funding": [{"source": "General fund", "percent": "60"}, {"source": "Grant", "percent": "40"}],
        "award_grounds": "only_one",
        "award_words": "Nobody else has it.",
    }
    return usual | changes


def post(client, sent, **headers):
    return client.post("/api/v1/orders", sent, content_type="application/json", headers=headers)


def test_a_request_is_placed_and_sent_for_approval(client, parties):
    client.force_login(parties.requester)
    response = post(client, body(parties))
    placed = response.json()
    assert response.status_code == 201
    assert (placed["status"], placed["total_value"], placed["lines"][0]["amount"]) == (
        "submitted",
        "23575.50",
        "23400.00",
    )
    assert Order.objects.get().submitted_by == parties.requester


def test_the_same_key_sent_again_gives_the_same_order(client, parties):
    client.force_login(parties.requester)
    sent = body(parties)
    first, second = post(client, sent), post(client, sent)
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json()["reference"] == second.json()["reference"]
    assert Order.objects.count() == 1


def test_a_draft_waits_for_somebody_to_complete_it(client, parties):
    client.force_login(parties.requester)
    assert post(client, body(parties, draft=True, funding=[])).json()["status"] == "draft"


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"quantity": 0}, 422),
        ({"quantity": -1}, 422),
        ({"months": 121}, 422),
        ({"wanted_from": "2026-02-30"}, 422),
        ({"plan_code": str(uuid.uuid4())}, 409),
        ({"plan_code": "standard"}, 422),
        ({"offering": "nothing-of-this-name"}, 404),
        ({"agency": "another-agency"}, 422),
        ({"justification": "a\x00b"}, 422),
        ({"justification": "x" * 2_000_000}, 422),
        ({"need_reference": "N-1"}, 422),
        ({"funding": [{"source": "General fund", "percent": "99"}]}, 422),
        ({"funding": [{"source": "General fund", "percent": "-5"}]}, 422),
        ({"funding": []}, 409),
        ({"price": "0.01"}, 422),
    ],
)
def test_what_cannot_be_ordered_is_refused_as_a_problem_and_leaves_nothing(client, parties, changes, status):
    client.force_login(parties.requester)
    response = post(client, body(parties, **changes))
    assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")
    assert not Order.objects.exists()


def test_the_public_and_approvers_place_no_orders(client, parties):
    assert post(client, body(parties)).status_code == 401
    client.force_login(parties.approver)
    assert post(client, body(parties)).status_code in {403, 422}
    assert not Order.objects.exists()


def test_a_token_needs_the_scope_to_order(client, parties):
    admin = person(Role.AGENCY_ADMIN, Role.REQUESTER, of=parties.agency)
    ends = timezone.now() + datetime.timedelta(days=30)
    for scope, status in (("read", 403), ("order", 201)):
        _, secret = issue_token(organisation=parties.agency, name=scope, scopes=[scope], expires_at=ends, by=admin)
        assert post(client, body(parties), authorization=f"Bearer {secret}").status_code == status


def test_orders_are_listed_to_those_who_have_to_do_with_them(client, parties):
    order, _ = approved_order(parties), submitted_order(trade())
    client.force_login(parties.signatory)
    listed = client.get("/api/v1/orders").json()
    assert [item["reference"] for item in listed["items"]] == [order.reference]
    assert client.get("/api/v1/orders", {"status": "draft"}).json()["count"] == 0
    assert client.get("/api/v1/orders", {"status": "lost"}).status_code == 422
    assert client.get("/api/v1/orders", {"page": 99999}).status_code == 404


def test_somebody_else_s_order_is_not_found(client, parties):
    order = submitted_order(parties)
    client.force_login(person(Role.REQUESTER))
    assert client.get(f"/api/v1/orders/{order.reference}").status_code == 404


@pytest.mark.parametrize("count", [1, 5])
def test_the_list_stays_within_its_budget(client, parties, count, django_assert_max_num_queries):
    for _ in range(count):
        submitted_order(parties)
    client.force_login(parties.requester)
    with django_assert_max_num_queries(6):
        client.get("/api/v1/orders")


class TestWhatBelongsToAnOrder:
    """Its line, its changes, its shares: to whom which rows are shown."""

    def read(self, client, user, path):
        client.force_login(user)
        answer = client.get(f"/api/v1/{path}")
        return answer.json()["items"] if answer.status_code == 200 else answer.status_code

    def test_an_agency_reads_the_whole_line_and_a_vendor_its_own_turn(self, client):
        world = ranks("21.00", "22.00")
        order = offered_by_rank(world, at=timezone.now())
        first, second = world.signatories[:2]
        path = f"orders/{order.reference}/line"
        line = self.read(client, world.parties.requester, path)
        assert [(each["rank"], each["open"]) for each in line] == [(1, True), (2, False), (3, False)]
        [own] = self.read(client, first, path)
        assert (own["order"], own["total_value"]) == (order.reference, line[0]["total_value"])
        assert self.read(client, second, path) == 404
        assert self.read(client, first, "order-offers?open=true") == [own]
        assert self.read(client, second, "order-offers") == []

    def test_a_vendor_reads_a_change_once_the_agency_has_approved_it(self, client, parties):
        change = asked_change(parties)
        path = f"orders/{change.order.reference}/changes"
        [asked] = self.read(client, parties.requester, path)
        assert (asked["quantity_before"], asked["quantity_after"], asked["status"]) == (100, 150, "requested")
        assert self.read(client, parties.signatory, path) == []
        approve_change(change=change, by=parties.approver)
        assert [each["status"] for each in self.read(client, parties.signatory, path)] == ["approved"]
        assert self.read(client, person(Role.SIGNATORY), path) == 404

    def test_the_lead_reads_all_shares_and_a_partner_its_own(self, client, parties):
        partner = person(Role.APPROVER, limit=Decimal(500_000))
        agency = partner.memberships.get().organisation
        order, noon = funded_order(parties), {"now": lambda: MONDAY_NOON}
        parts = [Part(parties.agency, percent=Decimal(60)), Part(agency, percent=Decimal(40))]
        order = share_order(order=order, parts=parts, version=order.version, by=parties.requester, **noon)
        path = f"orders/{order.reference}/shares"
        assert [each["lead"] for each in self.read(client, parties.requester, path)] == [True, False]
        assert self.read(client, partner, path) == 404
        order.refresh_from_db()
        submit_order(order=order, version=order.version, by=parties.requester, **noon)
        [own] = self.read(client, partner, path)
        assert (own["agency"], own["percent"], own["decision"]) == (agency.slug, "40.00", "")
