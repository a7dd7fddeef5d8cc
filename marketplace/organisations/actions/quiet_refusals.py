"""Who arranges meetings or threads asks here first: while an agency takes bids, nobody of it meets a vendor alone.

Who bids is sealed, so that every vendor is refused alike: a refusal tells nobody who a bidder is.
"""

import datetime

from marketplace.errors import DomainError

from ..models import Organisation, QuietPeriod


class QuietNow(DomainError):
    """A competition of this agency runs."""

    def __init__(self, period: QuietPeriod) -> None:
        super().__init__(
            f"{period.agency} takes bids for {period.reference}, “{period.title}”. Until it is awarded or cancelled "
            f"nobody meets a vendor alone. Nothing was arranged. Ask in public instead: {period.address}"
        )


def check_not_quiet(*, agency: Organisation, at: datetime.datetime) -> None:
    """Raises QuietNow while a competition of this agency runs. The caller holds the agency's lock."""
    period = QuietPeriod.objects.in_force(at=at).filter(agency=agency).select_related("agency").first()
    if period is not None:
        raise QuietNow(period)
