"""From how many hits have which bits to every number of the panel."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from . import facets
from .prices import PRICE

# What a group says beside its bits: which of the conditions hold that bits do not tell.
FLAGS = {facets.TOPIC: 1, facets.VENDOR: 2, PRICE: 4}


def read_groups(text: str) -> Iterator[tuple[int, ...]]:
    """The groups of bits, flags and how many, as numbers behind each other."""
    return zip(*[map(int, text.split())] * 3, strict=True)


@dataclass
class Numbers:
    """`counts` leaves the facet's own choice aside, `without` the named facet or range."""

    total: int = 0
    matching: int = 0
    counts: dict[str, dict[str, int]] = field(default_factory=dict)
    without: dict[str, int] = field(default_factory=dict)


def numbers(groups: Iterable[tuple[int, ...]], masks: Mapping[str, int], in_use: Sequence[str]) -> Numbers:
    """Every number, from groups of (bits, flags, how many). Whoever fails one facet alone counts for that one."""
    fitting: Counter[int] = Counter()
    failing: dict[str, Counter[int]] = {name: Counter() for name in in_use}
    found = Numbers(counts={facet.name: {} for facet in facets.FACETS})
    for bits, flags, number in groups:
        found.matching += number
        failed = [name for name in in_use if not (bits & masks[name] if name in masks else flags & FLAGS[name])]
        if not failed:
            fitting[bits] += number
        elif len(failed) == 1:
            failing[failed[0]][bits] += number
    found.total = fitting.total()
    for some in _SOME:
        _add(found, fitting, some)
    for left_out, more in failing.items():
        found.without[left_out] = found.total + more.total()
        if left_out in facets.BY_NAME:
            _add(found, more, _mask_of(facets.BY_NAME[left_out]))
    return found


def _add(found: Numbers, groups: Mapping[int, int], some: int) -> None:
    """Counts the values of some facets: few differ in those, however many differ in all."""
    alike: dict[int, int] = {}
    for bits, number in groups.items():
        held = bits & some
        alike[held] = alike.get(held, 0) + number
    for held, number in alike.items():
        for name, value in _values_of(held):
            found.counts[name][value] = found.counts[name].get(value, 0) + number


def _mask_of(*some: facets.Facet) -> int:
    return sum(option.mask for facet in some for option in facet.options)


_AT_ONCE = 3
_SOME = [_mask_of(*facets.FACETS[first : first + _AT_ONCE]) for first in range(0, len(facets.FACETS), _AT_ONCE)]


@lru_cache(maxsize=4096)
def _values_of(bits: int) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, values in facets.values_of(bits).items() for value in values)
