"""Suppliers as people write them, and the vendors of the register."""

from collections.abc import Iterable

from marketplace.organisations.models import Organisation


def vendor_called(name: str) -> Organisation | None:
    """The vendor, or house of the state, of exactly this name; None where there is none or more than one."""
    return vendors_called([name]).get(name.casefold())


def vendors_called(names: Iterable[str]) -> dict[str, Organisation]:
    """Name in small letters → the vendor of that name. Names that two bear are left out. One statement."""
    wanted = {name.casefold() for name in names if name}
    if not wanted:
        return {}
    providers = Organisation.objects.exclude(kind=Organisation.Kind.AGENCY).filter(sort_name__in=wanted)
    found: dict[str, list[Organisation]] = {}
    for one in providers:
        found.setdefault(one.sort_name, []).append(one)
    return {name: several[0] for name, several in found.items() if len(several) == 1}
