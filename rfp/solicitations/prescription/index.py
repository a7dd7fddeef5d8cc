"""The index: how much of a text prescribes. 0 is outcomes alone; 100 would be a product by name in every sentence."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from .findings import Finding
from .sentences import sentences_of
from .terms import Facts, findings_of_terms
from .wording import Known, findings_of_sentence


@dataclass(frozen=True)
class Judgement:
    """A text with what was found in it. `index` counts everything, `left` what nobody has upheld with a reason."""

    findings: Sequence[Finding]
    sentences: int
    index: int
    left: int


def index_of(findings: Collection[Finding], sentences: int) -> int:
    """Each sentence counts once, by the heaviest thing that is the matter with it."""
    heaviest: dict[str, float] = {}
    for finding in findings:
        heaviest[finding.sentence] = max(finding.burden, heaviest.get(finding.sentence, 0.0))
    return round(100 * min(sum(heaviest.values()) / sentences, 1.0)) if sentences else 0


def judge(
    texts: Collection[str], *, known: Known, facts: Facts | None = None, upheld: Collection[str] = ()
) -> Judgement:
    """All texts together; `upheld` holds the keys of findings that somebody keeps with a reason."""
    sentences = list(dict.fromkeys(sentence for text in texts for sentence in sentences_of(text)))
    findings = [finding for sentence in sentences for finding in findings_of_sentence(sentence, known=known)]
    findings += findings_of_terms(facts) if facts else []
    left = [finding for finding in findings if finding.key not in upheld]
    return Judgement(findings, len(sentences), index_of(findings, len(sentences)), index_of(left, len(sentences)))
