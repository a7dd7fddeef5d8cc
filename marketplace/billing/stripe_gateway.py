"""Stripe, spoken to here alone. Every call that changes something carries an idempotency key of ours.

Amounts go out and come in as whole cents. Raises Unreachable where nobody knows what happened: ask again under the
same key. Raises Refused where Stripe said no.
"""

import json
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import partial
from typing import Any

import stripe
from django.conf import settings

from marketplace.errors import DomainError

from .payment_gateway import Asked, Opened, PaidBack, Refused, Standing, Unreachable

CENTS = 100
TOLERANCE_SECONDS = 300


class Forged(DomainError):
    """The signature is not Stripe's, too old, or for another installation."""

    status = 400
    sentence = "This event was not signed for this installation."


def is_configured() -> bool:
    """Without a key everything is paid by transfer."""
    return bool(settings.STRIPE_SECRET_KEY)


def gateway() -> "StripeGateway":
    """The gateway with the keys of the settings."""
    return StripeGateway(settings.STRIPE_SECRET_KEY, address=settings.STRIPE_API_ADDRESS)


def cents(amount: Decimal) -> int:
    """Whole cents of an amount to the cent."""
    return int(amount * CENTS)


def amount_of(whole: int) -> Decimal:
    """The amount of whole cents."""
    return (Decimal(whole) / CENTS).quantize(Decimal("0.01"))


class StripeGateway:
    """The real one."""

    def __init__(self, key: str, *, address: str = "") -> None:
        more: dict[str, Any] = {"base_addresses": {"api": address}} if address else {}
        self.client = stripe.StripeClient(key, max_network_retries=0, **more).v1

    def open_account(self, *, name: str, mail: str, key: str) -> str:
        """A vendor's connected account, which Stripe asks the rest of. Returns its id."""
        params = {
            "type": "express",
            "country": "US",
            "business_type": "company",
            "email": mail,
            "company": {"name": name},
            "capabilities": {"transfers": {"requested": True}},
        }
        return _call(self.client.accounts.create, params, key).id

    def onboarding_address(self, account: str, *, refresh: str, back: str, key: str) -> str:
        """Where the vendor answers Stripe's questions; good for a few minutes."""
        params = {"account": account, "refresh_url": refresh, "return_url": back, "type": "account_onboarding"}
        return _call(self.client.account_links.create, params, key).url

    def account_standing(self, account: str) -> tuple[bool, bool]:
        """Whether it takes payments, and whether it is paid out."""
        found = _ask(self.client.accounts.retrieve, account)
        return bool(found.charges_enabled), bool(found.payouts_enabled)

    def payouts(self, account: str) -> list[tuple[str, Decimal, str]]:
        """The latest payouts of a vendor's account: id, amount, state."""
        found = _ask(self.client.payouts.list, {"limit": 20}, {"stripe_account": account})
        return [(one.id, amount_of(one.amount), one.status) for one in found.data]

    def open_checkout(self, asked: Asked) -> Opened:
        """A page of Stripe's for a small invoice: a destination charge with the levy as application fee."""
        line = {"currency": asked.currency.lower(), "unit_amount": cents(asked.amount)}
        line["product_data"] = {"name": asked.title}
        params = {
            "mode": "payment",
            "client_reference_id": asked.reference,
            "line_items": [{"quantity": 1, "price_data": line}],
            "payment_intent_data": {**_passed_on(asked), "metadata": _labels(asked)},
            "metadata": _labels(asked),
            "success_url": f"{asked.address}online/?returned=1",
            "cancel_url": asked.address,
        }
        made = _call(self.client.checkout.sessions.create, params, asked.key)
        return Opened(made.id, made.url or "")

    def send_invoice(self, asked: Asked) -> Opened:
        """An invoice on terms that Stripe sends, with purchase order and contract on it."""
        customer = _call(
            self.client.customers.create, {"name": asked.payer_name, "email": asked.payer_mail}, f"{asked.key}:payer"
        )
        fields = [("Purchase order", asked.purchase_order), ("Contract", asked.contract)]
        params = {
            "customer": customer.id,
            "collection_method": "send_invoice",
            "days_until_due": asked.days_until_due,
            "auto_advance": False,
            "currency": asked.currency.lower(),
            "custom_fields": [{"name": name, "value": value[:140]} for name, value in fields if value],
            "metadata": _labels(asked),
            "pending_invoice_items_behavior": "exclude",
            **_passed_on(asked),
        }
        made = _call(self.client.invoices.create, params, asked.key)
        item = {"customer": customer.id, "invoice": made.id, "amount": cents(asked.amount)}
        item |= {"currency": asked.currency.lower(), "description": asked.title}
        _call(self.client.invoice_items.create, item, f"{asked.key}:item")
        finalize, send = self.client.invoices.finalize_invoice, self.client.invoices.send_invoice
        _call(partial(finalize, made.id), {"auto_advance": False}, f"{asked.key}:final")
        sent = _call(partial(send, made.id), {}, f"{asked.key}:sent")
        return Opened(made.id, sent.hosted_invoice_url or "")

    def standing(self, kind: str, external: str) -> Standing:
        """Fetches the object again, with what was captured, paid back and disputed."""
        if kind == "checkout":
            found = _ask(self.client.checkout.sessions.retrieve, external)
            intent, paid = found.payment_intent or "", found.payment_status == "paid"
            total, state = found.amount_total or 0, found.status or "open"
        else:
            found = _ask(self.client.invoices.retrieve, external)
            intent, paid = _intent_of_invoice(self.client, external), found.status == "paid"
            total, state = found.amount_paid, found.status or "open"
        intent = intent if isinstance(intent, str) else intent.id
        if not paid:
            return Standing("expired" if state in ("expired", "void", "uncollectible") else "open", intent=intent)
        refunds, disputed = self._came_back(intent)
        return Standing("paid", amount_of(total), intent, refunds, disputed)

    def _came_back(self, intent: str) -> tuple[tuple[PaidBack, ...], bool]:
        if not intent:
            return (), False
        disputes = _ask(self.client.disputes.list, {"payment_intent": intent, "limit": 1})
        return self.paid_back(intent), bool(disputes.data)

    def paid_back(self, intent: str) -> tuple[PaidBack, ...]:
        """The refunds of what a payment intent captured, whoever asked for them."""
        found = _ask(self.client.refunds.list, {"payment_intent": intent, "limit": 100})
        return tuple(PaidBack(one.id, amount_of(one.amount)) for one in found.data if one.status == "succeeded")

    def refund(self, intent: str, amount: Decimal, *, passed_on: bool, key: str) -> str:
        """Pays back; of what was passed on to a vendor its part is taken back first, and the levy's. Returns its id."""
        params: dict[str, Any] = {"payment_intent": intent, "amount": cents(amount)}
        if passed_on:
            params |= {"reverse_transfer": True, "refund_application_fee": True}
        return _call(self.client.refunds.create, params, key).id

    def credit_note(self, external: str, amount: Decimal, *, words: str, key: str) -> str:
        """A credit note on an invoice that Stripe sent. Returns its id."""
        line = {"type": "custom_line_item", "description": words[:200], "quantity": 1, "unit_amount": cents(amount)}
        params = {"invoice": external, "lines": [line], "memo": words[:200]}
        return _call(self.client.credit_notes.create, params, key).id

    def lower_fee(self, intent: str, amount: Decimal, *, key: str) -> str:
        """Gives the vendor a part of the levy back that was kept of a payment. Returns the id of that."""
        charges = _ask(self.client.charges.list, {"payment_intent": intent, "limit": 10}).data
        charge = next((one.id for one in charges if one.paid), "")
        fees = _ask(self.client.application_fees.list, {"charge": charge, "limit": 1}).data if charge else []
        if not fees:
            raise Refused
        give_back = partial(self.client.application_fees.refunds.create, fees[0].id)
        return _call(give_back, {"amount": cents(amount), "metadata": {"key": key}}, key).id


def _passed_on(asked: Asked) -> dict[str, Any]:
    if not asked.account:
        return {}
    return {"application_fee_amount": cents(asked.fee), "transfer_data": {"destination": asked.account}}


def _labels(asked: Asked) -> dict[str, str]:
    return {"invoice": asked.reference, "contract": asked.contract, "key": asked.key}


def _intent_of_invoice(client: Any, external: str) -> str:
    found = _ask(client.invoice_payments.list, {"invoice": external, "limit": 1})
    paid = found.data[0].payment if found.data else None
    return str(getattr(paid, "payment_intent", "") or "") if paid else ""


def _call(act: Any, params: dict[str, Any], key: str) -> Any:
    """One call that changes something, under its key."""
    return _ask(act, params, {"idempotency_key": key})


def _ask(act: Any, *arguments: Any) -> Any:
    try:
        return act(*arguments)
    except (stripe.APIConnectionError, stripe.RateLimitError, stripe.APIError) as fault:
        raise Unreachable from fault
    except stripe.StripeError as fault:
        raise Refused from fault


def read_event(payload: bytes, signature: str, *, secrets: Sequence[str], livemode: bool) -> dict[str, Any]:
    """The event of a raw body that one of the active secrets signed within five minutes.

    Raises Forged for another signature, an old one, what is no event, and a test event on a live installation.
    """
    if not any(_fits(payload, signature, secret) for secret in secrets):
        raise Forged
    try:
        event = json.loads(payload)
        about = event["data"]["object"]
        found = {"id": event["id"], "type": event["type"], "object": about["id"], "account": event.get("account")}
        intent = about["id"] if about.get("object") == "payment_intent" else about.get("payment_intent")
        key = (about.get("metadata") or {}).get("key")
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise Forged from fault
    if bool(event.get("livemode")) != livemode:
        raise Forged
    return found | {name: one if isinstance(one, str) else "" for name, one in (("intent", intent), ("key", key))}


def _fits(payload: bytes, signature: str, secret: str) -> bool:
    try:
        text = payload.decode()
        return bool(secret) and stripe.WebhookSignature.verify_header(text, signature, secret, TOLERANCE_SECONDS)
    except (stripe.SignatureVerificationError, UnicodeDecodeError):
        return False


def secrets_of(settings_value: Iterable[str]) -> list[str]:
    """The secrets that are active: the newest, and the one before it while they are being changed."""
    return [secret for secret in settings_value if secret][:2]
