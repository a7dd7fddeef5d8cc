"""Join, or say why not: what a request answers where somebody already has the same or something like it."""

import datetime
from collections.abc import Sequence
from dataclasses import asdict

from contracts.orders.duplicates import MOST_NAMED, Answer, Use, agencies_in, similar_uses
from contracts.orders.models import Order
from marketplace.errors import DomainError

NAMED_IN_A_SENTENCE = 3


class DuplicateUnanswered(DomainError):
    """Others have the same or something like it, and the request does not say what that means for it."""

    def __init__(self, uses: Sequence[Use]) -> None:
        many = agencies_in(uses)
        have = "1 agency already has" if many == 1 else f"{many:,} agencies already have"
        named = "; ".join(str(use) for use in uses[:NAMED_IN_A_SENTENCE])
        super().__init__(
            f"{have} this or something like it ({named}{'; and others' if len(uses) > NAMED_IN_A_SENTENCE else ''}). "
            "Nothing was submitted. Say which one you ask to join, or why you do not join, then submit."
        )


class NotThereToJoin(DomainError):
    sentence = (
        "The use that you ask to join is not among those in force any more. Nothing was submitted. "
        "Look at the list again, then choose another or say why you do not join."
    )


def pin_similar_uses(order: Order, answer: Answer | None, *, on: datetime.date) -> list[str]:
    """Writes the uses of that day and the answer to them on the order; returns the names of the fields to save.

    Raises DuplicateUnanswered, NotThereToJoin.
    """
    uses = similar_uses(offering=order.offering, agency=order.agency, on=on)
    order.similar_agencies, order.similar_uses = agencies_in(uses), [asdict(use) for use in uses[:MOST_NAMED]]
    order.similar_answer, order.similar_words = _answer(uses, answer or Answer()) if uses else ("", "")
    return ["similar_agencies", "similar_uses", "similar_answer", "similar_words"]


def _answer(uses: Sequence[Use], answer: Answer) -> tuple[str, str]:
    if answer.join:
        joined = next((use for use in uses if use.key == answer.join), None)
        if joined is None:
            raise NotThereToJoin
        return Order.SimilarAnswer.JOIN, str(joined)
    reason = answer.apart.strip()
    if not reason:
        raise DuplicateUnanswered(uses)
    return Order.SimilarAnswer.APART, reason
