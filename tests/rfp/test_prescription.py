"""The check for over-prescription: what it finds, what it leaves alone, what it says instead, how it counts."""

from decimal import Decimal

import pytest

from rfp.solicitations.prescription import (
    Facts,
    Kind,
    Weight,
    findings_of_sentence,
    findings_of_terms,
    findings_of_text,
    index_of,
    judge,
    sentences_of,
)
from rfp.solicitations.prescription.catalogue import catalogue_names
from rfp.solicitations.prescription.names import called, patterns_of
from tests.benchmarks.bench_prescription import GOAL, HALVES, figures, known_names, labelled, outcomes
from tests.factories.catalog import OfferingFactory
from tests.factories.marketplace import OrganisationFactory

KNOWN = patterns_of({"Kestrel Desk", "Kestrel Works, Inc.", "Harbor", "Merlin Systems LLC"})


def kinds_in(sentence):
    return {str(finding.kind) for finding in findings_of_sentence(sentence, known=KNOWN)}


class TestSentences:
    def test_paragraphs_end_at_full_stops_and_items_of_a_list_stand_alone(self):
        text = "# Scope\n\nOne thing is wanted. It is\nlate, e.g. Now.\n\n- a first item here\n- a second item here\n"
        assert sentences_of(text) == [
            "One thing is wanted.", "It is late, e.g. Now.", "a first item here", "a second item here",
        ]  # fmt: skip

    def test_tables_links_and_emphasis_are_taken_off(self):
        text = "| a | b |\n\nRead the **whole** [plan of work](https://example.org) first.\n"
        assert sentences_of(text) == ["Read the whole plan of work first."]

    @pytest.mark.parametrize("text", ["", "\n\n", "Too short.", "\x0b\x0c", "x" * 100_000])
    def test_odd_texts_have_no_sentences(self, text):
        assert sentences_of(text) == []


class TestBrands:
    @pytest.mark.parametrize(
        "sentence",
        [
            "The help desk is provided on Kestrel Desk.",
            "Offers from Kestrel Works are expected.",
            "KESTREL DESK is what we want for all offices.",
            "Telephones come from Merlin or an equivalent.",
        ],
    )
    def test_names_of_the_catalogue_are_found(self, sentence):
        assert "brand" in kinds_in(sentence)

    @pytest.mark.parametrize(
        "sentence",
        [
            "Today the department keeps its cases in Kestrel Desk.",
            "The records were taken over from Kestrel Desk two years ago.",
            "A kestrel nests on the roof of the office.",
            "The ferry lands in the harbor at noon.",
        ],
    )
    def test_what_there_is_today_and_words_of_every_day_are_none(self, sentence):
        assert "brand" not in kinds_in(sentence)

    @pytest.mark.parametrize(
        ("name", "spellings"),
        [
            ("Workday Inc.", {"Workday"}),
            ("Palantir Technologies Inc.", {"Palantir"}),
            ("Contracting", set()),
            ("Ministry of Silly Names Administration", set()),
            ("Consensus dba Quill", {"Consensus"}),
        ],
    )
    def test_a_company_is_called_by_what_is_left_without_its_form(self, name, spellings):
        assert called(name) == spellings

    @pytest.mark.django_db
    def test_the_catalogue_says_what_is_a_name_in_two_statements(self, django_assert_num_queries):
        OfferingFactory(name="Gannet Archive", vendor=OrganisationFactory(vendor=True, name="Shearwater Ltd."))
        OfferingFactory(name="Petrel Draft", draft=True)
        with django_assert_num_queries(2):
            names = catalogue_names()
        assert {"Gannet Archive", "Shearwater Ltd."} <= names
        assert "Petrel Draft" not in names
        known = patterns_of(names)
        [finding] = findings_of_sentence("Records are kept in Gannet Archive.", known=known)
        assert (finding.kind, finding.words) == (Kind.BRAND, "Gannet Archive")


class TestTerms:
    @pytest.mark.parametrize(
        ("weights", "said"),
        [
            ([Weight("Plan", Decimal(50)), Weight("Price", Decimal(40), is_price=True)], ["add up to 90 %"]),
            ([Weight("Plan", Decimal(70)), Weight("Price", Decimal(30), is_price=True)], ["“Plan” weighs 70 %"]),
            ([Weight("Plan", Decimal(39)), Weight("Price", Decimal(61), is_price=True)], ["“Price” weighs 61 %"]),
            ([Weight("Plan", Decimal(40)), Weight("Price", Decimal(60), is_price=True)], []),
            ([], []),
        ],
    )
    def test_weights_have_to_be_whole_and_none_decides_alone(self, weights, said):
        found = findings_of_terms(Facts(weights={1: weights}))
        assert [any(words in finding.sentence for words in said) for finding in found] == [True] * len(said)
        assert {finding.kind for finding in found} <= {Kind.WEIGHT}

    def test_what_is_not_scored_has_no_weights(self):
        assert findings_of_terms(Facts(weights={1: [Weight("Plan", Decimal(90))]}, is_evaluated=False)) == []

    @pytest.mark.parametrize(("days", "found"), [(1, True), (14, True), (15, False), (None, False)])
    def test_fewer_than_fifteen_working_days_are_too_few(self, days, found):
        assert bool(findings_of_terms(Facts(days_open=days))) is found

    @pytest.mark.parametrize(
        ("many", "said"), [(0, ["No vendor can"]), (1, ["One vendor can"]), (2, ["2 vendors can"]), (3, []), (None, [])]
    )
    def test_three_likely_bidders_are_the_least(self, many, said):
        found = [finding.sentence for finding in findings_of_terms(Facts(likely_bidders=many))]
        assert [one.startswith(words) for one, words in zip(found, said, strict=True)] == [True] * len(said)


class TestWords:
    def test_each_finding_quotes_the_words_says_why_and_offers_an_outcome(self):
        [finding] = findings_of_sentence("Calls must be answered by at least 14 people.", known=KNOWN)
        assert finding.kind == Kind.METHOD
        assert finding.words in finding.why
        assert finding.words in finding.sentence
        assert "within … minutes" in finding.instead

    def test_a_figure_makes_a_promise_measurable(self):
        assert kinds_in("Tickets are answered promptly.") == {"level"}
        assert kinds_in("Tickets are answered promptly, within 4 working hours, measured each month.") == set()

    def test_how_bidding_goes_is_no_prescription_of_the_service(self):
        assert kinds_in("Questions must be sent as GitHub issues about this RFP.") == set()

    @pytest.mark.parametrize("sentence", ["", "\x00", "“", "100 %", "must " * 5_000, "Price 1000000 %" * 500])
    def test_odd_sentences_are_read_without_a_fault(self, sentence):
        findings_of_sentence(sentence, known=KNOWN)

    @pytest.mark.parametrize("half", HALVES)
    def test_on_the_labelled_sentences_it_is_right_and_complete_enough(self, half):
        precision, recall = figures(outcomes(labelled(), known_names()), half)
        assert (precision >= GOAL, recall >= GOAL) == (True, True), (precision, recall)

    def test_there_are_150_labelled_sentences_and_none_stands_twice(self):
        rows = labelled()
        assert len({row.sentence for row in rows}) == len(rows) == 150
        assert {kind for row in rows for kind in row.kinds} == set(Kind)


class TestIndex:
    PRESCRIBED = "The vendor must use Kestrel Desk. Callers get an answer within two minutes each month."
    AS_OUTCOME = "Nine of ten requests are settled in a day. Callers get an answer within two minutes each month."

    def test_it_falls_when_the_same_is_said_as_an_outcome(self):
        before, after = judge([self.PRESCRIBED], known=KNOWN), judge([self.AS_OUTCOME], known=KNOWN)
        assert (before.index, after.index) == (50, 0)

    def test_a_sentence_counts_once_by_its_heaviest_finding(self):
        found = findings_of_text(self.PRESCRIBED, known=KNOWN)
        assert {str(one.kind) for one in found} == {"brand", "method"}
        assert index_of(found, 2) == 50

    def test_what_is_upheld_with_a_reason_is_counted_apart(self):
        keys = {finding.key for finding in findings_of_text(self.PRESCRIBED, known=KNOWN)}
        judged = judge([self.PRESCRIBED], known=KNOWN, upheld=keys)
        assert (judged.index, judged.left, len(judged.findings)) == (50, 0, 2)

    def test_a_changed_sentence_is_another_finding_and_spaces_are_no_change(self):
        def key(text):
            return findings_of_text(text, known=KNOWN)[0].key

        assert key("It is   user-friendly to all.") == key("It is user-friendly to all.")
        assert key("It is user-friendly to all.") != key("It is user-friendly to most.")

    def test_a_text_without_sentences_has_an_index_of_nothing(self):
        assert judge([], known=KNOWN).index == 0
