"""The table: address name → what each audience gets. Statuses of a plain request; `LOGIN` is the way to the sign-in."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

LOGIN = 302
AUDIENCES = (
    "anonymous",
    "requester",
    "approver",
    "agency_admin",
    "other_agency",
    "vendor",
    "other_vendor",
    "officer",
    "contract_manager",
    "cio",
    "auditor",
)
AGENCY = ("requester", "approver", "agency_admin")
OFFICE = ("officer", "contract_manager", "cio", "auditor")


@dataclass(frozen=True)
class Row:
    """`every` for all audiences but those named in `but`; `arguments` makes the address's parts from the world."""

    every: int
    but: dict[str, int] = field(default_factory=dict)
    arguments: Callable[[Any], dict] = lambda world: {}
    query: str = ""
    method: str = "get"

    def status_for(self, audience: str) -> int:
        return self.but.get(audience, self.every)


def public(**details) -> Row:
    """Everybody, without an account."""
    return Row(200, **details)


def signed_in(**details) -> Row:
    """Everybody with an account."""
    return Row(200, {"anonymous": LOGIN}, **details)


def only(*audiences: str, others: int = 404, **details) -> Row:
    """These; the public is led to the sign-in, everybody else gets `others`."""
    return Row(others, {"anonymous": LOGIN, **dict.fromkeys(audiences, 200)}, **details)


TABLE: dict[str, Row] = {
    "contract_register": public(),
    "contract_page": public(arguments=lambda world: {"reference": world.contract.reference}),
}
