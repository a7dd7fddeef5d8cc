"""How long suggestions take to find what begins like a few letters."""

import random
import time
from typing import Any

from catalog.search.postgres import ENGINE
from catalog.search.query import Audience
from tests import databases

LETTERS = (2, 3, 4, 6)
ASKED = 200


def beginnings(corpus: Any) -> list[str]:
    """What is typed: the first letters of words of the corpus, the common ones as often as the rare."""
    chance = random.Random(5)
    words = [chance.choice([corpus.STEMS, corpus.RARE]) for _ in range(ASKED)]
    return [chance.choice(each)[: chance.choice(LETTERS)] for each in words]


def waits_for_suggestions(corpus: Any, name: str) -> list[float]:
    """Milliseconds of each statement, in a warm process."""
    asked = beginnings(corpus)
    waits = []
    with databases.connected_to(name):
        for text in [*asked[:20], *asked]:
            begun = time.perf_counter()
            ENGINE.suggest(text, audience=Audience.PUBLIC, limit=8)
            waits.append(1000 * (time.perf_counter() - begun))
    return waits[20:]
