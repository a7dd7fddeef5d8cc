"""How good an order of results is, by graded judgements. Functions over ids, best first, and the verdict."""

import math
from collections.abc import Collection, Mapping, Sequence

Grades = Mapping[str, int]
GOAL_OWN = 0.75


def gain(grade: int) -> int:
    """3 is worth more than twice a 2: people look for what is asked for, not for something near it."""
    return 2**grade - 1


def dcg(gains: Sequence[float]) -> float:
    """Gains discounted by the logarithm of their place."""
    return sum(each / math.log2(place + 1) for place, each in enumerate(gains, start=1))


def ndcg(found: Sequence[str], grades: Grades, *, at: int = 10) -> float:
    """The discounted gain of the first results over that of the best order there is: 1 is perfect."""
    ideal = dcg(sorted(map(gain, grades.values()), reverse=True)[:at])
    return dcg([gain(grades.get(each, 0)) for each in found[:at]]) / ideal if ideal else 0.0


def precision(found: Sequence[str], grades: Grades, *, at: int = 10) -> float:
    """The share of the first places that hold something relevant; an empty place holds nothing."""
    return sum(grades.get(each, 0) > 0 for each in found[:at]) / at


def recall(found: Sequence[str], grades: Grades, *, at: int = 50) -> float:
    """The share of all that is relevant which stands among the first results."""
    relevant = {each for each, grade in grades.items() if grade > 0}
    return len(relevant.intersection(found[:at])) / len(relevant) if relevant else 0.0


def verdict(on_topics: Mapping[str, float], on_own: Mapping[str, float], *, peers: Collection[str]) -> int:
    """0 where every engine of Stoa's reaches both goals; says which does not."""
    bar = max(on_topics[peer] for peer in peers)
    failed = 0
    for engine in sorted(on_own.keys() - set(peers)):
        for figure, goal, what in (
            (on_topics[engine], bar, "topics, the best peer"),
            (on_own[engine], GOAL_OWN, "own queries"),
        ):
            reached = figure >= goal
            failed += not reached
            print(f"{engine}: {figure:.3f}, goal {goal:.3f} ({what}): {'reached' if reached else 'MISSED'}")
    return 1 if failed else 0
