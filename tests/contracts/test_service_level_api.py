"""Programs read a closed month in full."""

from decimal import Decimal

import pytest

from tests.factories.measurements import JULY, JUNE, closed, contract_with_order, june, loaded, steady, term_of
from tests.worlds import world

OUTAGE = (june(7, 13, 12), june(7, 14, 26))

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("storage")]


@world
def contract():
    return contract_with_order()


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
