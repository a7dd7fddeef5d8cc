"""Reads one entry of an offerings file. Facts are checked here, so that the database sees only what it can take."""

import datetime
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from catalog.taxonomy.models import Certification, Deployment, ImpactLevel, ServiceModel
from marketplace.files.intake import EntryRefused, read_date, read_text

from .models import LONGEST_DESCRIPTION, Offering

MONTH_AND_DAY = re.compile(r"(0?[1-9]|1[0-2])/(0?[1-9]|[12]\d|3[01])")
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
LONGEST_COUNT = 1_000_000
LONGEST_VENDOR = 96


class Listing(NamedTuple):
    """The facts of one entry, in our words and in the order in which they are compared."""

    source_id: str
    vendor: str
    name: str
    description: str
    service_models: list[str]
    deployment: str
    impact_level: str
    certification: str
    authorisation_path: str
    ready_on: datetime.date | None
    authorised_on: datetime.date | None
    annual_assessment: str
    assessor: str
    website: str
    topics: tuple[str, ...]
    registration_number: str
    small_business: bool | None


def _by_label(choices: Any) -> dict[str, str]:
    return {label.casefold(): value for value, label in choices.choices}


SERVICE_MODELS = _by_label(ServiceModel)
DEPLOYMENTS = _by_label(Deployment)
IMPACT_LEVELS = _by_label(ImpactLevel)
CERTIFICATIONS = _by_label(Certification)
PATHS = {value: value for value in Offering.AuthorisationPath.values}


def read_listing(entry: Any) -> Listing:
    """The facts of one entry. Raises EntryRefused with a sentence for the first thing that is wrong."""
    if not isinstance(entry, Mapping):
        raise EntryRefused("It is not an object with named fields.")
    for field in ("authorization_count", "reuse_count"):
        _count(entry, field)
    website = read_text(entry, "website", longest=290)
    if SCHEME.match(website) and not website.lower().startswith(("http://", "https://")):
        raise EntryRefused("Its website is not a web address.")
    return Listing(
        source_id=read_text(entry, "id", longest=60, needed=True),
        vendor=read_text(entry, "vendor", longest=LONGEST_VENDOR, needed=True),
        name=read_text(entry, "name", longest=200, needed=True),
        description=read_text(entry, "description", longest=LONGEST_DESCRIPTION),
        service_models=_models(entry),
        deployment=_choice(entry, "deployment_model", DEPLOYMENTS, needed=True),
        impact_level=_choice(entry, "impact_level", IMPACT_LEVELS),
        certification=_choice(entry, "status", CERTIFICATIONS, needed=True),
        authorisation_path=_choice(entry, "authorization_path", PATHS),
        ready_on=read_date(entry, "ready_on"),
        authorised_on=read_date(entry, "authorized_on"),
        annual_assessment=_month_and_day(entry),
        assessor=read_text(entry, "assessor", longest=200),
        website=website if not website or "://" in website else f"https://{website}",
        topics=tuple(sorted(_texts(entry, "business_functions", longest=80))),
        registration_number=read_text(entry, "uei", longest=40),
        small_business=_yes_or_no(entry, "small_business"),
    )


def _texts(entry: Mapping[str, Any], field: str, *, longest: int) -> set[str]:
    values = entry.get(field) or []
    if type(values) is not list:
        raise EntryRefused(f"Its {field} is not a list.")
    return {read_text({field: value}, field, longest=longest, needed=True) for value in values}


def _choice(entry: Mapping[str, Any], field: str, known: Mapping[str, str], *, needed: bool = False) -> str:
    value = read_text(entry, field, longest=100, needed=needed)
    if not value:
        return ""
    try:
        return known[value.casefold()]
    except KeyError:
        raise EntryRefused(f"Its {field} “{value}” is not known. Known are: {', '.join(sorted(known))}.") from None


def _models(entry: Mapping[str, Any]) -> list[str]:
    values = _texts(entry, "service_models", longest=20)
    if not values:
        raise EntryRefused("Its service_models are missing.")
    chosen = {_choice({"service_models": value}, "service_models", SERVICE_MODELS) for value in values}
    return [value for value in ServiceModel.values if value in chosen]


def _month_and_day(entry: Mapping[str, Any]) -> str:
    """02/28. Some entries give a whole time stamp instead, which does not say which day of each year is meant."""
    found = MONTH_AND_DAY.fullmatch(read_text(entry, "annual_assessment", longest=100))
    return f"{int(found[1]):02d}/{int(found[2]):02d}" if found else ""


def _count(entry: Mapping[str, Any], field: str) -> int:
    value = entry.get(field, 0)
    if type(value) is not int or not 0 <= value <= LONGEST_COUNT:
        raise EntryRefused(f"Its {field} is not a count of zero or more.")
    return value


def _yes_or_no(entry: Mapping[str, Any], field: str) -> bool | None:
    value = entry.get(field)
    if value is not None and type(value) is not bool:
        raise EntryRefused(f"Its {field} is neither true nor false.")
    return value
