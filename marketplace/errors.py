"""Refusals: "not now" has a name and a sentence. "Not you" is Django's PermissionDenied, from permissions.require."""

from collections.abc import Mapping
from typing import Any


class DomainError(Exception):
    """A change is refused for a reason of the field. Subclasses say it in a sentence, beside the action that raises.

    `faults` names places in what was sent, each with what is wrong there; `beside` is what else a program is told.
    """

    status = 409
    faults: tuple[tuple[str, str], ...] = ()
    beside: Mapping[str, Any] = {}
    sentence = "This is not possible at the moment."

    def __init__(self, sentence: str | None = None) -> None:
        super().__init__(sentence or self.sentence)


class InvalidInput(DomainError):
    """What was sent cannot be understood or accepted as it is."""

    status = 422
    sentence = "What was sent could not be accepted. Check it and send it again."


class StaleForm(DomainError):
    """Somebody else changed the record since the form was opened."""

    sentence = (
        "Somebody changed this record after you opened it. Nothing of yours was saved over theirs. "
        "Look at the current version, then enter your change again."
    )
