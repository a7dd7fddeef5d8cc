"""Contracts that wait for a side's signature, for those who may sign for it."""

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse

from contracts.agreements.models import Contract, Signature
from marketplace.components.formats import money
from marketplace.permissions import Role

from ..permitted import permitted
from ..reader import Reader
from ..steps import Source, Step

# Where the office promises what a vendor promises it: underpinning.office_stands_between as a question to the database.
STANDS_BETWEEN = Q(delivery_mode__in=["managed", "hybrid"]) & ~Q(vendor=F("broker"))


def contracts_to_sign(reader: Reader) -> QuerySet[Contract]:
    """Drawn up, not signed yet for the reader's side; the one that begins first stands on top."""
    mine = Q()
    for side in Signature.Side.values:
        given = Exists(Signature.objects.filter(contract=OuterRef("pk"), side=side))
        able = permitted(reader.user, f"contracts.sign_for_{side}") & ~Q(given)
        mine |= able & STANDS_BETWEEN if side == Signature.Side.BROKER else able
    waiting = Contract.objects.filter(mine, status=Contract.Status.SIGNING)
    return waiting.select_related("agency", "vendor").order_by("starts_on", "pk")


def tell_signature(contract: Contract, reader: Reader) -> Step:
    own = {held.organisation_id for held in reader.user.standing}
    side = next(side for side in ("agency", "vendor", "broker") if getattr(contract, f"{side}_id") in own)
    value = money((contract.value, contract.currency))
    return Step(
        what="Sign, or leave,",
        reference=contract.reference,
        url=contract.get_absolute_url(),
        about=contract.title,
        why=f"{contract.vendor} for {contract.agency}, {value}. It is in force once all sides have signed.",
        button="Review",
        target=reverse("contract_sign", args=[contract.reference, side]),
        mark="Contract begins",
        due=contract.starts_on,
    )


CONTRACTS_TO_SIGN = Source(
    "contracts-to-sign",
    "contract to sign",
    "contracts to sign",
    frozenset({Role.APPROVER, Role.SIGNATORY, Role.VENDOR_ADMIN, Role.CONTRACT_MANAGER, Role.CIO}),
    contracts_to_sign,
    tell_signature,
)
