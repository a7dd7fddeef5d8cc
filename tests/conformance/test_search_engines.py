"""One suite for both real engines: what is found, in which order, how it is counted, what is never shown."""

import datetime
import uuid
from decimal import Decimal

import pytest

from catalog.offerings.changes import note_changes
from catalog.offerings.models import Offering
from catalog.search import engines, postgres
from catalog.search.actions import drain_offering_changes
from catalog.search.circuit import CircuitBreaker
from catalog.search.copies import mend_copy, rebuild_copy, send_offerings
from catalog.search.elasticsearch import finding
from catalog.search.elasticsearch.connection import client
from catalog.search.elasticsearch.indexing import index_names
from catalog.search.fallback import FallbackEngine
from catalog.search.prices import PriceLimit
from catalog.search.queries import search_catalogue
from catalog.search.query import CatalogueQuery, PageBeyondEnd, Sort
from catalog.search.result import Merit, Part
from marketplace.clock import database_now
from marketplace.organisations.models import Organisation, Sanction
from tests.factories.marketplace import OrganisationFactory, UserFactory
from tests.factories.search import indexed, listed_offering, orderable_offering, vendor_named

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["postgresql", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)])
def market(request, settings, monkeypatch):
    """Six offerings in the index of the engine."""
    kestrel = vendor_named("Kestrel Lane", small_business=True)
    listed_offering("Service", vendor=vendor_named("Plain Co"), deployment="hybrid_cloud")
    orderable_offering("Kestrel Service Desk", vendor=kestrel, topics=["Service management"], price="19.50")
    orderable_offering("Larkspur Service Desk", price="27.40", description="Reads any ledger.")
    listed_offering("Café Ledger", topics=["Finance"], description="Managing budgets of agencies.")
    listed_offering("Meeting Rooms", vendor=kestrel, service_models=["saas", "paas"], impact_level="high")
    listed_offering("Vault", service_models=["iaas"], summary="Backups, kept apart.", facts={"used_by_count": 9})
    indexed()
    if request.param == "postgresql":
        yield kestrel
        return
    settings.ELASTICSEARCH_URL = [request.getfixturevalue("elasticsearch_url")]
    # What is found is judged here, not how soon: a cold server on a busy machine may take its time.
    monkeypatch.setattr(finding, "SEARCH_SECONDS", 30.0)
    own = FallbackEngine(finding.ENGINE, postgres.ENGINE, CircuitBreaker())
    monkeypatch.setattr(engines, "with_fallback", lambda: own)
    settings.ELASTICSEARCH_INDEX = f"test-{uuid.uuid4().hex}"
    rebuild_copy()
    yield kestrel
    assert search_catalogue(CatalogueQuery()).engine == "elasticsearch"
    for name in index_names():
        client(seconds=30).indices.delete(index=name)


def names(text="", **fields):
    result = search_catalogue(CatalogueQuery(text=text, **fields))
    assert not result.instead_of
    found = dict(Offering.objects.values_list("pk", "name"))
    return [found[hit.offering_id] for hit in result.hits]


def counted(name, text="", **selected):
    result = search_catalogue(CatalogueQuery(text=text, selected=selected))
    return {count.value: count.count for count in result.counts[name] if count.count}


def test_stems_accents_beginnings_vendors_and_topics(market):
    typed = {"cafe": "Café Ledger", "manage budget": "Café Ledger", "backup": "Vault", "meet": "Meeting Rooms"}
    typed |= {"meeting roo": "Meeting Rooms", "finance": "Café Ledger", "kestrel": "Meeting Rooms"}
    assert {text: name for text, name in typed.items() if name not in names(text)} == {}


def test_a_row_of_words_that_is_not_finished_is_found_in_a_description(market):
    assert names("budgets-of-agenc") == ["Café Ledger"]


def test_a_hit_says_the_same_of_itself_on_both(market):
    first, *others = search_catalogue(CatalogueQuery(text="kestrel service desk")).hits
    assert first.matched[:2] == (Part.EXACT_NAME, Part.NAME)
    assert (first.merits, first.other_wordings) == ((Merit.ORDERABLE,), ())
    assert all(Part.EXACT_NAME not in hit.matched for hit in others)
    [vault] = search_catalogue(CatalogueQuery(text="vault")).hits
    assert vault.merits == (Merit.USED,)
    otherwise = search_catalogue(CatalogueQuery(text="helpdesk")).hits
    assert [hit.other_wordings for hit in otherwise] == [("helpdesk",)] * 2


def test_slips_are_mended_and_said(market):
    result = search_catalogue(CatalogueQuery(text="ledgr"))
    assert (result.was_corrected, result.query.text) == (True, "ledger")
    assert result.total


def test_order_exact_names_first_then_weight_of_the_text(market):
    assert names("service")[0] == "Service"
    assert names("SERVICE")[0] == "Service"
    assert names("ledger") == ["Café Ledger", "Larkspur Service Desk"]
    assert names(sort=Sort.NAME)[0] == "Café Ledger"
    assert names(sort=Sort.PRICE)[:2] == ["Kestrel Service Desk", "Larkspur Service Desk"]
    assert names(sort=Sort.USED)[0] == "Vault"


def test_a_facet_counts_without_its_own_choice_and_with_all_others(market):
    assert counted("model") == {"saas": 5, "paas": 1, "iaas": 1}
    assert counted("model", model=("iaas",)) == {"saas": 5, "paas": 1, "iaas": 1}
    assert counted("model", impact=("high",)) == {"saas": 1, "paas": 1}
    assert counted("category") == {"finance": 1, "service-management": 1}
    assert counted("vendor", vendor=(market.slug,))[market.slug] == 2
    assert set(names(selected={"model": ("paas", "iaas")})) == {"Meeting Rooms", "Vault"}
    result = search_catalogue(CatalogueQuery(text="desk", selected={"model": ("iaas",)}))
    assert (result.total, result.matching_text, result.without) == (0, 2, {"model": 2})


@pytest.fixture
def plans(market, request):
    """Prices, places and measured figures on the same six, in the index of the engine."""
    window = {"measured_from": database_now() - datetime.timedelta(days=90), "measured_to": database_now()}
    priced = [{"price": Decimal(20), "tiers": [{"from": 1, "price": "20.00"}, {"from": 100, "price": "10.00"}]}]
    listed_offering("Tiered", plans=priced, data_location="Ottawa, Canada, and Ohio", open_api=True)
    facts = {"measured_availability": Decimal("99.95"), **window}
    listed_offering("Measured", facts=facts, data_location="Reykjavik", open_api=False)
    indexed()
    if "elasticsearch" in request.node.callspec.id:
        mend_copy()


def test_open_api_data_location_and_measured_uptime(plans):
    assert counted("open_api") == {"yes": 1, "no": 1, "none": 6}
    assert counted("location", location=("ca",)) == {"us": 3, "ca": 1, "other": 1, "none": 4}
    assert names(selected={"location": ("ca", "other")}, sort=Sort.NAME) == ["Measured", "Tiered"]
    assert counted("uptime") == {"99.5": 1, "99.9": 1, "99.95": 1}
    assert names(selected={"uptime": ("99.95",)}) == ["Measured"]
    assert names(selected={"uptime": ("99.99",)}) == []


def test_the_price_for_my_users_is_reckoned_at_their_number(plans):
    def fitting(upto, users):
        price = PriceLimit(Decimal(upto), users, 12)
        result = search_catalogue(CatalogueQuery(price=price, selected={"model": ("saas",)}))
        assert (result.counts["model"][2].count, result.without["price"]) == (0, 7)  # Vault states no price
        return set(names(price=price))

    assert fitting("999.99", 99) == set()
    assert fitting("1980", 99) == {"Tiered", "Kestrel Service Desk"}
    assert fitting("1000", 100) == {"Tiered"}
    assert fitting("27.60", 1) == {"Tiered", "Kestrel Service Desk"}
    assert fitting("27.61", 1) == {"Tiered", "Kestrel Service Desk", "Larkspur Service Desk"}


def test_a_barred_vendors_offerings_stay_but_cannot_be_ordered_from_its_second_to_its_last(market):
    assert counted("orderable") == {"yes": 2}
    now = database_now()
    office, officer = OrganisationFactory(broker=True), UserFactory()
    sanction = Sanction(vendor=market, office=office, kind="suspension", reason="Late.", imposed_by=officer)
    sanction.starts_at, sanction.ends_at = now + datetime.timedelta(hours=1), now + datetime.timedelta(hours=2)
    sanction.save()
    assert counted("orderable") == {"yes": 2}
    Sanction.objects.update(starts_at=now - datetime.timedelta(hours=1))
    assert counted("orderable") == {"yes": 1}
    assert counted("by") == {"vendor": 6, "contract": 1}
    assert names(selected={"orderable": ("yes",)}) == ["Larkspur Service Desk"]
    assert names(selected={"by": ("contract",)}) == ["Larkspur Service Desk"]
    barred = [hit.barred for hit in search_catalogue(CatalogueQuery(text="kestrel service desk")).hits[:1]]
    assert barred == [True]
    assert "Kestrel Service Desk" in names()
    Sanction.objects.update(ends_at=now)
    assert counted("orderable") == {"yes": 2}


def test_pages_follow_without_gap_and_end(market):
    pages = [names(page=page, size=4) for page in (1, 2)]
    assert [len(page) for page in pages] == [4, 2]
    assert len({name for page in pages for name in page}) == 6
    with pytest.raises(PageBeyondEnd):
        names(page=100_000_000)


def test_what_is_withdrawn_or_of_a_hidden_vendor_is_in_no_hit_and_no_count(market):
    vault = Offering.objects.get(name="Vault")
    Offering.objects.filter(pk=vault.pk).update(live=False)
    note_changes(offering_ids=[vault.pk], at=database_now())
    Organisation.objects.filter(pk=market.pk).update(status=Organisation.Status.SUSPENDED)
    for _ in ("while it waits", "while the other index has not got it"):
        assert set(names()) == {"Service", "Larkspur Service Desk", "Café Ledger"}
        assert counted("model") == {"saas": 3}
        drain_offering_changes()


ODD = [
    '"',
    '"a',
    "a AND (b OR",
    "name:*",
    "* ? ~2 ^3",
    "-",
    "--x",
    "/.*/",
    "\\",
    "' OR 1=1 --",
    "{}",
    "🎉 \u202e\u200f",
    "ﬁ",
]


def test_odd_texts_are_answered(market):
    for text in [*ODD, "x " * 100, "x" * 200]:
        result = search_catalogue(CatalogueQuery(text=text))
        assert not result.instead_of
        assert 0 <= result.total <= 6


@pytest.mark.elasticsearch
@pytest.mark.parametrize("market", ["elasticsearch"], indirect=True)
class TestCopy:
    def test_a_change_is_sent_and_a_repeat_changes_nothing(self, market):
        vault = Offering.objects.get(name="Vault")
        Offering.objects.filter(pk=vault.pk).update(name="Strongroom")
        for _ in range(2):
            send_offerings(offering_ids=[vault.pk, 987_654])
            assert names("strongroom") == ["Strongroom"]

    def test_a_comparison_finds_and_mends_what_differs(self, market):
        Offering.objects.filter(name="Vault").update(name="Strongroom")
        Offering.objects.filter(name="Service").update(live=False)
        listed_offering("Fresh")
        found = mend_copy()
        assert (found.missing, found.stale, found.left_over) == (1, 1, 1)
        assert mend_copy().total == 0

    def test_a_rebuild_leaves_one_index_and_takes_in_what_changed_meanwhile(self, market, settings):
        def change(done):
            Offering.objects.filter(name="Vault").update(name="Strongroom")

        rebuild_copy(progress=change)
        assert len(client(seconds=30).indices.get_alias(name=settings.ELASTICSEARCH_INDEX)) == 1
        assert names("strongroom") == ["Strongroom"]
