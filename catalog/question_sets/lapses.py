"""When what ends is announced: one place for the days, and one key a document, wherever it is used."""

import datetime

from .models import EvidenceFile

# Days before the last one on which it is announced; 0 is the last day itself.
MARKS = (90, 30, 7, 0)


def mark_reached(last_day: datetime.date, *, on: datetime.date) -> int | None:
    """The latest mark that has been reached on that day; None while the end is far off."""
    left = (last_day - on).days
    return min((mark for mark in MARKS if left <= mark), default=None)


def announcement_key(document: EvidenceFile, mark: int) -> str:
    """Names the announcement of a document at a mark: whoever was told by one job is not told by another."""
    return f"lapse-evidence-{document.pk}-{document.expires_on}-{mark}"
