"""Scorecards that a vendor can still reply to."""

from django.db.models import QuerySet

from contracts.scorecards.models import Scorecard
from marketplace.permissions import Role

from ..permitted import permitted
from ..reader import Reader
from ..steps import Source, Step


def scorecards_to_read(reader: Reader) -> QuerySet[Scorecard]:
    """Of the reader's own vendor, the first to become public first."""
    own = Scorecard.objects.standing().filter(permitted(reader.user, "contracts.reply_to_scorecard"))
    open_ones = own.filter(replied_at__isnull=True, reply_ends_at__gt=reader.at)
    return open_ones.select_related("vendor").defer("parts").order_by("reply_ends_at", "pk")


def tell_scorecard(scorecard: Scorecard, reader: Reader) -> Step:
    return Step(
        what="Read and reply to",
        reference=scorecard.reference,
        url=scorecard.get_absolute_url(),
        about=f"the scorecard of {scorecard.vendor}",
        why=f"It says {scorecard.score} of 100 for the twelve months to {scorecard.last_month:%B %Y}.",
        button="Open the scorecard",
        mark="Public from",
        due=scorecard.reply_ends_at,
        since=scorecard.drawn_up_at,
    )


SCORECARDS_TO_READ = Source(
    "scorecards-to-read",
    "scorecard to reply to",
    "scorecards to reply to",
    frozenset({Role.SIGNATORY, Role.VENDOR_ADMIN}),
    scorecards_to_read,
    tell_scorecard,
)
