"""Writing the charges of a month from the orders in force and the credits granted: once each, however often it runs."""

import datetime
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Prefetch, Q

from catalog.offerings.standing import record_spend
from contracts.agreements.models import Contract
from contracts.orders.models import Order
from contracts.orders.modes import LEVIED, levy_percent_together, mode_of
from contracts.service_levels.models import ServiceCredit
from contracts.service_levels.queries.overpaid import key_of
from marketplace.audit.actions import record
from marketplace.billing.models import CreditNote, InvoiceLine, LineDispute
from marketplace.clock import Clock, database_now
from marketplace.components.formats import money
from marketplace.errors import InvalidInput
from marketplace.money import CENT, split_cents
from marketplace.organisations.models import Organisation
from marketplace.permissions import SYSTEM, require

from ..billed_rows import billed_charges
from ..charge_rows import charge_of, credit_charge, month_bounds
from ..corrections import corrections_between
from ..levies import on_top
from ..lines import Account, accounts_of, accounts_of_credit, lines_of, split
from ..models import Charge, ChargingStart, RateCard
from ..queries.charges import spent_by_offering
from ..questioned import charges_of, questioned_charges
from ..questioned import key_of as key_of_question

AT_A_TIME = 2_000
A_DAY = datetime.timedelta(days=1)


@transaction.atomic
def write_charges(*, month: datetime.date, by: Any, now: Clock = database_now) -> int:
    """A charge for each order, line of its plan and account of that month, for each credit granted in it, and for what
    is billed once and was issued in it: metered use, milestones, credits charged back. What was taken back in it is set
    off by a row of its own, and so is what a question about a line took off.

    Returns how many were new. Raises PermissionDenied, InvalidInput for a month that has not begun.
    """
    require(by, "contracts.write_charges")
    first, at = month.replace(day=1), now()
    start, end = month_bounds(first)
    if at < start:
        raise InvalidInput("This month has not begun, so nobody owes anything for it. Choose an earlier one.")
    before = Charge.objects.filter(month=first).count()
    starts = _treatments()
    rows = [*_of_orders(first, starts, at), *_of_credits(start, end, starts, at), *_of_bills(start, end, starts, at)]
    Charge.objects.bulk_create(rows, ignore_conflicts=True, batch_size=AT_A_TIME)
    taken_back = [*corrections_between(start, end, at=at), *_of_questions(start, end, starts, at)]
    Charge.objects.bulk_create(taken_back, ignore_conflicts=True)
    new = Charge.objects.filter(month=first).count() - before
    if new:
        newest = Charge.objects.order_by("-month")[0].month  # an earlier month may be written later
        record_spend(spent=spent_by_offering(newest), until=newest, by=SYSTEM, at=at)
        latest = Charge.objects.filter(month=first).order_by("-pk")[0]
        record(action="contracts.charges.written", obj=latest, by=by, at=at, data={"month": first, "new": new})
    return new


@transaction.atomic
def set_charging_start(
    *, agency: Organisation, charged_from: datetime.date | None, reason: str, by: Any, now: Clock = database_now
) -> ChargingStart:
    """Bills of services at cost are shown to the agency until that month, then owed; without one shown for good.

    Raises PermissionDenied, InvalidInput without a reason.
    """
    require(by, "contracts.set_charging_start")
    if not reason.strip():
        raise InvalidInput("Say why; the agency reads it on its bill.")
    at = now()
    first = charged_from.replace(day=1) if charged_from else None
    row = ChargingStart.objects.create(agency=agency, charged_from=first, reason=reason.strip(), set_by=by, set_at=at)
    record(action="contracts.charging.set", obj=row, by=by, at=at, data={"charged_from": first})
    return row


def _treatments() -> dict[int, datetime.date | None]:
    """The newest start of each agency that has one. One statement."""
    newest = ChargingStart.objects.order_by("agency_id", "-set_at", "-pk").distinct("agency_id")
    return dict(newest.values_list("agency_id", "charged_from"))


def treatment_of(
    agency_id: int, mode: str, month: datetime.date, starts: dict[int, datetime.date | None]
) -> Charge.Treatment:
    """Billed, but for services at cost of an agency whose first bill is still to come."""
    if mode == "brokered" or agency_id not in starts:
        return Charge.Treatment.CHARGEBACK
    first = starts[agency_id]
    if first is None:
        return Charge.Treatment.SHOWBACK
    return Charge.Treatment.TRIAL if month < first else Charge.Treatment.CHARGEBACK


def _of_orders(month: datetime.date, starts: Any, at: datetime.datetime) -> Iterator[Charge]:
    following = (month + 31 * A_DAY).replace(day=1)
    running = Order.objects.recurring_in(start_on=month, end_on=following).order_by("pk")
    related = ("agency", "vendor", "offering", "offering_revision", "contract__vendor", "contract__broker")
    running = running.select_related("framework_lot__framework")
    orders = list(running.select_related(*related).prefetch_related("changes", "shares", "funding", LEVIED))
    cards = {card.plan_code: card for card in RateCard.objects.in_force(on=following - A_DAY)}
    agencies = _agencies(orders)
    for order in orders:
        accounts = accounts_of(order)
        for line in lines_of(order, month):
            for place, (account, quantity, amount) in enumerate(split(line, accounts), start=1):
                treatment = treatment_of(account.agency_id, mode_of(order), month, starts)
                yield charge_of(
                    order, line, account, quantity, amount,
                    key=f"{order.reference}:{month:%Y-%m}:{line.code}:{place}", month=month, treatment=treatment,
                    agency=agencies[account.agency_id], card=cards.get(order.plan_code), at=at,
                )  # fmt: skip


def _agencies(orders: Sequence[Order]) -> dict[int, Organisation]:
    wanted = {order.agency_id for order in orders} | {s.agency_id for order in orders for s in order.shares.all()}
    return Organisation.objects.in_bulk(wanted)


def _of_credits(
    start: datetime.datetime, end: datetime.datetime, starts: Any, at: datetime.datetime
) -> Iterator[Charge]:
    """Credits to agencies granted in the month, and the levy not taken of them, where its orders stand."""
    granted = Q(granted_at__gte=start, granted_at__lt=end)  # taken back meanwhile, another row sets it off
    found = ServiceCredit.objects.filter(granted, kind=ServiceCredit.Kind.CREDIT, charges__isnull=True).order_by("pk")
    contract, month = "result__term__contract", start.date()
    found = found.select_related(f"{contract}__agency", f"{contract}__vendor", f"{contract}__offering", "debtor")
    borne = Order.objects.filter(status__in=Order.ACCEPTED_STATES).select_related("framework_lot__framework")
    borne = borne.prefetch_related("shares", "funding", LEVIED).order_by("reference")
    notes = dict(CreditNote.objects.filter(key__in=map(key_of, found)).values_list("key", "amount"))
    for credit in found.prefetch_related(Prefetch(f"{contract}__orders", borne, to_attr="borne")):
        held: Any = credit.result.term.contract
        treatment = treatment_of(held.agency_id, held.delivery_mode, month, starts)
        said: dict[str, Any] = {"month": month, "treatment": treatment, "at": at}
        accounts, given = accounts_of_credit(held, held.borne), notes.get(key_of(credit), Decimal(0))
        for place, (account, part) in enumerate(_parts(given, accounts), start=1):
            yield credit_charge(credit, account, -part, place=place, **said)
        percent = levy_percent_together(held.borne, credit.result.period.replace(day=1))
        for place, (account, part) in enumerate(_parts(on_top(given, percent), accounts), start=1):
            how = f"{percent.quantize(CENT).normalize():f}% of {money((given, credit.currency))}"
            why = [["Levy not taken", how, money(-part)]]
            yield credit_charge(credit, account, -part, place=place, why=why, **said)


def _parts(amount: Decimal, accounts: Sequence[Account]) -> list[tuple[Account, Decimal]]:
    """What each account bears, to the cent; accounts that bear nothing are left out."""
    cents = split_cents(amount, [account.share for account in accounts])
    return [(account, part) for account, part in zip(accounts, cents, strict=True) if part]


def _of_bills(start: datetime.datetime, end: datetime.datetime, starts: Any, at: datetime.datetime) -> Iterator[Charge]:
    """What is billed once and was issued in the month. Taken back later, another row sets it off."""
    issued = Q(
        cause__isnull=False, cause__released_at__isnull=True, invoice__issued_at__gte=start, invoice__issued_at__lt=end
    )
    lines = list(InvoiceLine.objects.filter(issued).select_related("invoice__payer", "invoice__issuer").order_by("pk"))
    for line, contract, order, percent in _matched(lines):
        treatment = treatment_of(line.invoice.payer_id, line.invoice.delivery_mode, start.date(), starts)
        said: dict[str, Any] = {"treatment": treatment, "month": start.date(), "at": at}
        yield from billed_charges(line, contract, order, levy_percent=percent, **said)


def _of_questions(
    start: datetime.datetime, end: datetime.datetime, starts: Any, at: datetime.datetime
) -> Iterator[Charge]:
    """What questions that were upheld in the month took off lines of invoices. Eight statements, one without any."""
    upheld = LineDispute.objects.filter(status=LineDispute.Status.UPHELD, decided_at__gte=start, decided_at__lt=end)
    disputes = list(upheld.select_related("line__invoice__payer", "line__invoice__issuer").order_by("pk"))
    notes = dict(CreditNote.objects.filter(key__in=map(key_of_question, disputes)).values_list("key", "reference"))
    lines = [dispute.line for dispute in disputes]
    charged, month = charges_of(lines), start.date()
    for dispute, (line, contract, order, percent) in zip(disputes, _matched(lines), strict=True):
        treatment = treatment_of(line.invoice.payer_id, line.invoice.delivery_mode, month, starts)
        said: dict[str, Any] = {"treatment": treatment, "month": month, "at": at, "levy_percent": percent}
        note = notes[key_of_question(dispute)]
        yield from questioned_charges(dispute, contract, order, charged[line.pk], note=note, **said)


def _matched(lines: Sequence[InvoiceLine]) -> list[tuple[InvoiceLine, Contract, Order | None, Decimal]]:
    """Each line with its contract, its order and the percent of its levy. Five statements; none without lines."""
    if not lines:
        return []
    contracts = Contract.objects.with_parties().in_bulk(
        {line.invoice.contract_reference for line in lines}, field_name="reference"
    )
    found = Order.objects.select_related("offering").prefetch_related("shares", "funding")
    orders = found.in_bulk({line.order_reference for line in lines}, field_name="reference")
    undivided = {line.invoice_id for line in lines if line.levy_percent is None}
    levies = InvoiceLine.objects.filter(kind=InvoiceLine.Kind.LEVY, invoice__in=undivided)
    percents = dict(levies.values_list("invoice_id", "quantity"))
    return [
        (line, contracts[line.invoice.contract_reference], orders.get(line.order_reference), _levy_of(line, percents))
        for line in lines
    ]


def _levy_of(line: InvoiceLine, percents: dict[int, Decimal | None]) -> Decimal:
    """A line's own percent; of one that was billed when an invoice had a single percent, that; of a levy none."""
    if line.kind == InvoiceLine.Kind.LEVY:
        return Decimal(0)
    return (percents.get(line.invoice_id) if line.levy_percent is None else line.levy_percent) or Decimal(0)
