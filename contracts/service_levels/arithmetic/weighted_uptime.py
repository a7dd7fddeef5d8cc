"""Uptime by what people lost, not by the clock alone: user-minutes, and requests in five-minute slices."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

HUNDRED = Decimal(100)


class EmptySlice(StrEnum):
    """What five minutes without a single request say: nothing went wrong, or nothing at all. The contract chooses."""

    NO_ERROR = "no_error"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class UserTime:
    """A number of users over a number of minutes."""

    users: int
    minutes: Decimal

    def __post_init__(self) -> None:
        if self.users < 0 or self.minutes < 0:
            raise ValueError("Users and minutes are never below zero.")

    @property
    def user_minutes(self) -> Decimal:
        return self.users * self.minutes


@dataclass(frozen=True)
class RequestSlice:
    """The requests of five minutes, and how many of them failed."""

    requests: int
    errors: int

    def __post_init__(self) -> None:
        if not 0 <= self.errors <= self.requests:
            raise ValueError("A slice has no more errors than requests, and neither is below zero.")

    @property
    def error_percent(self) -> Decimal:
        return HUNDRED * self.errors / self.requests if self.requests else Decimal()


def user_minutes_percent(served: Iterable[UserTime], lost: Iterable[UserTime]) -> Decimal | None:
    """U = 100·(Σ u·t − Σ u_affected·d) / Σ u·t; None where nobody was to be served.

    Raises ValueError if more was lost than there was.
    """
    whole = sum((part.user_minutes for part in served), Decimal())
    missing = sum((part.user_minutes for part in lost), Decimal())
    if missing > whole:
        raise ValueError("More user-minutes were lost than were to be served.")
    return HUNDRED * (whole - missing) / whole if whole else None


def request_slices_percent(slices: Iterable[RequestSlice], empty: EmptySlice) -> Decimal | None:
    """U = 100 − the mean over the slices of 100·errors/requests; None where no slice counts.

    Slices weigh the same however busy they were: a bad night is not hidden by a busy day.
    """
    counted = [part for part in slices if part.requests or empty is EmptySlice.NO_ERROR]
    if not counted:
        return None
    return HUNDRED - sum((part.error_percent for part in counted), Decimal()) / len(counted)
