"""Contracts that end soon, for those who manage them."""

from django.db.models import QuerySet
from django.urls import reverse

from contracts.agreements.models import Contract
from contracts.renewals.queries import undecided
from marketplace.components.formats import money
from marketplace.permissions import Role

from ..permitted import permitted
from ..reader import Reader
from ..steps import Source, Step

DAYS_AHEAD = 90


def ending_contracts(reader: Reader) -> QuerySet[Contract]:
    """In force, with an end within ninety days about which nobody has decided."""
    ending = undecided(Contract.objects.expiring(on=reader.today, within_days=DAYS_AHEAD))
    mine = ending.filter(permitted(reader.user, "contracts.terminate_contract"))
    return mine.select_related("agency", "vendor").order_by("ends_on", "pk")


def tell_end(contract: Contract, reader: Reader) -> Step:
    value = money((contract.value, contract.currency))
    return Step(
        what="Extend, or let end,",
        reference=contract.reference,
        url=contract.get_absolute_url(),
        about=contract.title,
        why=f"{contract.vendor} for {contract.agency}, {value}. Nothing follows by itself: this is its last day.",
        button="Decide",
        target=reverse("renewal_page", args=[contract.reference]),
        mark="Contract ends",
        due=contract.last_day_on,
    )


ENDING_CONTRACTS = Source(
    "ending-contracts",
    "contract that ends soon",
    "contracts that end soon",
    frozenset({Role.CONTRACT_MANAGER}),
    ending_contracts,
    tell_end,
)
