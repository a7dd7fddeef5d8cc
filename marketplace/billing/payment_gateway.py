"""What the house asks of whoever takes payments, and what it hears. Stripe is the one; nothing of it is named here."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from marketplace.errors import DomainError


class Unreachable(DomainError):
    """No answer, or one that says that Stripe is at fault."""

    sentence = "Stripe does not answer at the moment. Nothing was paid twice. Try again later, or pay by transfer."


class Refused(DomainError):
    """Stripe understood and said no."""

    sentence = "Stripe does not take this payment. Nothing was paid. Pay by transfer, or ask the broker office."


@dataclass(frozen=True)
class Opened:
    """What Stripe keeps of an attempt: its object and where the payer pays."""

    external: str
    address: str


@dataclass(frozen=True)
class PaidBack:
    """A refund there."""

    key: str
    amount: Decimal


@dataclass(frozen=True)
class Standing:
    """How an attempt stands there now. `paid` is what was captured; None while nothing was."""

    state: str
    paid: Decimal | None = None
    intent: str = ""
    refunds: tuple[PaidBack, ...] = ()
    disputed: bool = False


@dataclass(frozen=True)
class Asked:
    """What is asked of Stripe for one invoice: `account` is the vendor's, `fee` the levy, `key` our own."""

    key: str
    reference: str
    contract: str
    purchase_order: str
    title: str
    amount: Decimal
    fee: Decimal
    currency: str
    account: str
    payer_name: str
    payer_mail: str
    days_until_due: int
    address: str


class Gateway(Protocol):
    """What the house asks of whoever takes payments."""

    def open_checkout(self, asked: Asked) -> Opened: ...

    def send_invoice(self, asked: Asked) -> Opened: ...

    def standing(self, kind: str, external: str) -> Standing: ...

    def refund(self, intent: str, amount: Decimal, *, passed_on: bool, key: str) -> str: ...

    def credit_note(self, external: str, amount: Decimal, *, words: str, key: str) -> str: ...

    def lower_fee(self, intent: str, amount: Decimal, *, key: str) -> str: ...
