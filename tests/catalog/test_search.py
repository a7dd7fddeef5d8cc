"""What the catalogue's search finds, in which order, how it counts, and what it never shows."""

import datetime
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.offerings.changes import note_changes
from catalog.offerings.models import Offering, OfferingChange
from catalog.search import facets
from catalog.search.actions import drain_offering_changes, index_offerings, rebuild_index
from catalog.search.analysis import read_words
from catalog.search.engine import Asked
from catalog.search.models import SearchEntry, SearchWord
from catalog.search.postgres_statement import Statement
from catalog.search.queries import search_catalogue
from catalog.search.query import CatalogueQuery, PageBeyondEnd, SearchRefused, Sort
from catalog.search.reading import read_query
from catalog.search.result import MARK_END, MARK_START, Merit, Part
from catalog.search.tasks import DRAIN, drain_waiting_changes, mend_search_index, rebuild_search_index
from marketplace.organisations.models import Organisation
from tests.counts import count
from tests.factories.marketplace import OrganisationFactory
from tests.factories.search import indexed, listed_offering, orderable_offering, vendor_named
from tests.worlds import world

pytestmark = pytest.mark.django_db


def names(text="", **fields):
    """The names found, best first."""
    result = search_catalogue(CatalogueQuery(text=text, **fields))
    found = dict(Offering.objects.values_list("pk", "name"))
    return [found[hit.offering_id] for hit in result.hits]


def counted(name, text="", **selected):
    """Value to number of one facet, without the zeros."""
    result = search_catalogue(CatalogueQuery(text=text, selected=selected))
    return {count.value: count.count for count in result.counts[name] if count.count}


@world
def market():
    """Seven offerings that differ in everything search looks at."""
    kestrel = vendor_named("Kestrel Lane", small_business=True)
    state = OrganisationFactory(broker=True, name="Office of the CIO", slug="office-of-the-cio")
    listed_offering("Service", vendor=vendor_named("Plain Co"), deployment="hybrid_cloud")
    orderable_offering("Kestrel Service Desk", vendor=kestrel, topics=["Service management"], price="19.50")
    orderable_offering("Franklin Service Desk", vendor=state, price="27.40", delivery_mode="internal")
    listed_offering(
        "Café Ledger", vendor=vendor_named("Larkspur"), topics=["Finance"], description="Managing budgets of agencies."
    )
    listed_offering(
        "Meeting Rooms",
        vendor=kestrel,
        service_models=["saas", "paas"],
        impact_level="high",
        certification="fedramp_authorized",
        authorised_on=datetime.date(2026, 5, 1),
        facts={"used_by_count": 40},
    )
    listed_offering("Vault", vendor=vendor_named("Granite"), service_models=["iaas"], summary="Backups, kept apart.")
    listed_offering("Zebra Scans", vendor=vendor_named("Zoölogica"), topics=["Finance", "Imaging"])
    indexed()
    return kestrel


class TestWords:
    @pytest.mark.parametrize(
        ("typed", "found"),
        [
            ("cafe", "Café Ledger"),
            ("CAFÉ", "Café Ledger"),
            ("manage budget", "Café Ledger"),
            ("agency", "Café Ledger"),
            ("backup", "Vault"),
            ("zoologica", "Zebra Scans"),
            ("imaging", "Zebra Scans"),
            ("meeting roo", "Meeting Rooms"),
            ("meet", "Meeting Rooms"),
            ('"meeting rooms"', "Meeting Rooms"),
            ("iaas", "Vault"),
        ],
    )
    def test_finds_by_stem_accent_beginning_vendor_and_topic(self, market, typed, found):
        assert found in names(typed)

    def test_what_holds_all_words_comes_first_and_is_counted(self, market):
        result = search_catalogue(CatalogueQuery(text="kestrel desk"))
        assert (result.is_loose, result.holding_all, result.total) == (True, 1, 3)
        assert names("kestrel desk")[0] == "Kestrel Service Desk"
        assert names('"kestrel" desk') == ["Kestrel Service Desk"]

    def test_where_nothing_holds_all_words_what_holds_some_is_found_and_said(self, market):
        result = search_catalogue(CatalogueQuery(text="kestrel ledger"))
        assert (result.is_loose, result.holding_all, result.total) == (True, 0, 3)
        assert names('"kestrel ledger"') == names("kestrel -service ledger") == []

    @pytest.mark.parametrize("word", ["x", "kestrel", "desk or", "-", "a b c d"])
    def test_a_long_row_of_words_costs_no_more_than_a_short_one(self, market, word):
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = '5s'")
        for times in (8, 9, 16, 100):
            search_catalogue(CatalogueQuery(text=" ".join([word] * times)[:200].strip()))
            search_catalogue(CatalogueQuery(text=" ".join(f"{word}{n}" for n in range(times))[:200].strip()))

    def test_another_wording_and_the_initials_of_a_name_find_it(self, market):
        assert "Kestrel Service Desk" in names("help desk")
        assert names("ksd") == ["Kestrel Service Desk"]

    def test_words_that_say_little_exclude_nothing(self, market):
        assert names("a system for managing our budgets") == ["Café Ledger"]

    def test_a_hit_says_where_the_words_stand_and_marks_them(self, market):
        [hit] = search_catalogue(CatalogueQuery(text="backups")).hits
        assert hit.matched == (Part.SUMMARY,)
        assert hit.fragment == ""
        first = search_catalogue(CatalogueQuery(text="meeting rooms")).hits[0]
        assert first.matched[:2] == (Part.EXACT_NAME, Part.NAME)
        assert first.merits == (Merit.CERTIFIED, Merit.USED)

    def test_what_only_the_description_says_is_shown_from_there(self, market):
        [hit] = search_catalogue(CatalogueQuery(text='"budget"')).hits
        assert hit.matched == (Part.DESCRIPTION,)
        assert hit.fragment == f"Managing {MARK_START}budgets{MARK_END} of agencies"

    @pytest.mark.parametrize("before", ["", "A category of its own. ", "Larks sing, and catch what flies. " * 12])
    def test_a_word_that_no_beginning_shows_and_one_far_down_are_marked_too(self, before):
        text = f"{before}Then they ran, and cats ran after. {'More of it. ' * 40}"
        listed_offering("Vault", description=text, plans=[{"price": 1}])
        indexed()
        for typed, marked in {"cat": "cats", "ran": "ran"}.items():
            [hit] = search_catalogue(CatalogueQuery(text=f'"{typed}"')).hits
            assert f"{MARK_START}{marked}{MARK_END}" in hit.fragment
            assert hit.fragment.replace(MARK_START, "").replace(MARK_END, "") in text

    @pytest.mark.parametrize(
        "text",
        [
            *(
                "help desk",
                '"service desk"',
                '"service desk" OR vault',
                "helpdesk budgets",
                "desk -meeting",
                "desk help",
            ),
            *("desk workflow", "vault helpdesk", "meeting help desk vault"),
        ],
    )
    def test_words_in_a_row_are_asked_for_apart_and_nothing_is_found_twice_or_left_out(self, market, text):
        words = read_words(text)
        statement = Statement(Asked(CatalogueQuery(text=text), words))
        begun, parameters = statement.found(), statement.parameters()
        asked = begun.partition("hits AS")[0].rstrip(",\n ")

        def holding(sets) -> list[int]:
            """Whatever holds all ideas of one of the sets in any of their wordings, asked in one piece."""
            ways = {0: "asked.q{0}", 1: "(asked.q{0} || asked.s{0})"}
            said = [ways[len({term.weight for term in idea.terms}) > 1] for idea in words.ideas]
            whole = " || ".join(f"({' && '.join(said[place].format(place) for place in some)})" for some in sets)
            whole = f"({whole}) && !! excluded" if words.excluded else whole
            return rows(f"{asked} SELECT offering_id FROM asked, catalog_searchentry WHERE everything @@ ({whole})")

        def rows(sql) -> list[int]:
            with connection.cursor() as cursor:
                cursor.execute(sql, parameters)
                return sorted(pk for (pk,) in cursor.fetchall())

        assert rows(f"{begun} SELECT offering_id FROM chosen") == holding(words.enough) != []
        assert rows(f"{begun} SELECT offering_id FROM hits WHERE whole") == holding([words.needed])

    def test_a_quoted_phrase_is_found_only_as_it_stands(self, market):
        assert names('"desk service"') == []

    def test_a_minus_takes_away_and_or_gives_a_choice(self, market):
        assert names("service -desk") == ["Service"]
        assert set(names("vault OR zebra")) == {"Vault", "Zebra Scans"}

    @pytest.mark.parametrize(
        ("typed", "meant", "found"),
        [
            ("serivce desk", "service desk", "Kestrel Service Desk"),
            ("kestral", "kestrel", "Kestrel Service Desk"),
            ("budgtes", "budgets", "Café Ledger"),
            ("ledgr", "ledger", "Café Ledger"),
        ],
    )
    def test_a_slip_of_the_keyboard_is_mended_and_said(self, market, typed, meant, found):
        result = search_catalogue(CatalogueQuery(text=typed))
        assert (result.was_corrected, result.asked, result.query.text) == (True, typed, meant)
        assert found in names(typed)

    def test_nothing_is_mended_where_something_matches(self, market):
        assert not search_catalogue(CatalogueQuery(text="vault")).was_corrected

    def test_what_resembles_nothing_finds_nothing(self, market):
        result = search_catalogue(CatalogueQuery(text="xqzzyk"))
        assert (result.total, result.matching_text, result.was_corrected) == (0, 0, False)


class TestOrder:
    def test_the_exact_name_comes_first(self, market):
        assert names("service")[0] == "Service"
        assert names("SERVICE")[0] == "Service"

    def test_the_name_weighs_more_than_the_description(self, market):
        listed_offering("Ledger Notes", description="Nothing else.")
        listed_offering("Other", description="It exports to any ledger.")
        indexed()
        assert names("ledger").index("Ledger Notes") < names("ledger").index("Other")

    def test_without_words_what_can_be_ordered_comes_first(self, market):
        assert set(names()[:2]) == {"Kestrel Service Desk", "Franklin Service Desk"}

    def test_sorts_by_name_price_use_and_date(self, market):
        assert names(sort=Sort.NAME)[:2] == ["Café Ledger", "Franklin Service Desk"]
        assert names(sort=Sort.PRICE)[:2] == ["Kestrel Service Desk", "Franklin Service Desk"]
        assert names(sort=Sort.USED)[0] == "Meeting Rooms"
        assert names(sort=Sort.NEWEST)[0] == "Meeting Rooms"

    def test_a_yearly_price_is_compared_by_the_month(self):
        orderable_offering("Monthly", plans=[{"price": Decimal("10.00"), "interval": "month"}])
        orderable_offering("Yearly", plans=[{"price": Decimal("96.00"), "interval": "year"}])
        orderable_offering("Once", plans=[{"price": Decimal("1.00"), "interval": "once"}])
        indexed()
        assert names(sort=Sort.PRICE) == ["Yearly", "Monthly", "Once"]

    def test_pages_follow_each_other_without_gap_or_repetition(self):
        for number in range(7):
            listed_offering(f"Vault {number}", description="vault " * number)
        indexed()
        for text in ("", "vault"):
            pages = [names(text, page=page, size=3) for page in (1, 2, 3)]
            assert [len(page) for page in pages] == [3, 3, 1]
            assert len({name for page in pages for name in page}) == 7

    def test_a_page_beyond_the_end_names_the_last(self, market):
        with pytest.raises(PageBeyondEnd, match="no page 9.*last one is page 1") as refusal:
            names(page=9)
        assert refusal.value.kept.page == 1


class TestFacets:
    def test_a_facet_counts_without_its_own_choice_and_with_all_others(self, market):
        assert counted("model") == {"saas": 6, "paas": 1, "iaas": 1}
        assert counted("model", model=("iaas",)) == {"saas": 6, "paas": 1, "iaas": 1}
        assert counted("impact", model=("iaas",)) == {"moderate": 1}
        assert counted("model", impact=("high",)) == {"saas": 1, "paas": 1}

    def test_values_of_one_facet_widen_and_facets_narrow(self, market):
        assert set(names(selected={"model": ("paas", "iaas")})) == {"Meeting Rooms", "Vault"}
        assert names(selected={"model": ("paas", "iaas"), "impact": ("high",)}) == ["Meeting Rooms"]

    def test_every_value_is_there_even_with_nothing_behind_it(self, market):
        result = search_catalogue(CatalogueQuery(selected={"impact": ("low",)}))
        assert result.total == 0
        for facet in facets.FACETS:
            assert [count.value for count in result.counts[facet.name]] == [o.value for o in facet.options]

    def test_who_provides_and_what_can_be_ordered(self, market):
        assert counted("by") == {"vendor": 6, "state": 1, "contract": 1}
        assert names(selected={"by": ("state",)}) == ["Franklin Service Desk"]
        assert counted("orderable") == {"yes": 2}
        assert counted("mode") == {"brokered": 1, "internal": 1}
        assert set(names(selected={"small_business": ("yes",)})) == {"Kestrel Service Desk", "Meeting Rooms"}

    def test_measured_uptime_is_a_filter(self):
        window = {
            "measured_from": datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC),
            "measured_to": datetime.datetime(2026, 7, 1, tzinfo=datetime.UTC),
        }
        listed_offering("Measured", facts={"measured_availability": Decimal("99.95"), **window})
        listed_offering("Unmeasured", facts={"used_by_count": 3})
        indexed()
        assert names(selected={"measured": ("yes",)}) == ["Measured"]

    def test_topics_and_vendors_are_facets_by_slug(self, market):
        assert counted("category") == {"finance": 2, "imaging": 1, "service-management": 1}
        assert counted("category", category=("imaging",)) == {"finance": 2, "imaging": 1, "service-management": 1}
        assert names(selected={"category": ("imaging",)}) == ["Zebra Scans"]
        assert set(names(selected={"vendor": (market.slug,)})) == {"Kestrel Service Desk", "Meeting Rooms"}
        assert counted("vendor", vendor=(market.slug,))[market.slug] == 2

    def test_a_chosen_vendor_stays_in_the_panel_with_nothing_behind_it(self, market):
        result = search_catalogue(CatalogueQuery(text="vault", selected={"vendor": (market.slug,)}))
        assert [(c.value, c.count) for c in result.counts["vendor"] if c.selected] == [(market.slug, 0)]

    def test_says_how_many_there_would_be_without_each_facet(self, market):
        result = search_catalogue(CatalogueQuery(text="desk", selected={"by": ("state",), "impact": ("high",)}))
        assert (result.total, result.matching_text) == (0, 2)
        assert result.without == {"by": 0, "impact": 1}

    def test_unknown_topics_and_vendors_are_refused(self, market):
        for name in ("category", "vendor"):
            with pytest.raises(SearchRefused, match="“nowhere” is not a value"):
                names(selected={name: ("nowhere",)})

    def test_no_two_values_share_a_bit(self):
        bits = [option.bit for facet in facets.FACETS for option in facet.options]
        assert len(bits) == len(set(bits))
        assert max(bits) < 63


class TestVisibility:
    def test_drafts_and_offerings_of_hidden_vendors_have_no_entry(self):
        listed_offering("Secret draft", live=False)
        for status in (Organisation.Status.REGISTERED, Organisation.Status.SUSPENDED, Organisation.Status.REFUSED):
            listed_offering(f"Of a {status} vendor", vendor=vendor_named(f"Vendor {status}", status=status))
        indexed()
        assert not SearchEntry.objects.exists()
        assert not SearchWord.objects.exists()

    def test_a_withdrawn_offering_is_gone_before_its_entry_is(self, market):
        vault = Offering.objects.get(name="Vault")
        Offering.objects.filter(pk=vault.pk).update(live=False)
        note_changes(offering_ids=[vault.pk], at=datetime.datetime.now(datetime.UTC))
        assert SearchEntry.objects.filter(pk=vault.pk).exists()
        assert names("vault") == []
        assert counted("model") == {"saas": 6, "paas": 1}

    def test_a_suspended_vendor_is_gone_at_once(self, market):
        Organisation.objects.filter(pk=market.pk).update(status=Organisation.Status.SUSPENDED)
        assert "Kestrel Service Desk" not in names()
        assert market.slug not in counted("vendor")
        with pytest.raises(SearchRefused):
            names(selected={"vendor": (market.slug,)})


class TestUpkeep:
    def test_changes_are_drained_once_and_leave_current_entries(self, market):
        vault = Offering.objects.get(name="Vault")
        Offering.objects.filter(pk=vault.pk).update(name="Strongroom")
        Offering.objects.filter(name="Service").update(live=False)
        changed = [vault.pk, Offering.objects.get(name="Service").pk]
        note_changes(offering_ids=changed, at=datetime.datetime.now(datetime.UTC))
        assert drain_offering_changes() == 2
        assert names("strongroom") == ["Strongroom"]
        assert not SearchEntry.objects.filter(pk=changed[1]).exists()
        assert not OfferingChange.objects.waiting().exists()
        assert drain_offering_changes() == 0

    def test_a_note_wakes_the_job_and_the_job_drains_everything(self, market):
        procrastinate = pytest.importorskip("procrastinate.contrib.django.models")
        before = procrastinate.ProcrastinateJob.objects.filter(task_name=DRAIN).count()
        offering = listed_offering("Fresh")
        note_changes(offering_ids=[offering.pk], at=datetime.datetime.now(datetime.UTC))
        assert procrastinate.ProcrastinateJob.objects.filter(task_name=DRAIN).count() == before + 1
        assert drain_waiting_changes() == 1
        assert names("fresh") == ["Fresh"]

    def test_a_change_of_a_deleted_draft_is_drained_too(self):
        note_changes(offering_ids=[987_654], at=datetime.datetime.now(datetime.UTC))
        assert drain_offering_changes() == 1

    def test_a_rebuild_drops_what_is_left_over_and_repeats_exactly(self, market):
        Offering.objects.filter(name="Vault").update(live=False)
        first = rebuild_index()
        assert (first.entries, first.removed) == (6, 1)
        entries = list(SearchEntry.objects.order_by("pk").values())
        assert rebuild_index().removed == 0
        assert list(SearchEntry.objects.order_by("pk").values()) == entries
        assert not SearchWord.objects.filter(word="vault").exists()

    def test_a_vendor_that_comes_back_is_found_again_without_a_note(self, market):
        Organisation.objects.filter(pk=market.pk).update(status=Organisation.Status.SUSPENDED)
        assert mend_search_index() == 2
        assert SearchEntry.objects.count() == 5
        Organisation.objects.filter(pk=market.pk).update(status=Organisation.Status.VERIFIED)
        assert mend_search_index() == 2
        assert "Kestrel Service Desk" in names("kestrel")
        assert mend_search_index() == 0

    def test_the_night_takes_in_a_vendors_new_name(self, market):
        Organisation.objects.filter(pk=market.pk).update(name="Heron Lane")
        rebuild_search_index()
        assert set(names("heron")) == {"Kestrel Service Desk", "Meeting Rooms"}

    def test_the_command_says_what_it_did(self, market, capsys):
        call_command("reindex_search")
        assert "holds 7 offerings" in capsys.readouterr().out

    def test_building_entries_takes_as_many_statements_for_one_as_for_many(self, django_assert_num_queries):
        offerings = [orderable_offering(f"Vault {number}", topics=["Finance"]).pk for number in range(12)]
        with django_assert_num_queries(11):
            index_offerings(offering_ids=offerings[:1])
        with django_assert_num_queries(11):
            index_offerings(offering_ids=offerings)


class TestAddress:
    def test_the_whole_state_goes_into_the_address_and_comes_back(self):
        sent = {
            "q": ["  service   desk "],
            "model": ["paas", "saas", "saas"],
            "category": ["finance"],
            "sort": ["price"],
            "page": ["3"],
            "offering": ["kestrel-desk"],
        }
        query = read_query(sent)
        assert query.address == (
            "?q=service+desk&model=paas&model=saas&category=finance&sort=price&page=3&offering=kestrel-desk"
        )
        assert query.without("model", "saas").address == (
            "?q=service+desk&model=paas&category=finance&sort=price&offering=kestrel-desk"
        )

    def test_what_it_does_not_know_by_name_is_left_alone(self):
        assert read_query({"utm_source": ["mail"]}).address == ""

    @pytest.mark.parametrize(
        ("sent", "sentence", "kept"),
        [
            ({"q": ["desk"], "model": ["saas", "nonsense"]}, "“nonsense” is not a value", "?q=desk&model=saas"),
            ({"sort": ["cheapest"]}, "cannot be sorted that way", ""),
            ({"q": ["desk"], "page": ["0"]}, "whole number from 1", "?q=desk"),
            ({"page": ["1e9"]}, "whole number from 1", ""),
            ({"q": ["a\x07b"]}, "cannot be typed", "?q=a+b"),
            ({"vendor": ["../etc"]}, "is not a value", ""),
        ],
    )
    def test_refuses_with_a_sentence_and_keeps_the_rest(self, sent, sentence, kept):
        with pytest.raises(SearchRefused, match=sentence) as refusal:
            read_query(sent)
        assert refusal.value.kept.address == kept
        assert refusal.value.status == 400

    def test_a_text_of_five_thousand_characters_is_refused_and_its_beginning_kept(self):
        with pytest.raises(SearchRefused, match="up to 200 characters, this one had 5,000") as refusal:
            read_query({"q": ["x" * 5_000]})
        assert refusal.value.kept.text == "x" * 200

    def test_more_values_than_anybody_needs_are_refused(self):
        with pytest.raises(SearchRefused, match="up to 40 values"):
            read_query({"vendor": [f"vendor-{number}" for number in range(41)]})


ODD = st.text(
    st.sampled_from("abc eé\"'-&|!():*\\/<>%_?#@~^`$€🎉\u202e\u200f\u0301ﬁ漢١\n\t")
    | st.characters(exclude_categories=["Cs"]),
    max_size=200,
)


@settings(max_examples=count(400), suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(text=ODD)
def test_no_text_breaks_a_search(market, text):
    try:
        query = read_query({"q": [text]})
    except SearchRefused:
        return
    result = search_catalogue(query)
    assert 0 <= result.total <= result.matching_text <= 7


@pytest.mark.parametrize("rows", [10, 100])
def test_a_search_takes_two_statements_and_a_mended_one_four(rows, django_assert_num_queries):
    vendor = vendor_named()
    for number in range(rows):
        listed_offering(f"Vault {number}", vendor=vendor, topics=["Finance"])
    indexed()
    with django_assert_num_queries(2):
        search_catalogue(CatalogueQuery(text="vault", selected={"category": ("finance",)}))
    with django_assert_num_queries(4):
        assert search_catalogue(CatalogueQuery(text="valut")).total == rows
    with django_assert_num_queries(2):
        search_catalogue(CatalogueQuery(text="finance vault"))
    with django_assert_num_queries(4):
        assert search_catalogue(CatalogueQuery(text="finanec vault")).query.text == "finance vault"
