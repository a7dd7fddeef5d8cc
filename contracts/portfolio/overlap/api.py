"""Groups of what may do the same, for programs of the broker office."""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from marketplace.organisations.token_auth import READ
from marketplace.permissions import require
from marketplace.schemas import Paged, PageOf, Schema, paged

from .models import OverlapItem
from .queries import Group, group_numbers, groups_on

router = Router(tags=["portfolio"])


class OverlapMemberOut(Schema):
    """`kind` is offering or system; `whose` the vendor or the agency; `url` the page for people."""

    kind: str
    name: str
    whose: str
    url: str

    @staticmethod
    def of(item: OverlapItem) -> dict[str, Any]:
        kind = "offering" if item.offering_id else "system"
        return {"kind": kind, "name": str(item), "whose": item.whose, "url": item.get_absolute_url()}


class OverlapGroupOut(Schema):
    """`most_alike` is the score of its most alike pair, of 100; `decided` of `pairs` have a verdict of a person."""

    number: int
    most_alike: int
    pairs: int
    decided: int
    members: list[OverlapMemberOut]

    @staticmethod
    def of(group: Group) -> dict[str, Any]:
        return {
            "number": group.number,
            "most_alike": group.best,
            "pairs": group.pairs,
            "decided": group.decided,
            "members": [OverlapMemberOut.of(member) for member in group.members],
        }


@router.get("", response=Paged[OverlapGroupOut], auth=READ, url_name="overlaps")
def list_overlaps(request: HttpRequest, asked: Query[PageOf]) -> dict:
    """Groups of offerings and systems that may do the same, the largest first. 403 outside the broker office."""
    require(request.user, "contracts.read_overlaps")
    answer = paged(request, group_numbers(), asked)
    return answer | {
        "items": [OverlapGroupOut.of(group) for group in groups_on(row["group"] for row in answer["items"])]
    }
