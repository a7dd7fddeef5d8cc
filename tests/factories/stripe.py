"""Stripe as far as the house sees it, in this process: it keeps what it is asked, and fails when it is told to."""

import hashlib
import hmac
import json
import time
from dataclasses import dataclass, field
from decimal import Decimal

from marketplace.billing.payment_gateway import Asked, Opened, PaidBack, Refused, Standing, Unreachable
from marketplace.money import round_cents

SECRETS = ["whsec_new", "whsec_old"]


@dataclass
class Kept:
    """An object there."""

    asked: Asked
    kind: str
    external: str
    state: str = "open"
    paid: Decimal | None = None
    refunds: list[PaidBack] = field(default_factory=list)
    disputed: bool = False
    credits: dict[str, Decimal] = field(default_factory=dict)
    lowered: dict[str, Decimal] = field(default_factory=dict)

    @property
    def fee_kept(self) -> Decimal:
        """Of the fee, once it is paid: refunds give it back in proportion, never more than is left of it."""
        if not self.paid:
            return Decimal("0.00")
        fee, lowered = self.asked.fee, sum(self.lowered.values(), Decimal(0))
        part = round_cents(fee * sum(one.amount for one in self.refunds) / self.paid)
        return fee - lowered - min(part, fee - lowered)


class FakeStripe:
    """`fault` is what happens to the next call: "500", "429", "declined", or "timeout" after it was done."""

    def __init__(self) -> None:
        self.objects: dict[str, Kept] = {}
        self.by_key: dict[str, Kept] = {}
        self.events: list[dict] = []
        self.refund_keys: dict[str, str] = {}
        self.fault = ""

    def _call(self, act):
        fault, self.fault = self.fault, ""
        if fault in ("500", "429"):
            raise Unreachable
        if fault == "declined":
            raise Refused
        done = act()
        if fault == "timeout":
            raise Unreachable
        return done

    def _open(self, kind: str, asked: Asked) -> Opened:
        if asked.key not in self.by_key:
            external = f"{kind}_{len(self.objects)}"
            self.by_key[asked.key] = self.objects[external] = Kept(asked, kind, external)
        kept = self.by_key[asked.key]
        return Opened(kept.external, f"https://pay.example/{kept.external}")

    def open_checkout(self, asked: Asked) -> Opened:
        return self._call(lambda: self._open("checkout", asked))

    def send_invoice(self, asked: Asked) -> Opened:
        return self._call(lambda: self._open("invoice", asked))

    def standing(self, kind: str, external: str) -> Standing:
        return self._call(lambda: self._standing(self.objects[external]))

    def _standing(self, kept: Kept) -> Standing:
        return Standing(kept.state, kept.paid, f"pi_{kept.external}", tuple(kept.refunds), kept.disputed)

    def refund(self, intent: str, amount: Decimal, *, passed_on: bool, key: str) -> str:
        return self._call(lambda: self._refund(self.objects[intent.removeprefix("pi_")], amount, key))

    def _refund(self, kept: Kept, amount: Decimal, key: str) -> str:
        if key not in self.refund_keys:
            self.refund_keys[key] = f"re_{kept.external}_{len(kept.refunds)}"
            kept.refunds.append(PaidBack(self.refund_keys[key], amount))
            self._say(kept, "charge.refunded", intent=True)
        return self.refund_keys[key]

    def credit_note(self, external: str, amount: Decimal, *, words: str, key: str) -> str:
        return self._call(lambda: self._credit(self.objects[external], amount, key))

    def _credit(self, kept: Kept, amount: Decimal, key: str) -> str:
        kept.credits.setdefault(key, amount)
        return f"cn_{key}"

    def lower_fee(self, intent: str, amount: Decimal, *, key: str) -> str:
        return self._call(lambda: self._lower(self.objects[intent.removeprefix("pi_")], amount, key))

    def _lower(self, kept: Kept, amount: Decimal, key: str) -> str:
        if key not in kept.lowered and amount > kept.fee_kept:
            raise Refused
        kept.lowered.setdefault(key, amount)
        return f"fr_{key}"

    def payouts(self, account: str) -> list[tuple[str, Decimal, str]]:
        return self._call(lambda: [("po_1", Decimal("1985.00"), "paid")])

    def open_account(self, *, name: str, mail: str, key: str) -> str:
        return self._call(lambda: f"acct_{key}")

    def onboarding_address(self, account: str, *, refresh: str, back: str, key: str) -> str:
        return self._call(lambda: f"https://connect.example/{account}")

    def account_standing(self, account: str) -> tuple[bool, bool]:
        return True, True

    # What the payer, the bank and the dashboard do.

    def pay(self, kept: Kept) -> None:
        if kept.state == "open":
            kept.state, kept.paid = "paid", kept.asked.amount - sum(kept.credits.values())
            self._say(kept, "checkout.session.completed")
            self._say(kept, "payment_intent.succeeded", intent=True)

    def decline(self, kept: Kept) -> None:
        self._say(kept, "payment_intent.payment_failed", intent=True)

    def expire(self, kept: Kept) -> None:
        if kept.state == "open":
            kept.state = "expired"
            self._say(kept, "checkout.session.expired")

    def pay_back(self, kept: Kept, amount: Decimal) -> None:
        left = (kept.paid or 0) - sum(one.amount for one in kept.refunds)
        if left > 0:
            kept.refunds.append(PaidBack(f"re_{kept.external}_{len(kept.refunds)}", min(amount, left)))
            self._say(kept, "charge.refunded", intent=True)

    def dispute(self, kept: Kept) -> None:
        if kept.paid:
            kept.disputed = True
            self._say(kept, "charge.dispute.created", intent=True)

    def _say(self, kept: Kept, kind: str, *, intent: bool = False) -> None:
        about = {"id": f"pi_{kept.external}" if intent else kept.external, "payment_intent": f"pi_{kept.external}"}
        event = {"id": f"evt_{len(self.events)}", "object": "event", "type": kind, "livemode": False}
        self.events.append(event | {"data": {"object": about}})


def signed(event: dict, *, secret: str = SECRETS[0], at: float | None = None) -> tuple[bytes, str]:
    """Body and header as Stripe sends them."""
    body = json.dumps(event).encode()
    stamp = int(time.time() if at is None else at)
    mark = hmac.new(secret.encode(), f"{stamp}.".encode() + body, hashlib.sha256).hexdigest()
    return body, f"t={stamp},v1={mark}"
