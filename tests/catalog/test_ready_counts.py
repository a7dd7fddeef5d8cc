"""The whole catalogue's counts are kept ready: always what counting anew would give, gone with any change."""

import datetime
from contextlib import suppress
from decimal import Decimal

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from catalog.offerings.models import OfferingChange
from catalog.search import bitmaps, ready_counts
from catalog.search.actions import index_offerings, keep_counts
from catalog.search.models import ReadyCounts, SearchEntry
from catalog.search.prices import PriceLimit
from catalog.search.queries import search_catalogue
from catalog.search.query import CatalogueQuery, PageBeyondEnd, Sort
from catalog.search.tasks import drain_waiting_changes
from marketplace.organisations.models import Organisation, Sanction
from tests.factories.marketplace import OrganisationFactory, UserFactory
from tests.factories.search import indexed, listed_offering, orderable_offering, vendor_named
from tests.worlds import world

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


@world
def kestrel():
    """A vendor with five of fourteen offerings."""
    kestrel = vendor_named("Kestrel Lane", small_business=True)
    granite = vendor_named("Granite")
    for number in range(5):
        orderable_offering(f"Desk {number}", vendor=kestrel, topics=["Finance", "Service management"])
    for number in range(9):
        listed_offering(f"Vault {number}", vendor=granite, topics=["Imaging"], service_models=["iaas"])
    indexed()
    Organisation.objects.filter(pk=granite.pk).update(slug="granite")
    Organisation.objects.filter(pk=kestrel.pk).update(slug="kestrel-lane")
    return kestrel


def found(**fields):
    result = search_catalogue(CatalogueQuery(**fields))
    return result.total, [hit.offering_id for hit in result.hits], dict(result.counts), result.without


def withdraw(offering):
    type(offering).objects.filter(pk=offering.pk).update(live=False)
    OfferingChange.objects.create(offering_id=offering.pk, at=timezone.now())


def bar(vendor):
    now, office = timezone.now(), OrganisationFactory(broker=True)
    sanction = Sanction(vendor=vendor, office=office, kind="suspension", reason="Late.", imposed_by=UserFactory())
    sanction.starts_at, sanction.ends_at = now - HOUR, now + HOUR
    sanction.save()


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


FILTERS = [
    {"model": ("iaas",)},
    {"model": ("iaas", "saas"), "orderable": ("yes",)},
    {"category": ("finance",), "small_business": ("yes",)},
    {"category": ("imaging", "finance"), "model": ("iaas",)},
    {"vendor": ("kestrel-lane",)},
    {"vendor": ("granite", "kestrel-lane"), "by": ("contract",), "category": ("finance",)},
    {"impact": ("high",)},
]


@pytest.mark.parametrize("selected", FILTERS)
@pytest.mark.parametrize(("size", "page"), [(25, 1), (2, 1), (2, 2)])
def test_whatever_is_ticked_is_what_counting_anew_gives(kestrel, selected, size, page):
    def answer(ask):
        with suppress(PageBeyondEnd):
            return ask(selected=selected, size=size, page=page)

    assert answer(found) == answer(counted_anew)


@pytest.mark.parametrize("selected", [{}, *FILTERS])
def test_it_is_while_things_are_withdrawn_suspended_and_barred_too(kestrel, selected):
    offering, other = kestrel.offerings.all()[:2], vendor_named("Hidden")
    listed_offering("Attic", vendor=other, topics=["Finance"])
    indexed()
    bar(kestrel)
    Organisation.objects.filter(pk=other.pk).update(status="suspended")
    withdraw(offering[0])
    assert ready_counts.are_ready()
    assert found(selected=selected) == counted_anew(selected=selected)


@given(st.lists(st.booleans(), max_size=200), st.integers(0, 60), st.integers(0, 30))
def test_places_are_those_of_the_ones(flags, before, size):
    bitmap = sum(1 << place for place, flag in enumerate(flags) if flag)
    assert bitmaps.places(bitmap, before, size) == [place for place, flag in enumerate(flags) if flag][before:][:size]


def test_what_is_kept_is_read_as_it_was_drawn(kestrel):
    kept = ReadyCounts.objects.get()
    drawn = bitmaps.drawn(SearchEntry.objects.order_by("rank", "offering_id").values_list(*ready_counts.ENTRIES))
    assert bitmaps.read(kept.ids, kept.vendors, map(tuple, kept.keys), kept.bitmaps) == drawn


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
    withdraw(offering)
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


def test_counts_taken_while_a_vendor_is_barred_are_true_once_it_is_not(kestrel):
    def orderable():
        return found()[2]["orderable"][0].count

    before = found()
    assert orderable() == 5
    bar(kestrel)
    assert orderable() == 0
    index_offerings(offering_ids=[offering.pk for offering in kestrel.offerings.all()])
    ReadyCounts.objects.all().delete()
    keep_counts()
    assert orderable() == 0
    Sanction.objects.update(ends_at=timezone.now())
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
