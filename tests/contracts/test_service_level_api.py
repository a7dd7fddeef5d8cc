"""Programs read a closed month in full, and monitors send measurements as often as they like."""

import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from contracts.models import EvidenceBatch
from marketplace.organisations.actions.tokens import issue_token
from marketplace.permissions import Role
from tests.factories.marketplace import person
from tests.factories.measurements import JULY, JUNE, closed, contract_with_order, june, loaded, steady, term_of

OUTAGE = (june(7, 13, 12), june(7, 14, 26))
ROWS = [("2026-06-01T00:00:00Z", "up"), ("2026-06-01T05:00:00+04:30", "down"), ("2026-06-01T01:00:00Z", "up")]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("storage")]


@pytest.fixture
def contract():
    return contract_with_order()


@pytest.fixture
def manager():
    return person(Role.CONTRACT_MANAGER)


def sent(client, contract, rows=ROWS, **changes):
    body = {
        "objective": "availability",
        "source": "probe--desk",
        "measurements": [{"at": at, "status": status, "http_code": 200, "response_ms": 9} for at, status in rows],
    } | changes
    address = f"/api/v1/contracts/{contract.reference}/measurements"
    return client.post(address, data=json.dumps(body), content_type="application/json")


def test_a_closed_month_is_there_with_figures_credit_and_calculation(client, contract, django_assert_max_num_queries):
    loaded(term_of(contract), steady(JUNE, JULY, OUTAGE))
    result = closed(term_of(contract))
    with django_assert_max_num_queries(8):
        answer = client.get(f"/api/v1/contracts/{contract.reference}/periods/2026-06")
    assert answer.status_code == 200
    data = answer.json()
    assert (data["contract"], data["period"], data["time_zone"]) == (contract.reference, "2026-06", "UTC")
    (level,) = data["results"]
    assert (level["objective"], level["verdict"], level["uptime_shown"]) == ("availability", "breached", "99.828")
    assert Decimal(level["uptime_percent"]) == pytest.approx(Decimal(100) * (43_200 - 74) / 43_200)
    assert (level["credit"], level["credits"][0]["amount"]) == ("1240.00", "1240.00")
    assert (level["credits"][0]["debtor"], level["credits"][0]["creditor"]) == (
        contract.vendor.name,
        contract.agency.name,
    )
    assert (level["inputs_sha256"], level["final"]) == (result.inputs_sha256, True)
    assert {"what": "Service credit", "how": "10% of the fee", "value": "$1,240.00"} in level["ledger"]


@pytest.mark.parametrize("month", ["2026-05", "2026-13", "June", "2026-6"])
def test_a_month_that_is_not_there_is_404(client, contract, month):
    loaded(term_of(contract), steady(JUNE, JULY))
    closed(term_of(contract))
    answer = client.get(f"/api/v1/contracts/{contract.reference}/periods/{month}")
    assert answer.status_code == 404
    assert answer["Content-Type"].startswith("application/problem+json")


def test_measurements_sent_twice_are_kept_once(client, contract, manager):
    client.force_login(manager)
    first, second = sent(client, contract), sent(client, contract)
    assert (first.status_code, first.json()["loaded"]) == (201, 3)
    assert (second.status_code, second.json()) == (200, {"loaded": 0, "known": 3, "batch": None, "sha256": None})
    batch = EvidenceBatch.objects.get()
    assert (batch.rows, batch.sha256) == (3, first.json()["sha256"])
    assert batch.first_at == datetime(2026, 6, 1, tzinfo=UTC)


def test_a_token_needs_the_scope_to_measure(client, contract, manager):
    office = manager.memberships.get().organisation
    for scopes, status in (["read"], 403), (["measure"], 201):
        end = timezone.now() + timedelta(days=30)
        _, secret = issue_token(organisation=office, name="Monitor", scopes=scopes, expires_at=end, by=manager)
        client.defaults["HTTP_AUTHORIZATION"] = f"Bearer {secret}"
        assert sent(client, contract).status_code == status


def test_who_cannot_send_measurements(client, contract):
    assert sent(client, contract).status_code == 401
    strangers = {
        person(Role.SIGNATORY, of=contract.vendor): 403,
        person(Role.AGENCY_ADMIN, of=contract.agency): 403,
        person(Role.VENDOR_ADMIN): 404,
    }
    for user, status in strangers.items():
        client.force_login(user)
        assert sent(client, contract).status_code == status
    assert not EvidenceBatch.objects.exists()


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"objective": "speed"}, 404),
        ({"source": ""}, 422),
        ({"source": "probe\u0000"}, 422),
        ({"measurements": []}, 422),
        ({"rows": [("2026-06-31T00:00:00Z", "up")]}, 422),
        ({"rows": [("2026-06-01T00:00:00", "up")]}, 422),
        ({"rows": [("2026-06-01T00:00:00Z", "broken")]}, 422),
        ({"rows": [("2099-06-01T00:00:00Z", "up")]}, 422),
        ({"rows": [("1970-06-01T00:00:00Z", "up")]}, 422),
        ({"rows": [("0001-01-01T00:00:00+14:00", "up")]}, 422),
        ({"rows": [ROWS[0], (ROWS[0][0], "down")]}, 422),
        ({"more": 1}, 422),
    ],
)
def test_bad_input_is_refused_whole(client, contract, manager, changes, status):
    client.force_login(manager)
    assert sent(client, contract, **changes).status_code == status
    assert not EvidenceBatch.objects.exists()
