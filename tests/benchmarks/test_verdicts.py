"""What the benchmarks make of their figures: a goal that is missed is said and fails, whichever way it points."""

from collections import defaultdict

import pytest

from tests.benchmarks import catalogue_goals
from tests.benchmarks.relevance import verdict

PEERS = {"all words": 0.4, "any word": 0.3}


class TestRelevance:
    @pytest.mark.parametrize(
        ("topics", "own", "code"), [(0.41, 0.76, 0), (0.4, 0.75, 0), (0.39, 0.76, 1), (0.41, 0.74, 1)]
    )
    def test_both_bars_have_to_be_reached(self, capsys, topics, own, code):
        stoa = "Stoa on PostgreSQL"
        assert verdict(PEERS | {stoa: topics}, PEERS | {stoa: own}, peers=PEERS) == code
        assert capsys.readouterr().out.count("MISSED") == code

    def test_the_better_of_the_peers_is_the_bar(self):
        better = PEERS | {"any word": 0.6}
        assert verdict(better | {"Stoa": 0.5}, better | {"Stoa": 0.9}, peers=better) == 1

    def test_one_engine_below_the_bar_is_enough(self):
        engines = {"Stoa on PostgreSQL": 0.9, "Stoa on Elasticsearch": 0.3}
        assert verdict(PEERS | engines, PEERS | engines, peers=PEERS) == 1


def run(**fields):
    return {"rps": 100, "p50": 10, "p95": 20, "cpu_ms": 8, "pg_ms": 2, "bad": 0, "status": 200, "n": 50} | fields


def runs(stoa, floor):
    """One round of every page that is compared with bare Django."""
    found = defaultdict(list)
    for page in ("list", "cold_list", "detail", "cold_detail", "search", "search_sel"):
        for connections in (1, 16):
            found["stoa", page, connections].append(stoa)
            found["floor", page, connections].append(floor)
    return found


class TestCatalogue:
    def test_as_good_as_the_floor_misses_nothing_below_full_size(self, capsys):
        assert catalogue_goals.report(runs(run(), run()), 1_000) == 0
        assert "P4" not in capsys.readouterr().out

    def test_fewer_requests_and_longer_waits_are_both_missed(self, capsys):
        assert catalogue_goals.report(runs(run(rps=10, p50=30, cpu_ms=30), run()), 1_000) == 6
        assert capsys.readouterr().out.count("missed") == 6

    def test_a_failed_request_is_no_figure(self, capsys):
        assert catalogue_goals.report(runs(run(bad=1, rps=900), run()), 1_000) == 0
        assert "| P1 | list | rps | floor | not measured |" in capsys.readouterr().out

    def test_processor_time_points_the_same_way_as_the_figure_beside_it(self):
        found = runs(run(cpu_ms=18), run(cpu_ms=8))
        assert catalogue_goals.by_processor(found, "stoa", "list", "rps", "floor") == "0.50"
        assert catalogue_goals.by_processor(found, "stoa", "list", "p50", "floor") == "2.00"

    def test_what_an_ended_backend_took_away_is_left_out(self):
        assert catalogue_goals.figure(runs(run(pg_ms=-900), run()), "stoa", "list", "cpu") == 8
