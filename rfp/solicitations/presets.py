"""What the kinds of solicitation differ in, as flags and numbers: one engine reads them, nothing is subclassed."""

from dataclasses import dataclass

from django.db import models


class Kind(models.TextChoices):
    """What vendors are asked for."""

    RFI = "rfi", "Request for information"
    RFP = "rfp", "Request for proposals"
    MINI_COMPETITION = "mini_competition", "Mini-competition"


@dataclass(frozen=True)
class Preset:
    """The rules of one kind. Days are working days of the agency that it is for."""

    prefix: str
    response: str
    sealed: bool
    evaluated: bool
    awards: bool
    priced: bool
    invited_only: bool
    quiet: bool
    minimum_days_open: int
    extension_days: int
    standstill_days: int

    @property
    def responses(self) -> str:
        """What comes back, in the plural."""
        return f"{self.response}s"


# An answer comes at least so many working days before responses close.
ANSWER_LEAD_DAYS = 1

PRESETS = {
    Kind.RFI: Preset(
        prefix="RFI", response="response", sealed=False, evaluated=False, awards=False, priced=False,
        invited_only=False, quiet=False, minimum_days_open=10, extension_days=3, standstill_days=0,
    ),
    Kind.RFP: Preset(
        prefix="RFP", response="proposal", sealed=True, evaluated=True, awards=True, priced=True,
        invited_only=False, quiet=True, minimum_days_open=20, extension_days=5, standstill_days=10,
    ),
    Kind.MINI_COMPETITION: Preset(
        prefix="MC", response="quotation", sealed=True, evaluated=True, awards=True, priced=True,
        invited_only=True, quiet=True, minimum_days_open=8, extension_days=3, standstill_days=5,
    ),
}  # fmt: skip
