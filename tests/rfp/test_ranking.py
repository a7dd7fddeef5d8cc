"""From points and prices to places: figures worked out by hand, and what must hold whatever they are."""

from decimal import Decimal as D
from fractions import Fraction as F

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rfp.evaluation.prices import FORMULAS, LowPriceRule, UnknownFormula, price_shares, unusually_low
from rfp.evaluation.ranking import NotComparable, Proposal, Rules, Weighted, failed_minimums, rank, shown
from rfp.evaluation.sensitivity import is_wide, lines, spread, swing, swings, tenths
from rfp.solicitations.price_formulas import example_of

# The example of the design: four proposals, quality 60 of 100, price 40 of 100 by lowest ÷ price.
CRITERIA = (
    Weighted("outcomes", D(20)),
    Weighted("levels", D(15)),
    Weighted("security", D(15)),
    Weighted("exit", D(10), least=D(2)),
    Weighted("price", D(40), is_price=True),
)
RULES = Rules(CRITERIA)
WEIGHTS = {one.code: one.weight for one in CRITERIA}


def proposal(name, points, price, received=0):
    codes = ("outcomes", "levels", "security", "exit")
    return Proposal(name, {code: D(one) for code, one in zip(codes, points, strict=True)}, D(price), received)


FOUR = [
    proposal("A", (4, 4, 5, 4), 684_000),
    proposal("B", (4, 5, 4, 2), 498_000),
    proposal("C", (3, 3, 4, 4), 451_200),
    proposal("D", (5, 4, 5, 3), 902_400),
]


class TestTheDesignsExample:
    def test_totals_and_places(self):
        ranked = rank(FOUR, RULES)
        assert [(one.name, one.place, str(one.shown)) for one in ranked] == [
            ("B", 1, "83.24"),
            ("C", 2, "81.00"),
            ("A", 3, "77.38"),
            ("D", 4, "73.00"),
        ]
        assert {one.name: one.quality for one in ranked} == {"A": 51, "B": 47, "C": 41, "D": 53}

    def test_every_part_of_the_first(self):
        first = rank(FOUR, RULES)[0]
        assert first.parts == {
            "outcomes": 16,
            "levels": 15,
            "security": 12,
            "exit": 4,
            "price": F(451_200 * 40, 498_000),
        }
        assert first.total == sum(first.parts.values())

    def test_the_first_stays_first_while_price_counts_between_21_3_and_51_6(self):
        found = swing(rank(FOUR, RULES), WEIGHTS, "price")
        assert (tenths(found.least), tenths(found.most)) == (D("21.3"), D("51.6"))
        assert found.rivals == ("A", "C")

    def test_the_lines_of_the_chart(self):
        drawn = {line.name: line for line in lines(rank(FOUR, RULES), WEIGHTS, "price")}
        for percent, of_b in ((10, "79.6"), (40, "83.2"), (70, "86.9")):
            assert tenths(drawn["B"].at(F(percent))) == D(of_b)


class TestPrices:
    @pytest.mark.parametrize(
        ("formula", "shares"),
        [
            ("lowest_over_price", (1, F(1, 2), F(1, 4))),
            ("linear_to_highest", (1, F(2, 3), 0)),
            ("distance_to_lowest", (1, 0, 0)),
            ("steps_above_lowest", (1, 0, 0)),
        ],
    )
    def test_each_published_formula(self, formula, shares):
        prices = {"A": D(100), "B": D(200), "C": D(400)}
        assert tuple(price_shares(prices, formula).values()) == shares

    @pytest.mark.parametrize(
        ("formula", "points"),
        [
            ("lowest_over_price", ("40.00", "34.78", "30.77")),
            ("linear_to_highest", ("40.00", "20.00", "0.00")),
            ("distance_to_lowest", ("40.00", "34.00", "28.00")),
            ("steps_above_lowest", ("40.00", "32.00", "16.00")),
        ],
    )
    def test_the_example_that_is_published_beside_each(self, formula, points):
        shown = example_of(formula, weight=D(40))
        assert [(price, got) for price, _, got in shown.rows] == [
            (D(price), D(got)) for price, got in zip((100, 115, 130), points, strict=True)
        ]
        assert all(how.endswith("× 40") for _, how, _ in shown.rows)

    @pytest.mark.parametrize(
        ("above", "share"), [("9.99", 1), ("10", F(4, 5)), ("49.99", F(1, 5)), ("50", 0), ("90", 0)]
    )
    def test_a_step_is_taken_at_the_full_tenth_and_not_before(self, above, share):
        assert price_shares({"A": D(100), "B": 100 + D(above)}, "steps_above_lowest")["B"] == share

    @pytest.mark.parametrize("formula", FORMULAS)
    def test_equal_prices_and_nothing_at_all_get_all(self, formula):
        assert set(price_shares({"A": D(7), "B": D(7)}, formula).values()) == {1}
        assert price_shares({"A": D(0)}, formula) == {"A": 1}

    def test_a_formula_that_nobody_published_and_a_price_below_nothing_are_refused(self):
        with pytest.raises(UnknownFormula):
            price_shares({"A": D(1)}, "by_hand")
        with pytest.raises(ValueError, match="below nothing"):
            price_shares({"A": D(-1)}, "lowest_over_price")

    def test_the_prices_of_those_who_fail_do_not_count(self):
        cheap_and_poor = proposal("E", (5, 5, 5, 1), 1)
        assert rank([*FOUR, cheap_and_poor], RULES) == rank(FOUR, RULES)

    @pytest.mark.parametrize(
        ("prices", "low"),
        [
            ((100, 200, 210), ["A"]),  # half the next
            ((70, 100, 101), ["A"]),  # 30 percent under the next
            ((71, 100, 101), []),
            ((100, 105, 200), []),
            ((60, 61, 200, 210), ["A", "B"]),  # both over 40 percent under the mean of the others
            ((1, 100), []),  # two bids are too few to call one of them unusual
        ],
    )
    def test_which_prices_must_be_explained(self, prices, low):
        named = {name: D(price) for name, price in zip("ABCD", prices, strict=False)}
        assert [one.name for one in unusually_low(named)] == low

    def test_the_rule_is_what_was_published(self):
        prices = {"A": D(90), "B": D(100), "C": D(101)}
        assert not unusually_low(prices)
        [found] = unusually_low(prices, LowPriceRule(below_next=D(10)))
        assert (found.name, found.below_next) == ("A", 10)


class TestMinimums:
    def test_a_minimum_fails_below_it_and_passes_on_it(self):
        assert failed_minimums({"outcomes": D(5), "levels": D(5), "security": D(5), "exit": D("1.5")}, RULES) == [
            "exit"
        ]
        assert failed_minimums(FOUR[1].points, RULES) == []

    def test_quality_as_a_whole_has_its_own(self):
        rules = Rules(CRITERIA, least_quality=D(42))
        assert failed_minimums(FOUR[2].points, rules) == ["quality"]
        assert [one.name for one in rank(FOUR, rules)] == ["B", "A", "D"]

    def test_nobody_passes(self):
        assert rank([proposal("A", (0, 0, 0, 0), 1)], RULES) == []


class TestTies:
    def test_equal_totals_go_to_quality_then_price_then_the_earlier_bid(self):
        half = Rules((Weighted("outcomes", D(50)), Weighted("price", D(50), is_price=True)))
        low, high = (Proposal("L", {"outcomes": D("2.5")}, D(100)), Proposal("H", {"outcomes": D(5)}, D(200)))
        first, second = rank([low, high], half)
        assert (first.name, second.name) == ("H", "L")
        assert first.total == second.total == 75
        assert (first.tied_with, first.by, second.by) == (("L",), "quality", "quality")
        late, early = (Proposal(name, {"outcomes": D(3)}, D(5), received=at) for name, at in (("A", 9), ("B", 4)))
        assert [(one.name, one.by) for one in rank([late, early], half)] == [("B", "received"), ("A", "received")]

    def test_a_tie_is_judged_on_exact_figures(self):
        thirds = Rules((Weighted("outcomes", D(70)), Weighted("price", D(30), is_price=True)))
        prices = {"A": D("3.1"), "B": D("3.1000001"), "C": D(3)}
        found = rank([Proposal(name, {"outcomes": D(3)}, price) for name, price in prices.items()], thirds)
        assert [str(one.shown) for one in found] == ["72.00", "71.03", "71.03"]
        assert found[1].tied_with == ()


class TestRefusals:
    @pytest.mark.parametrize(
        ("criteria", "says"),
        [
            ((Weighted("a", D(60)), Weighted("b", D(30))), "add up to 100"),
            ((Weighted("a", D(50)), Weighted("a", D(50))), "same code"),
            ((Weighted("a", D(50), is_price=True), Weighted("b", D(50), is_price=True)), "more than one"),
            ((Weighted("a", D(110)), Weighted("b", D(-10))), "below nothing"),
        ],
    )
    def test_weights_that_contradict_themselves(self, criteria, says):
        with pytest.raises(NotComparable, match=says):
            rank([], Rules(criteria))

    @pytest.mark.parametrize("points", [{}, {"outcomes": D(6)}, {"outcomes": D(-1)}])
    def test_points_that_are_missing_or_off_the_scale(self, points):
        with pytest.raises(NotComparable, match="outcomes"):
            rank([Proposal("A", points, D(1))], RULES)

    def test_a_price_that_is_still_sealed(self):
        with pytest.raises(NotComparable, match="not opened"):
            rank([Proposal("A", FOUR[0].points)], RULES)


@pytest.mark.parametrize(
    ("points", "apart", "wide"), [((2, 5, 4), 3, True), ((3, 5), 2, False), ((4,), 0, False), ((), 0, False)]
)
def test_a_spread_over_half_of_the_scale_is_talked_through(points, apart, wide):
    given_points = [D(one) for one in points]
    assert (spread(given_points), is_wide(given_points, 5)) == (apart, wide)


POINTS = st.tuples(*[st.integers(0, 20).map(lambda n: n / D(4)) for _ in range(4)])
PROPOSALS = st.lists(st.tuples(POINTS, st.integers(1, 10**9)), min_size=1, max_size=7).map(
    lambda rows: [proposal(f"P{n}", points, price, received=n) for n, (points, price) in enumerate(rows)]
)


@given(PROPOSALS, st.sampled_from(sorted(FORMULAS)))
def test_places_follow_totals_and_totals_their_parts(proposals, formula):
    ranked = rank(proposals, Rules(CRITERIA, formula))
    assert [one.place for one in ranked] == list(range(1, len(ranked) + 1))
    for one in ranked:
        assert sum(one.parts.values()) == one.total
        assert 0 <= one.total - F(one.shown) < F(1, 100)
        assert 0 <= one.total <= 100
    assert [one.total for one in ranked] == sorted((one.total for one in ranked), reverse=True)
    assert {one.name for one in ranked} == {one.name for one in proposals if not failed_minimums(one.points, RULES)}


@given(PROPOSALS, st.randoms(use_true_random=False))
def test_the_order_in_which_bids_are_named_changes_nothing(proposals, chance):
    mixed = proposals[:]
    chance.shuffle(mixed)
    assert rank(mixed, RULES) == rank(proposals, RULES)


@given(PROPOSALS)
def test_a_better_answer_or_a_lower_price_of_the_first_never_costs_it_the_first_place(proposals):
    ranked = rank(proposals, RULES)
    if ranked:
        first = next(one for one in proposals if one.name == ranked[0].name)
        better = Proposal(first.name, {**first.points, "levels": D(5)}, first.price, first.received)
        cheaper = Proposal(first.name, first.points, max(D(1), first.price / 2), first.received)
        others = [one for one in proposals if one.name != first.name]
        assert rank([*others, better], RULES)[0].name == first.name
        assert rank([*others, cheaper], RULES)[0].name == first.name


@given(PROPOSALS)
def test_within_its_swing_the_first_leads_and_beyond_it_the_rival_does(proposals):
    ranked = rank(proposals, RULES)
    for found in swings(ranked, WEIGHTS):
        drawn = {line.name: line for line in lines(ranked, WEIGHTS, found.code)}
        first = drawn[ranked[0].name]
        for bound, rival, step in ((found.least, found.rivals[0], -1), (found.most, found.rivals[1], 1)):
            if bound is not None:
                assert first.at(bound) == drawn[rival].at(bound) == max(line.at(bound) for line in drawn.values())
                beyond = bound + step * F(1, 10**9)
                assert drawn[rival].at(beyond) > first.at(beyond)
        for line in drawn.values():
            assert first.at(found.weight) >= line.at(found.weight)


@given(st.fractions(0, 100))
def test_what_is_shown_is_rounded_down(exact):
    assert 0 <= exact - F(shown(exact)) < F(1, 100)
