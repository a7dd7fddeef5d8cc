"""What a longlist's page shows: who is left, each step, and the narrowing as a picture."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from catalog.offerings.comparison_rows import measured_note
from catalog.offerings.models import Offering
from catalog.search import facets
from marketplace.components.charts.bars import Bar, bar_chart
from marketplace.components.charts.marks import Chart
from marketplace.components.formats import percent_down

from .criteria import Kind
from .models import Longlist, LonglistEntry, LonglistStep
from .pinned import Pinned
from .queries import standing_entries, steps_of

WAYS = {
    Kind.FILTER: "By a filter",
    Kind.REQUIREMENT: "By what is required",
    Kind.HAND: "By hand",
}


@dataclass(frozen=True)
class Standing:
    """An entry that is left, with its offering where the reader may see that today."""

    entry: LonglistEntry
    offering: Offering | None

    @property
    def measured(self) -> str:
        """The measured uptime, rounded down."""
        facts = Pinned({}, self.entry.beside).measured
        return percent_down(facts.measured_availability) if facts else ""

    @property
    def window(self) -> str:
        """Of when the figure is, how much of that was covered, and who measured."""
        facts = Pinned({}, self.entry.beside).measured
        return measured_note(facts) if facts else ""


@dataclass(frozen=True)
class LonglistPage:
    """One longlist as its reader sees it."""

    longlist: Longlist
    steps: Sequence[LonglistStep]
    left: Sequence[Standing]
    chart: Chart | None


def longlist_page_of(longlist: Longlist, *, reader: Any) -> LonglistPage:
    """The page in five statements, however long the list."""
    steps, entries = steps_of(longlist), standing_entries(longlist)
    ids = [entry.offering_id for entry in entries]
    shown = Offering.objects.visible_to(reader).listed().in_bulk(ids)
    left = [Standing(entry, shown.get(entry.offering_id)) for entry in entries]
    return LonglistPage(longlist, steps, left, _funnel(longlist, steps) if steps else None)


def _funnel(longlist: Longlist, steps: Sequence[LonglistStep]) -> Chart:
    bars = [Bar("Found", Decimal(longlist.found), f"{longlist.found:,}", "rest")]
    bars += [Bar(f"Step {step.number}", Decimal(step.after), f"{step.after:,}") for step in steps]
    last = bars.pop()
    bars.append(Bar(last.label, last.value, last.text, "lead"))
    return bar_chart(
        bars,
        subject="Offerings left after each step",
        columns=("Step", "Offerings left"),
        finding=f"{longlist.found:,} offerings found, {steps[-1].after:,} left.",
        caption="How many offerings were left after each step.",
    )


def names_in(entries: Sequence[LonglistEntry]) -> dict[tuple[str, str], str]:
    """What vendors and topics were called then, by facet and slug."""
    vendors = {entry.beside["vendor"]["slug"]: entry.beside["vendor"]["name"] for entry in entries}
    topics = {slug: name for entry in entries for slug, name in entry.beside["topics"].items()}
    named = {(facets.VENDOR, slug): name for slug, name in vendors.items()}
    return named | {(facets.TOPIC, slug): name for slug, name in topics.items()}
