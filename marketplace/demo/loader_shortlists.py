"""Loads what Human Services has in mind: two shortlists with the notes of colleagues."""

import datetime

from catalog.offerings.models import Offering
from catalog.shortlists.actions import add_to_shortlist, open_shortlist, remove_from_shortlist, write_note
from catalog.shortlists.models import Shortlist

from . import world
from .loader_orders import clock, working_days_ago
from .loader_people import Cast


def load_shortlists(cast: Cast, *, today: datetime.date) -> int:
    """Open each list of the story that is not there yet. Returns how many were new."""
    return sum(_open(cast, told, today) for told in world.story()["shortlists"])


def _open(cast: Cast, told: world.Record, today: datetime.date) -> bool:
    agency = cast.organisations[told["agency"]]
    if Shortlist.objects.filter(agency=agency, title=told["title"]).exists():
        return False
    opened = clock(working_days_ago(told["days_ago"], today=today))
    shortlist = open_shortlist(title=told["title"], agency=agency, by=cast.person(told["by"]), now=opened)
    for one in told["offerings"]:
        at = clock(working_days_ago(one["days_ago"], today=today))
        offering = Offering.objects.get(slug=one["offering"])
        by = cast.person(one["by"])
        [entry] = add_to_shortlist(shortlist=shortlist, offerings=[offering], note=one["note"], by=by, now=at)
        if answer := one.get("answer"):
            write_note(entry=entry, text=answer, by=cast.person("approver"), now=opened)
        if one.get("removed"):
            remove_from_shortlist(entry=entry, by=by, now=at)
    return True
