"""Who owes whom in each delivery mode: a table, and the one function that reads it."""

from dataclasses import dataclass
from enum import StrEnum


class Party(StrEnum):
    AGENCY = "agency"
    VENDOR = "vendor"
    BROKER = "broker"


class Levy(StrEnum):
    CHARGED = "charged"
    INSIDE_THE_RATE = "inside the rate"
    NONE = "none"


@dataclass(frozen=True)
class Debt:
    """A service credit, from the one who owes it to the one who gets it."""

    debtor: Party
    creditor: Party


@dataclass(frozen=True)
class Parties:
    """Between whom the contract stands, who sends the invoice, who owes credits for a missed service level.

    `credits` begins with the credit to the agency; a second one is the broker office's claim on the vendor.
    """

    agreements: tuple[tuple[Party, Party], ...]
    invoice_issuer: Party
    credits: tuple[Debt, ...]
    levy: Levy


AGENCY, VENDOR, BROKER = Party
TABLE = {
    "brokered": Parties(((AGENCY, VENDOR),), VENDOR, (Debt(VENDOR, AGENCY),), Levy.CHARGED),
    "managed": Parties(
        ((AGENCY, BROKER), (BROKER, VENDOR)),
        BROKER,
        (Debt(BROKER, AGENCY), Debt(VENDOR, BROKER)),
        Levy.INSIDE_THE_RATE,
    ),
    "internal": Parties(((AGENCY, BROKER),), BROKER, (Debt(BROKER, AGENCY),), Levy.NONE),
}


def parties_of(delivery_mode: str, *, line_mode: str | None = None) -> Parties:
    """The row of the table for a delivery mode; under "hybrid" each line names its own in `line_mode`.

    Raises ValueError for an unknown mode, and for a hybrid one without a line's mode.
    """
    mode = line_mode if delivery_mode == "hybrid" else delivery_mode
    if mode not in TABLE:
        raise ValueError(f"No parties are known for delivery mode {delivery_mode!r}, line {line_mode!r}.")
    return TABLE[mode]
