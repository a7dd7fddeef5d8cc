"""Questions about overlaps: what is read, which groups there are, who pays what in one."""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from catalog.offerings.models import Offering
from contracts.orders.models import Order
from contracts.portfolio.models import System

from .models import OverlapFinding, OverlapItem, OverlapRun, OverlapVerdict
from .reading import Item
from .saving import Use
from .weighing import STRONG_FROM

MONTHS_A_YEAR = 12
NAMES = {"name": "One product", "words": "Words", "ideas": "What it is for", "topics": "Topics"}


def items_to_read(*, on: datetime.date) -> list[tuple[OverlapItem, Item]]:
    """Listed offerings and systems in use on that day, each with its item, made or not yet saved. Five statements."""
    known = {
        (item.offering_id, item.system_id): item for item in OverlapItem.objects.only("pk", "offering_id", "system_id")
    }
    offerings = Offering.objects.listed().select_related("vendor").prefetch_related("topics").order_by("pk")
    systems = System.objects.in_use(on=on).select_related("supplier").prefetch_related("capabilities").order_by("pk")
    read = [
        (known.get((offering.pk, None)) or OverlapItem(offering_id=offering.pk), item_of_offering(offering))
        for offering in offerings
    ]
    read += [
        (known.get((None, system.pk)) or OverlapItem(system_id=system.pk), item_of_system(system)) for system in systems
    ]
    return read


def item_of_offering(offering: Offering) -> Item:
    """What a listing says."""
    return Item(
        key=f"offering:{offering.pk}",
        name=offering.name,
        maker=offering.vendor.name,
        text=f"{offering.summary} {offering.description}",
        topics=frozenset(topic.slug for topic in offering.topics.all()),
        service_models=frozenset(offering.service_models),
    )


def item_of_system(system: System) -> Item:
    """What an agency wrote of its system."""
    return Item(
        key=f"system:{system.pk}",
        name=f"{system.name} {system.product}",
        maker=system.provided_by,
        text=system.purpose,
        topics=frozenset(topic.slug for topic in system.capabilities.all()),
        service_models=frozenset([system.delivery]),
    )


def verdicts_in_force(items: Collection[int] | None = None) -> list[OverlapVerdict]:
    """The latest verdict of each pair, of all or of those between these items."""
    found = OverlapVerdict.objects.in_force()
    if items is not None:
        found = found.filter(first__in=items, second__in=items)
    return list(found)


def latest_run() -> OverlapRun | None:
    """The last detection; None before the first."""
    return OverlapRun.objects.first()


@dataclass(frozen=True)
class Group:
    """A group in the list: its address, its members in order, its most alike pair, and how much is decided."""

    number: int
    members: list[OverlapItem]
    best: int
    pairs: int
    decided: int

    @property
    def names(self) -> list[str]:
        return [str(member) for member in self.members]


def group_numbers() -> QuerySet:
    """Each group's number and size, the largest first."""
    grouped = OverlapItem.objects.grouped().values("group").annotate(size=Count("pk"))
    return grouped.order_by("-size", "group")


def groups_on(numbers: Iterable[int]) -> list[Group]:
    """The groups of these numbers with all that the list says of them, in that order. Three statements."""
    wanted = list(numbers)
    members: dict[int, list[OverlapItem]] = {number: [] for number in wanted}
    for item in OverlapItem.objects.filter(group__in=wanted).with_names().order_by("pk"):
        members[item.group].append(item)
    within = Q(first__group__in=wanted, first__group=F("second__group"))
    found: dict[int | None, list[Decimal]] = {number: [] for number in wanted}
    for number, score in OverlapFinding.objects.filter(within).order_by().values_list("first__group", "score"):
        found[number].append(score)
    decided: dict[int, int] = dict.fromkeys(wanted, 0)
    for number in OverlapVerdict.objects.in_force().filter(within).values_list("first__group", flat=True):
        decided[number] += 1
    return [
        Group(
            number=number,
            members=members[number],
            best=round(max(found[number], default=Decimal(0)) * 100),
            pairs=len(members[number]) * (len(members[number]) - 1) // 2,
            decided=decided[number],
        )
        for number in wanted
        if members[number]
    ]


@dataclass(frozen=True)
class Pair:
    """Two items, what was found of them, and the verdict in force."""

    first: OverlapItem
    second: OverlapItem
    finding: OverlapFinding | None
    verdict: OverlapVerdict | None

    @property
    def points(self) -> int:
        return self.finding.points if self.finding else 0

    @property
    def both(self) -> tuple[OverlapItem, OverlapItem]:
        return self.first, self.second

    @property
    def parts(self) -> list[dict[str, Any]]:
        """The parts of the score with their points of a hundred; they add up to it but for rounding."""
        found = self.finding.parts if self.finding else []
        return [part | {"name": NAMES[part["kind"]], "points": round(part["points"] * 100)} for part in found]


def pairs_of(members: Iterable[OverlapItem]) -> list[Pair]:
    """Every two of these, undecided ones first, then by score. Two statements."""
    listed = sorted(members, key=lambda item: item.pk)
    ids = [item.pk for item in listed]
    findings = {
        (finding.first_id, finding.second_id): finding
        for finding in OverlapFinding.objects.filter(first__in=ids, second__in=ids)
    }
    verdicts = {
        (verdict.first_id, verdict.second_id): verdict
        for verdict in OverlapVerdict.objects.in_force().filter(first__in=ids, second__in=ids).select_related("by")
    }
    pairs = [
        Pair(one, other, findings.get((one.pk, other.pk)), verdicts.get((one.pk, other.pk)))
        for at, one in enumerate(listed)
        for other in listed[at + 1 :]
    ]
    return sorted(pairs, key=lambda pair: (pair.verdict is not None, -pair.points))


def items_named() -> QuerySet[OverlapItem]:
    """Every item with all that a line says."""
    return OverlapItem.objects.with_names()


def members_of(group: int) -> list[OverlapItem]:
    """The items of a group, in order."""
    return list(OverlapItem.objects.filter(group=group).with_names().order_by("pk"))


def history_of(first: OverlapItem, second: OverlapItem) -> QuerySet[OverlapVerdict]:
    """Every verdict on two items, the latest first."""
    return OverlapVerdict.objects.filter(first=first, second=second).select_related("by")


def like_system(system: System) -> list[Pair]:
    """What a system is like, the most alike first; what somebody called different is left out. Four statements."""
    item = OverlapItem.objects.filter(system=system).first()
    if item is None:
        return []
    found = OverlapFinding.objects.filter(Q(first=item) | Q(second=item))
    others = {finding.first_id if finding.second_id == item.pk else finding.second_id for finding in found}
    items = OverlapItem.objects.filter(pk__in=others).with_names()
    pairs = [pair for pair in pairs_of([item, *items]) if item.pk in (pair.first.pk, pair.second.pk)]
    same = OverlapVerdict.Says.OVERLAP
    kept = [pair for pair in pairs if pair.finding and (pair.verdict is None or pair.verdict.says == same)]
    return sorted(kept, key=lambda pair: -pair.points)


def uses_of(members: Iterable[OverlapItem], *, on: datetime.date) -> list[Use]:
    """Who pays what for these a year: systems as their agencies wrote, orders in force by their monthly fee.

    Two statements, the items loaded with names.
    """
    by_offering = {item.offering_id: item for item in members if item.offering_id}
    uses = [
        Use(item.pk, str(item), item.system.agency.name, item.system.yearly_cost, item.system.users)
        for item in members
        if item.system is not None
    ]
    running = Order.objects.filter(offering__in=by_offering, status__in=[Order.Status.ACCEPTED, Order.Status.ACTIVE])
    for order in running.filter(starts_on__lte=on, ends_on__gt=on).select_related("agency").order_by("pk"):
        item = by_offering[order.offering_id]
        yearly = order.monthly_fee * MONTHS_A_YEAR
        uses.append(Use(item.pk, str(item), order.agency.name, yearly, order.quantity))
    return uses


def overlapping(systems: QuerySet[System]) -> QuerySet[System]:
    """Those with a strong finding that nobody called something else."""
    verdicts = OverlapVerdict.objects.filter(first=OuterRef("first"), second=OuterRef("second"))
    latest = verdicts.order_by("-at", "-pk").values("says")[:1]
    strong = OverlapFinding.objects.filter(score__gte=STRONG_FROM).annotate(says=Subquery(latest))
    same = strong.filter(Q(says__isnull=True) | Q(says=OverlapVerdict.Says.OVERLAP))
    mine = Q(first__system=OuterRef("pk")) | Q(second__system=OuterRef("pk"))
    return systems.filter(Exists(same.filter(mine)))


def waiting_for_verdict(*, on: datetime.date) -> QuerySet[OverlapFinding]:
    """Strong findings without a verdict, both of which agencies here have in use: the most alike first."""
    judged = OverlapVerdict.objects.filter(first=OuterRef("first"), second=OuterRef("second"))
    found = OverlapFinding.objects.filter(~Exists(judged), score__gte=STRONG_FROM)
    for place in ("first", "second"):
        running = Order.objects.filter(
            offering=OuterRef(f"{place}__offering"),
            status__in=[Order.Status.ACCEPTED, Order.Status.ACTIVE],
            starts_on__lte=on,
            ends_on__gt=on,
        )
        found = found.filter(Q(**{f"{place}__system__isnull": False}) | Exists(running))
    names = [f"{place}__{thing}" for place in ("first", "second") for thing in ("offering", "system")]
    return found.select_related(*names).order_by("-score", "pk")
