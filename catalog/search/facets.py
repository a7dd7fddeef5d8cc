"""The registry of facets. Those with a fixed list of values live in one number of an entry, a bit a value.

A facet begins at a bit of its own, so that a value added at its end moves no other; the latest stand on bits that
others left. Any other change: `reindex_search`.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import count

from django.db.models import TextChoices

from catalog.taxonomy.models import (
    Certification,
    DataStandard,
    DeliveryMode,
    Deployment,
    ExportFormat,
    ImpactLevel,
    ServiceModel,
)

from .places import Place


class ProvidedBy(StrEnum):
    """Who stands behind an offering."""

    VENDOR = "vendor"
    STATE = "state"
    CONTRACT = "contract"


class OpenApi(StrEnum):
    """What is said about an open API; nothing said is an answer of its own."""

    YES = "yes"
    NO = "no"
    NOT_STATED = "none"


YES, NOT_STATED = "yes", "none"
UPTIMES = ("99.5", "99.9", "99.95", "99.99")


@dataclass(frozen=True)
class Option:
    """One value of a facet: `label` in the panel, `tag` where it stands alone as a filter in use."""

    value: str
    label: str
    bit: int
    tag: str = ""

    @property
    def mask(self) -> int:
        return 1 << self.bit

    @property
    def words(self) -> str:
        return self.tag or self.label


@dataclass(frozen=True)
class Facet:
    """One question about an offering: `name` in the address, `legend` on the screen."""

    name: str
    legend: str
    options: tuple[Option, ...]

    def mask_of(self, values: Collection[str]) -> int:
        """The bits of these values; an offering fits when it has one of them."""
        return sum(option.mask for option in self.options if option.value in values)

    def knows(self, value: str) -> bool:
        return any(option.value == value for option in self.options)


def _facet(
    name: str,
    legend: str,
    bits: int | Sequence[int],
    choices: Iterable[tuple[str, str]],
    **tags: str,
) -> Facet:
    """`bits` is where it begins, or the bit of each value."""
    places = count(bits) if isinstance(bits, int) else iter(bits)
    options = (
        Option(str(value), label, bit, tags.get(str(value), ""))
        for bit, (value, label) in zip(places, choices, strict=False)
    )
    return Facet(name, legend, tuple(options))


def _stated_facet(name: str, legend: str, bits: Sequence[int], known: type[TextChoices]) -> Facet:
    """What a vendor chose among known values; nothing stated is a value of its own."""
    tags = {str(value): f"{legend} {label}" for value, label in known.choices} | {NOT_STATED: f"{legend}: not stated"}
    return _facet(name, legend, bits, [*known.choices, (NOT_STATED, "Not stated")], **tags)


def _flag(name: str, legend: str, bit: int) -> Facet:
    return Facet(name, legend, (Option(YES, legend, bit),))


_MODEL_LABELS = [(model, model.in_words) for model in ServiceModel]
_PROVIDER_LABELS = [
    (ProvidedBy.VENDOR, "A vendor"),
    (ProvidedBy.STATE, "The state itself"),
    (ProvidedBy.CONTRACT, "A vendor on state terms"),
]
_MODE_LABELS = [(mode.value, mode.label.partition(":")[0]) for mode in DeliveryMode]
_API_LABELS = [(OpenApi.YES, "Has one"), (OpenApi.NO, "Has none"), (OpenApi.NOT_STATED, "Not stated")]

FACETS = (
    _facet(
        "model",
        "Service model",
        0,
        _MODEL_LABELS,
        saas="SaaS",
        paas="PaaS",
        iaas="IaaS",
        support="Support",
    ),
    _facet("by", "Provided by", 8, _PROVIDER_LABELS),
    _facet(
        "certification",
        "Certification",
        12,
        Certification.choices,
        none="No certification stated",
    ),
    _facet("impact", "Impact level", 22, ImpactLevel.choices),
    _facet("deployment", "Deployment", 32, Deployment.choices),
    _facet("mode", "Delivery", 40, _MODE_LABELS),
    _flag("orderable", "Can be ordered now", 46),
    _flag("measured", "Uptime measured by us", 47),
    _flag("small_business", "Small business", 48),
    _flag("takeover", "Others may take it over", 4),
    _facet(
        "open_api",
        "Open API",
        49,
        _API_LABELS,
        yes="Open API",
        no="No open API",
        none="Open API not stated",
    ),
    _stated_facet("export", "Data comes out as", (36, 37, 38, 39, 44, 45, 31), ExportFormat),
    _stated_facet("standard", "Data standards", (18, 19, 20, 21, 30), DataStandard),
    _facet("location", "Data is kept in", 52, Place.choices, none="Data location not stated", other="Another country"),
    # Whoever is above a step is above those below it; what is not measured is above none.
    _facet("uptime", "Measured uptime", 59, [(step, f"{step}% or more") for step in UPTIMES]),
)
FLAGS = frozenset({"orderable", "measured", "small_business", "takeover"})
STATED = frozenset({"export", "standard"})  # shown where somebody has stated something

# Facets whose values are rows of their own: topics and vendors, by slug.
TOPIC = "category"
VENDOR = "vendor"

BY_NAME = {facet.name: facet for facet in FACETS}
LEGENDS = {facet.name: facet.legend for facet in FACETS} | {
    TOPIC: "Topic",
    VENDOR: "Vendor",
}
NAMES = tuple(LEGENDS)

# What an entry says and a suspended or debarred vendor's offering is not: by when it is asked, never by a job that ran.
NOT_WHILE_BARRED = {"orderable": (YES,), "by": (ProvidedBy.CONTRACT.value,)}
BARRED_MASK = sum(BY_NAME[name].mask_of(values) for name, values in NOT_WHILE_BARRED.items())


def values_of(bits: int) -> dict[str, tuple[str, ...]]:
    """The values that such a number stands for, of every facet."""
    return {facet.name: tuple(o.value for o in facet.options if bits & o.mask) for facet in FACETS}


def bits_of(values: dict[str, Collection[str]]) -> int:
    """The number that an entry keeps: every value it has, of every facet."""
    return sum(BY_NAME[name].mask_of(held) for name, held in values.items())
