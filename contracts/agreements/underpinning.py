"""What the office promises an agency against what its vendor offers beneath, kept with each version of a contract."""

from collections.abc import Mapping
from decimal import Decimal

from contracts.agreements.models import Contract, ContractVersion, Signature, UnderpinningGap
from marketplace.components.formats import percent_down
from marketplace.organisations.models import Organisation

from .parties import Party, parties_of

Levels = Mapping[str, Decimal]


def office_stands_between(contract: Contract) -> bool:
    """Whether the office owes the agency what a vendor owes the office."""
    return contract.vendor_id != contract.broker_id and stands_between(contract.delivery_mode)


def stands_between(delivery_mode: str) -> bool:
    """The same of what a vendor delivers in this mode."""
    line = "managed" if delivery_mode == "hybrid" else None
    return any(debt.creditor == Party.BROKER for debt in parties_of(delivery_mode, line_mode=line).credits)


def sides_needed(contract: Contract) -> list[Signature.Side]:
    """Whose signatures put a contract in force: the office’s too, where the table of delivery modes has it between."""
    sides = [Signature.Side.AGENCY, Signature.Side.VENDOR]
    return [*sides, Signature.Side.BROKER] if office_stands_between(contract) else sides


def signed_levels(contract: Contract) -> Levels:
    """What the offering promised in the version that the contract was concluded on."""
    if contract.offering_revision is None:
        return {}
    return {level.code: level.target for level in contract.offering_revision.as_object().service_levels.all()}


def offered_levels(contract: Contract, vendor: Organisation | None = None) -> Levels:
    """What the vendor offers now; nothing once another company stands in its place, whose offering this is not."""
    offering, vendor = contract.offering, vendor or contract.vendor
    if offering is None or offering.vendor_id != vendor.pk:
        return {}
    return {level.code: level.target for level in offering.service_levels.all()}


def keep_gaps(version: ContractVersion) -> None:
    """Keeps a gap for each service level of a version: the first by what was signed, later ones by what is offered."""
    contract = version.contract
    if not office_stands_between(contract) or contract.offering_id is None:
        return
    beneath = signed_levels(contract) if version.number == 1 else offered_levels(contract)
    UnderpinningGap.objects.bulk_create(
        UnderpinningGap(
            version=version,
            code=term.code,
            title=term.title,
            promised=term.target,
            beneath=beneath.get(term.code),
            points=term.target - beneath.get(term.code, Decimal(0)),
        )
        for term in contract.service_level_terms.order_by("pk")
    )


def kept_gaps(contract: Contract) -> dict[str, list[UnderpinningGap]]:
    """The gaps of every version by service level, the first version's first. One statement."""
    found: dict[str, list[UnderpinningGap]] = {}
    kept = UnderpinningGap.objects.filter(version__contract=contract).select_related("version")
    for gap in kept.order_by("version__number", "pk"):
        found.setdefault(gap.code, []).append(gap)
    return found


def widened_by_change(contract: Contract, vendor: Organisation | None = None) -> list[str]:
    """What a new version made now would leave to the office beyond what the last one does, a sentence a level."""
    if not office_stands_between(contract) or contract.offering_id is None:
        return []
    kept, offered, signed = kept_gaps(contract), offered_levels(contract, vendor), None
    said = []
    for term in contract.service_level_terms.order_by("pk"):
        if term.code in kept:
            before = kept[term.code][-1].beneath
        else:
            signed = signed_levels(contract) if signed is None else signed
            before = signed.get(term.code)
        after = offered.get(term.code)
        if (after or 0) < (before or 0):
            said.append(_widened(term.title, term.target, before or Decimal(0), after))
    return said


def _widened(title: str, promised: Decimal, before: Decimal, after: Decimal | None) -> str:
    now = "nothing is offered beneath it" if after is None else f"the vendor offers {percent_down(after)}"
    was, becomes = points(promised - before), points(promised - (after or Decimal(0)))
    return (
        f"{title}: the office promises {percent_down(promised)}, and {now}, no longer {percent_down(before)}. "
        f"The gap goes from {was} to {becomes}."
    )


def points(gap: Decimal) -> str:
    """0.4 points, 1 point; none where the promise beneath covers it."""
    text = f"{max(gap, Decimal(0)).normalize():f}"
    return f"{text} point{'' if text == '1' else 's'}"
