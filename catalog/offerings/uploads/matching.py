"""Which offerings a vendor's rows speak of, and whether they would change anything. Reads, and writes nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from catalog.offerings.listed_rows import held_back
from catalog.offerings.models import Offering
from catalog.taxonomy.models import Topic

from .columns import CODE, KNOWN_AS
from .rows import Entry, Fault
from .versions import Content, put_into


@dataclass(frozen=True)
class Change:
    """An offering that is there, with what its newest version holds now and would hold."""

    entry: Entry
    offering: Offering
    before: Content


@dataclass
class Match:
    """Rows sorted by what they are: new, different, the same, or not to be taken."""

    new: list[Entry] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    same: int = 0
    faults: list[Fault] = field(default_factory=list)


def topic_ids() -> dict[str, int]:
    """The keys of the catalogue's topics by name."""
    return dict(Topic.objects.values_list("name", "pk"))


def match_entries(entries: Sequence[Entry], *, vendor: Any, topics: Mapping[str, int]) -> Match:
    """Finds each row's offering by code or by its name in Stoa: five statements, whatever the number.

    Inside a transaction the caller holds the lock of imports; the rows that are found are not locked here.
    """
    own = Offering.objects.filter(vendor=vendor).select_related("latest_revision")
    by_code = {each.vendor_code: each for each in own.filter(vendor_code__in=[entry.code for entry in entries])}
    by_slug = {each.slug: each for each in own.filter(slug__in=[entry.slug for entry in entries if entry.slug])}
    match, found = Match(), []
    for entry in entries:
        offering, fault = _offering_of(entry, by_code, by_slug)
        if fault:
            match.faults.append(fault)
        elif offering is None:
            match.new.append(entry)
        else:
            found.append((entry, offering))
    different = []
    for entry, offering in found:
        before = content_of(offering)
        after = put_into(before, entry, [topics[name] for name in entry.topics], lambda model: None)
        if _without_keys(after) == _without_keys(before) and offering.vendor_code == entry.code:
            match.same += 1
        else:
            different.append(Change(entry, offering, before))
    held = held_back({change.offering.pk for change in different})
    for change in different:
        if change.offering.pk in held:
            wrong = held[change.offering.pk].partition(". ")[0] + "."
            remedy = "Wait for the decision or take it back, then send the row again."
            match.faults.append(Fault(change.entry.place, change.entry.code, CODE.head, wrong, remedy))
        else:
            match.changes.append(change)
    return match


def _offering_of(
    entry: Entry, by_code: Mapping[str, Offering], by_slug: Mapping[str, Offering]
) -> tuple[Offering | None, Fault | None]:
    """The offering a row means. What another vendor has is not told apart from what nobody has."""
    coded, named = by_code.get(entry.code), by_slug.get(entry.slug)
    if not entry.slug or (coded and named and coded.pk == named.pk):
        return coded, None
    if named is None:
        wrong, remedy = f"You have no offering “{entry.slug[:60]}” in Stoa.", "Correct the name, or leave it empty."
    elif coded is not None:
        wrong, remedy = f"Your code stands for “{coded.slug}” already.", "Use the code of the offering you mean."
    elif named.vendor_code:
        wrong, remedy = f"“{named.slug}” has your code “{named.vendor_code}” already.", "Use that code."
    else:
        return named, None
    return None, Fault(entry.place, entry.code, KNOWN_AS.head, wrong, remedy)


def content_of(offering: Offering) -> Content:
    """What the newest version holds; a published one without a newer draft is read as it stands."""
    content = dict(offering.latest_revision.content) if offering.latest_revision else offering.serializable_data()
    content["topics"] = sorted(content.get("topics") or ())
    return content


def _without_keys(content: Content) -> Content:
    plans = [{name: value for name, value in plan.items() if name not in {"pk", "code"}} for plan in content["plans"]]
    return {**content, "plans": plans}
