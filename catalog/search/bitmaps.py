"""Who has which value of a facet, as one long number a value: counting for any filter is `&` and counting ones.

Places are those of the plain catalogue: the lowest bit is its first offering. A vendor stands by its id at each place,
since vendors are many and each has few offerings.
"""

from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import compress, islice

from . import facets

Key = tuple[str, str]  # facet and value; of a topic its id
_AS_NUMBERS = bytes.maketrans(b"01", b"\x00\x01")


@dataclass(frozen=True)
class Tally:
    """What fits a filter: `fitting` as a bitmap, and every number of the panel."""

    fitting: int
    total: int
    matching: int
    counts: Mapping[str, Mapping[str, int]]
    topics: Mapping[int, int]
    vendors: tuple[tuple[int, int], ...]
    without: Mapping[str, int]


@dataclass(frozen=True)
class Bitmaps:
    """The whole catalogue: an offering's id and its vendor's at each place, and the bitmap of each value."""

    ids: array
    vendors: array
    values: Mapping[Key, int]

    @cached_property
    def everything(self) -> int:
        return (1 << len(self.ids)) - 1

    @cached_property
    def topic_ids(self) -> tuple[int, ...]:
        return tuple(int(value) for name, value in self.values if name == facets.TOPIC)

    def of_vendors(self, vendor_ids: Collection[int]) -> int:
        """Everything of these vendors."""
        return _number(vendor in vendor_ids for vendor in self.vendors) if vendor_ids else 0

    def of_offerings(self, offering_ids: Collection[int]) -> int:
        return _number(offering in offering_ids for offering in self.ids) if offering_ids else 0

    def of_value(self, name: str, value: str) -> int:
        return self.values.get((name, value), 0)

    def tally(self, wanted: Mapping[str, Collection[str]], seen: int, barred: int, most_vendors: int) -> Tally:
        """Every number for these values; of topics and vendors the ids are wanted. A facet counts without its own.

        `seen` may be found now, `barred` not be ordered.
        """
        masks = {name: self._either(name, values, barred) for name, values in wanted.items()}

        def others(left_out: str = "") -> int:
            fitting = seen
            for name, mask in masks.items():
                fitting &= fitting if name == left_out else mask
            return fitting

        fitting = others()
        beside = {name: others(name) for name in masks}
        counts = {
            facet.name: {
                option.value: (held & beside.get(facet.name, fitting)).bit_count()
                for option in facet.options
                for held in [self._held(facet.name, option.value, barred)]
            }
            for facet in facets.FACETS
        }
        of_topics = beside.get(facets.TOPIC, fitting)
        topics = {pk: (of_topics & self.values[facets.TOPIC, str(pk)]).bit_count() for pk in self.topic_ids}
        chosen = {int(value) for value in wanted.get(facets.VENDOR, ())}
        return Tally(
            fitting=fitting,
            total=fitting.bit_count(),
            matching=seen.bit_count(),
            counts=counts,
            topics={pk: number for pk, number in topics.items() if number},
            vendors=self._vendors(beside.get(facets.VENDOR, fitting), chosen, most_vendors),
            without={name: mask.bit_count() for name, mask in beside.items()},
        )

    def _held(self, name: str, value: str, barred: int) -> int:
        held = self.of_value(name, value)
        return held & ~barred if barred and value in facets.NOT_WHILE_BARRED.get(name, ()) else held

    def _either(self, name: str, values: Collection[str], barred: int) -> int:
        if name == facets.VENDOR:
            return self.of_vendors({int(value) for value in values})
        mask = 0
        for value in values:
            mask |= self._held(name, value, barred)
        return mask

    def _vendors(self, among: int, chosen: Collection[int], most: int) -> tuple[tuple[int, int], ...]:
        """The chosen and then those with most; of equals the older."""
        whole = among == self.everything
        numbers = self._of_each_vendor if whole else Counter(compress(self.vendors, _flags(among, len(self.ids))))
        order = sorted(numbers.items(), key=lambda row: (row[0] not in chosen, -row[1], row[0]))
        return tuple(order[:most])

    @cached_property
    def _of_each_vendor(self) -> Counter[int]:
        return Counter(self.vendors)

    def as_bytes(self) -> bytes:
        """The bitmaps, one behind the other, in the order of their keys."""
        return b"".join(bitmap.to_bytes(self.width, "little") for bitmap in self.values.values())

    @property
    def width(self) -> int:
        return -(-len(self.ids) // 8)


def drawn(rows: Iterable[tuple[int, int, int, Collection[int]]]) -> Bitmaps:
    """The bitmaps of these rows (id, bits, vendor, topics), which come in the order of the plain catalogue."""
    ids, vendors = array("q"), array("q")
    held: dict[Key, bytearray] = {(facet.name, o.value): bytearray() for facet in facets.FACETS for o in facet.options}
    of_bits: dict[int, list[bytearray]] = {}
    for place, (offering_id, bits, vendor_id, topic_ids) in enumerate(rows):
        ids.append(offering_id)
        vendors.append(vendor_id)
        if bits not in of_bits:
            of_bits[bits] = [held[name, value] for name, values in facets.values_of(bits).items() for value in values]
        of_topics = [held.setdefault((facets.TOPIC, str(topic)), bytearray()) for topic in topic_ids]
        for column in (*of_bits[bits], *of_topics):
            column.extend(bytes(max(0, (place >> 3) + 1 - len(column))))
            column[place >> 3] |= 1 << (place & 7)
    return Bitmaps(ids, vendors, {key: int.from_bytes(column, "little") for key, column in held.items()})


def read(ids: bytes, vendors: bytes, keys: Iterable[Key], bitmaps: bytes) -> Bitmaps:
    """What `as_bytes` wrote."""
    width = -(-len(ids) // 8 // 8)
    pieces = (bitmaps[start : start + width] for start in range(0, len(bitmaps), width or 1))
    values = {key: int.from_bytes(piece, "little") for key, piece in zip(keys, pieces, strict=False)}
    return Bitmaps(array("q", ids), array("q", vendors), values)


def places(bitmap: int, before: int, size: int) -> list[int]:
    """The places of ones, so many of them left out."""
    start, end = 0, bitmap.bit_length()
    while start < end:
        middle = (start + end) // 2
        if (bitmap & ((1 << middle) - 1)).bit_count() < before:
            start = middle + 1
        else:
            end = middle
    return list(islice(_ones(bitmap >> start, start), size))


def _ones(rest: int, place: int) -> Iterator[int]:
    while rest:
        step = (rest & -rest).bit_length()
        yield place + step - 1
        rest >>= step
        place += step


def _flags(bitmap: int, length: int) -> bytes:
    """A byte a place, 0 or 1."""
    return format(bitmap, f"0{length}b").encode().translate(_AS_NUMBERS)[::-1] if length else b""


def _number(flags: Iterable[bool]) -> int:
    return int("".join("1" if flag else "0" for flag in flags)[::-1] or "0", 2)
