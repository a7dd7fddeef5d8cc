"""What the check finds: a sentence, of which kind it is, why that shuts vendors out, and how an outcome reads."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    BRAND = "brand"
    TOOL = "tool"
    METHOD = "method"
    VAGUE = "vague"
    LEVEL = "level"
    WEIGHT = "weight"
    TIME = "time"
    BIDDERS = "bidders"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {
    Kind.BRAND: "A product by name",
    Kind.TOOL: "A tool or technology by name",
    Kind.METHOD: "How the work is done",
    Kind.VAGUE: "Words that anybody reads differently",
    Kind.LEVEL: "A service level that cannot be measured",
    Kind.WEIGHT: "Weights",
    Kind.TIME: "Too little time",
    Kind.BIDDERS: "Too few bidders",
}
# What one such sentence adds to the index: how far it narrows who can answer.
BURDEN = {
    Kind.BRAND: 1.0,
    Kind.BIDDERS: 1.0,
    Kind.TOOL: 0.8,
    Kind.METHOD: 0.8,
    Kind.TIME: 0.8,
    Kind.WEIGHT: 0.6,
    Kind.LEVEL: 0.5,
    Kind.VAGUE: 0.4,
}


@dataclass(frozen=True)
class Finding:
    """One sentence and one thing that is the matter with it. `words` are those that gave it away."""

    kind: Kind
    sentence: str
    words: str
    why: str
    instead: str

    @property
    def key(self) -> str:
        """Stands for this finding as long as the sentence reads the same, whatever its spaces."""
        said = " ".join(self.sentence.split())
        return hashlib.sha256(f"{self.kind}\n{said}".encode()).hexdigest()[:32]

    @property
    def burden(self) -> float:
        return BURDEN[self.kind]
