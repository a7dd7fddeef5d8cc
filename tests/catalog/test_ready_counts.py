"""The whole catalogue's counts are kept ready: always what counting anew would give, gone with any change."""

import datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.utils import timezone

from catalog.offerings.models import OfferingChange
from catalog.search import ready_counts
from catalog.search.actions import index_offerings, keep_counts
from catalog.search.models import ReadyCounts, SearchEntry
from catalog.search.prices import PriceLimit
from catalog.search.queries import search_catalogue
from catalog.search.query import CatalogueQuery, Sort
from catalog.search.tasks import drain_waiting_changes
from marketplace.organisations.models import Organisation, Sanction
from tests.factories.marketplace import OrganisationFactory, UserFactory
from tests.factories.search import indexed, listed_offering, orderable_offering, vendor_named
from tests.worlds import world

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


@pytest.fixture(scope="module", autouse=True)
def every_third_entry_has_a_mark():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ready_counts, "APART", 3)
        yield


@world
def kestrel():
    """A vendor with five of fourteen offerings."""
    kestrel, granite = vendor_named("Kestrel Lane", small_business=True), vendor_named("Granite")
    for number in range(5):
        orderable_offering(f"Desk {number}", vendor=kestrel, topics=["Finance", "Service management"])
    for number in range(9):
        listed_offering(f"Vault {number}", vendor=granite, topics=["Imaging"], service_models=["iaas"])
    indexed()
    return kestrel


def found(**fields):
    result = search_catalogue(CatalogueQuery(**fields))
    return result.total, [hit.offering_id for hit in result.hits], dict(result.counts), result.without


def counted_anew(**fields):
    ReadyCounts.objects.all().delete()
    answer = found(**fields)
    assert not ready_counts.are_ready()
    return answer


@pytest.mark.parametrize("sort", Sort)
@pytest.mark.parametrize(("size", "page"), [(25, 1), (4, 1), (4, 2), (4, 3), (4, 4), (1, 14), (5, 3)])
def test_each_page_in_each_order_is_what_counting_anew_gives(kestrel, sort, size, page):
    assert ready_counts.are_ready()
    ready = found(sort=sort, size=size, page=page)
    assert len(ready[1]) == min(size, 14 - size * (page - 1))
    assert ready == counted_anew(sort=sort, size=size, page=page)


def test_any_change_of_an_entry_takes_them_away_and_the_next_job_counts_anew(kestrel):
    SearchEntry.objects.filter(vendor_id=kestrel.pk).update(used_by_count=1)
    assert not ready_counts.are_ready()
    drain_waiting_changes()
    assert ready_counts.are_ready()
    assert keep_counts() is False


def test_a_new_offering_is_counted_at_once(kestrel):
    new = listed_offering("Ledger", topics=["Finance"])
    index_offerings(offering_ids=[new.pk])
    assert found()[0] == 15
    assert keep_counts() is True
    assert found()[0] == 15


def test_what_is_withdrawn_is_in_no_count_before_its_entry_is_gone(kestrel):
    offering = kestrel.offerings.first()
    kestrel.offerings.filter(pk=offering.pk).update(live=False)
    OfferingChange.objects.create(offering_id=offering.pk, at=timezone.now())
    assert ready_counts.are_ready()
    total, hits, counts, _ = found()
    assert total == 13
    assert offering.pk not in hits
    assert {row.value: row.count for row in counts["category"]}["finance"] == 4


def test_a_vendor_that_is_suspended_is_in_no_count_and_comes_back(kestrel):
    before = found()
    Organisation.objects.filter(pk=kestrel.pk).update(status="suspended")
    assert found()[0] == 9
    keep_counts()
    Organisation.objects.filter(pk=kestrel.pk).update(status="verified")
    assert found() == before


def test_counts_taken_while_a_vendor_is_suspended_are_true_once_it_is_back(kestrel):
    before = found()
    Organisation.objects.filter(pk=kestrel.pk).update(status="suspended")
    ReadyCounts.objects.all().delete()
    keep_counts()
    assert found()[0] == 9
    Organisation.objects.filter(pk=kestrel.pk).update(status="verified")
    assert found() == before


def test_under_a_sanction_everything_is_counted_live_and_counts_taken_then_are_true_after_it(kestrel):
    def orderable():
        return found()[2]["orderable"][0].count

    before = found()
    assert orderable() == 5
    now = timezone.now()
    sanction = Sanction(vendor=kestrel, office=OrganisationFactory(broker=True), kind="suspension", reason="Late.")
    sanction.imposed_by, sanction.starts_at, sanction.ends_at = UserFactory(), now - HOUR, now + HOUR
    sanction.save()
    assert orderable() == 0
    index_offerings(offering_ids=[offering.pk for offering in kestrel.offerings.all()])
    ReadyCounts.objects.all().delete()
    keep_counts()
    assert orderable() == 0
    Sanction.objects.update(ends_at=now)
    assert ready_counts.are_ready()
    assert found() == before


def test_a_price_limit_and_the_page_of_all_vendors_are_counted_live(kestrel):
    assert found(price=PriceLimit(Decimal("0.01"), 1, 12))[0] == 0
    result = search_catalogue(CatalogueQuery(), most_vendors=1)
    assert len(result.counts["vendor"]) == 1


def test_counts_of_other_facets_are_nobodys(kestrel, monkeypatch):
    monkeypatch.setattr(ready_counts, "registry", lambda: "another")
    assert not ready_counts.are_ready()
    assert found()[0] == 14


def test_a_new_name_of_a_vendor_stands_in_the_panel_at_once(kestrel):
    Organisation.objects.filter(pk=kestrel.pk).update(name="Kestrel Avenue")
    assert "Kestrel Avenue" in [row.label for row in found()[2]["vendor"]]


def test_a_page_far_down_reads_no_more_than_the_rows_behind_its_mark(kestrel):
    statement = ready_counts.page_statement("rank, offering_id", "SELECT 0", by_rank=True)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off; SET LOCAL enable_sort = off")
        asked = {"registry": ready_counts.registry(), "mark": 4, "before": 1, "size": 1}
        cursor.execute(f"EXPLAIN {statement}", asked)
        plan = "\n".join(row for (row,) in cursor.fetchall())
    assert "Index Cond: (ROW(rank, offering_id) >=" in plan
