"""Two engines as one: while the first cannot answer, the second does, and the result says so."""

import logging
from dataclasses import replace

from .circuit import CircuitBreaker
from .engine import Asked, Engine, EngineUnavailable, SearchNotUnderstood
from .query import Audience
from .result import Found, Suggestion

logger = logging.getLogger(__name__)


class FallbackEngine:
    """Asks `first` as long as its circuit is closed, else `second`."""

    def __init__(self, first: Engine, second: Engine, breaker: CircuitBreaker) -> None:
        self.name = first.name
        self.first, self.second, self.breaker = first, second, breaker

    def find(self, asked: Asked) -> Found:
        """One page and all counts, from whoever can answer."""
        if self.breaker.admits():
            try:
                found = self.first.find(asked)
            except SearchNotUnderstood as refusal:
                self.breaker.succeeded()
                logger.error("%s refuses a search: %s", self.first.name, refusal)
            except EngineUnavailable as error:
                self.breaker.failed()
                logger.warning("%s cannot answer a search: %s", self.first.name, error)
            else:
                self.breaker.succeeded()
                return found
        return replace(self.second.find(asked), instead_of=self.first.name)

    def suggest(self, text: str, *, audience: Audience, limit: int) -> tuple[Suggestion, ...]:
        """What begins like the text, from whoever can answer."""
        return self.second.suggest(text, audience=audience, limit=limit)
