"""What agencies were charged in a category stands beside needs and competitions."""

import datetime
from decimal import Decimal

import pytest

from catalog.models import Lot
from catalog.offerings.spend import Spend, spend_in_lots
from catalog.offerings.standing import record_spend
from marketplace.permissions import SYSTEM, Role
from tests.browsing import reauthenticated
from tests.factories.catalog import OfferingFactory
from tests.factories.marketplace import person
from tests.factories.rfp import MONDAY_NOON, stated_need
from tests.factories.solicitations import BODY, block, published_solicitation
from tests.worlds import world

pytestmark = pytest.mark.django_db
OCTOBER = datetime.date(2026, 10, 1)


@world
def charged():
    """Two services of cloud software, one of hosting, and one for which nothing was charged."""
    offerings = [OfferingFactory(service_models=[model]) for model in ("saas", "saas", "iaas", "saas")]
    amounts = dict(zip((one.pk for one in offerings), map(Decimal, (1000, 500, 70)), strict=False))
    record_spend(spent=amounts, until=OCTOBER, by=SYSTEM, at=MONDAY_NOON)
    return offerings


def test_it_is_the_sum_over_the_offerings_of_a_lot(charged, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = spend_in_lots([Lot.CLOUD_SOFTWARE, Lot.CLOUD_HOSTING, Lot.CLOUD_SUPPORT])
    assert found == {
        Lot.CLOUD_SOFTWARE: Spend(Decimal(1500), 2, OCTOBER),
        Lot.CLOUD_HOSTING: Spend(Decimal(70), 1, OCTOBER),
    }


def test_a_lot_says_what_agencies_were_charged_in_its_category(charged, client):
    lot = block("lot", number=1, title="Calls", category=Lot.CLOUD_SOFTWARE)
    page = client.get(published_solicitation(body=[lot, *BODY]).get_absolute_url()).content.decode()
    assert "Agencies here were charged $1,500 in this category in the twelve months to October 2026" in page


def test_a_lot_without_a_category_says_nothing(charged, client):
    assert "were charged" not in client.get(published_solicitation().get_absolute_url()).content.decode()


def test_a_need_says_what_was_spent_on_services_like_the_one_looked_at(charged):
    need = stated_need(offering=charged[2])
    page = reauthenticated(person(Role.PROCUREMENT_OFFICER)).get(need.get_absolute_url()).content.decode()
    assert "$70.00 by agencies here in the twelve months to October 2026, on 1 service" in page
