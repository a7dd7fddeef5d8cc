"""The figures of `./stoa bench relevance`, against values worked out by hand, and the set of graded queries."""

import json
import math

import pytest

from tests.benchmarks.judgements import SHARED, own, read_judgements
from tests.benchmarks.relevance import dcg, ndcg, precision, recall

GRADES = {"a": 3, "b": 2, "c": 1, "d": 0}


class TestNdcg:
    def test_the_best_order_is_worth_one(self):
        assert ndcg(["a", "b", "c"], GRADES) == pytest.approx(1)

    def test_a_better_grade_further_down_is_worth_less(self):
        best = 7 + 3 / math.log2(3) + 1 / 2
        swapped = 3 + 7 / math.log2(3) + 1 / 2
        assert ndcg(["b", "a", "c"], GRADES) == pytest.approx(swapped / best)

    def test_what_is_not_relevant_takes_a_place(self):
        assert ndcg(["x", "a"], {"a": 3}) == pytest.approx(1 / math.log2(3))

    def test_the_eleventh_place_counts_for_nothing(self):
        assert ndcg([*"0123456789", "a"], {"a": 3}) == 0

    def test_more_relevant_than_places_still_reaches_one(self):
        grades = {str(number): 1 for number in range(30)}
        assert ndcg([str(number) for number in range(10, 20)], grades) == pytest.approx(1)

    @pytest.mark.parametrize(("found", "grades"), [([], GRADES), (["a"], {}), (["d"], GRADES)])
    def test_nothing_relevant_is_zero(self, found, grades):
        assert ndcg(found, grades) == 0

    def test_the_discount_is_the_logarithm_of_the_place(self):
        assert dcg([1, 1, 1]) == pytest.approx(1 + 0.63093 + 0.5, abs=1e-5)


class TestPrecisionAndRecall:
    def test_empty_places_count_against_precision(self):
        assert precision(["a", "c", "d"], GRADES) == pytest.approx(0.2)

    def test_recall_counts_relevant_ones_alone(self):
        assert recall(["a", "d", "x"], GRADES) == pytest.approx(1 / 3)

    def test_recall_ends_at_the_fiftieth(self):
        assert recall([str(number) for number in range(50)] + ["a"], {"a": 1}) == 0

    def test_nothing_to_find_is_zero(self):
        assert recall(["a"], {"a": 0}) == 0


class TestOwnSet:
    def test_rows_of_a_query_become_one(self):
        lines = ["# a note\n", "kind,query,offering_id,relevance\n", "need,x,1,3\n", "need,y,1,1\n", "need,x,2,2\n"]
        assert [(q.text, q.kind, dict(q.grades)) for q in read_judgements(lines)] == [
            ("x", "need", {"1": 3, "2": 2}),
            ("y", "need", {"1": 1}),
        ]

    def test_it_has_sixty_queries_and_more_of_every_kind(self):
        queries = own()
        assert len({judged.text for judged in queries}) == len(queries) >= 60
        assert {judged.kind for judged in queries} == {"vendor", "former", "misspelt", "acronym", "synonym", "need"}

    def test_each_grade_is_one_to_three_and_each_query_has_something_that_fits(self):
        for judged in own():
            assert set(judged.grades.values()) <= {1, 2, 3}, judged.text
            assert 3 in judged.grades.values(), judged.text

    def test_every_id_is_an_offering(self):
        path = SHARED / "data" / "fedramp-offerings.json"
        if not path.exists():
            pytest.skip("the shared data is not on this machine")
        known = {entry["id"] for entry in json.loads(path.read_text())["offerings"]}
        assert {each for judged in own() for each in judged.grades} <= known
