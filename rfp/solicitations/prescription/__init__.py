"""The check for over-prescription: what in a request to the market says how, where it should say what for.

Sentences come in as text, names of products as sets; nothing here knows a model but `catalogue.py`.
"""

from .findings import Finding, Kind
from .index import Judgement, index_of, judge
from .sentences import sentences_of
from .terms import Facts, Weight, findings_of_terms
from .wording import findings_of_sentence, findings_of_text

__all__ = [
    "Facts",
    "Finding",
    "Judgement",
    "Kind",
    "Weight",
    "findings_of_sentence",
    "findings_of_terms",
    "findings_of_text",
    "index_of",
    "judge",
    "sentences_of",
]
