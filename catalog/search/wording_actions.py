"""What editors do to the lists of wordings. Each is read with the next search, on either engine."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from marketplace.audit.actions import record
from marketplace.clock import Clock, database_now
from marketplace.errors import InvalidInput
from marketplace.permissions import require

from .analysis import LONGEST_PHRASE, key_of
from .models import WordingList
from .wordings import key

ROW = "catalog.keep_wordings"
MOST_WORDINGS = 40
LONGEST_WORDING = 60


def folded(wordings: Iterable[str]) -> list[str]:
    """The wordings as search reads them, each once. Raises InvalidInput with what to do instead."""
    listed = list(dict.fromkeys(filter(None, map(key_of, wordings))))
    for wording in listed:
        if len(wording.split()) > LONGEST_PHRASE or len(wording) > LONGEST_WORDING:
            raise InvalidInput(
                f"“{wording}” is too long: a wording has up to {LONGEST_PHRASE} words and {LONGEST_WORDING} letters. "
                "Shorten it."
            )
    if not 2 <= len({key(wording) for wording in listed}) <= len(listed) <= MOST_WORDINGS:
        raise InvalidInput(
            f"A list has 2 to {MOST_WORDINGS} different wordings. One and many, as in ticket and tickets, are the same."
        )
    return listed


@transaction.atomic
def keep_wording_list(
    *, wording_list: WordingList, wordings: Iterable[str], by: Any, now: Clock = database_now
) -> WordingList:
    """Makes or changes a list. Raises PermissionDenied, InvalidInput."""
    require(by, ROW)
    before = list(WordingList.objects.select_for_update().filter(pk=wording_list.pk).values_list("wordings", flat=True))
    wording_list.wordings = folded(wordings)
    wording_list.keys = list(dict.fromkeys(map(key, wording_list.wordings)))
    wording_list.save()
    data = {"wordings": wording_list.wordings, "before": before[0] if before else []}
    record(action="catalog.wording_list.kept", obj=wording_list, by=by, at=now(), data=data)
    return wording_list


@transaction.atomic
def delete_wording_list(*, wording_list: WordingList, by: Any, now: Clock = database_now) -> None:
    """Takes a list away; its wordings find each other no more. Raises PermissionDenied."""
    require(by, ROW)
    held = WordingList.objects.select_for_update().get(pk=wording_list.pk)
    data = {"wordings": held.wordings}
    record(action="catalog.wording_list.deleted", obj=held, by=by, at=now(), data=data)
    held.delete()
