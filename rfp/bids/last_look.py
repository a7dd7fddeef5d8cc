"""The last look at a bid before it is sent: who bids, what is proposed, what it costs, and what is still missing."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from marketplace.accounts.models import User

from .contents import PRICES, Contents, price_in, technical_content
from .models import Bid
from .queries import Task, tasks_of


@dataclass(frozen=True)
class Line:
    """One thing that is sent. `words` is a text, or the Decimal of a price; `missing` says what keeps it from going."""

    label: str
    words: Any = ""
    missing: str = ""
    url: str = ""


@dataclass(frozen=True)
class LastLook:
    """Three lists, as rfp/bids/bid_submit.html shows them."""

    who: list[Line]
    proposal: list[Line]
    prices: list[Line]


def last_look(bid: Bid, draft: Contents, *, reader: User) -> LastLook:
    """What would be sent if it were sent now. A constant number of statements."""
    tasks, answers = tasks_of(bid, draft), technical_content(bid.lot, draft)["answers"]
    prices = next((task for task in tasks if task.part.key == PRICES), None)
    return LastLook(
        who=[Line("Company", bid.vendor.name), Line("Submitted by", reader.name)],
        proposal=[
            _answered(bid, task, answers.get(task.part.requirement.code, {}), draft)
            for task in tasks
            if task.part.requirement
        ],
        prices=_priced(bid, prices, draft) if prices else [],
    )


def _answered(bid: Bid, task: Task, answer: dict[str, str], draft: Contents) -> Line:
    name = draft.files.get(answer.get("file", ""), {}).get("name", "")
    words = answer.get("text") or answer.get("yes_no", "").capitalize() or name
    return Line(task.part.title, words, _missing(task), _change(bid, task))


def _priced(bid: Bid, task: Task, draft: Contents) -> list[Line]:
    """Each line of the price schedule with its price for one unit."""
    rows = []
    for row in bid.lot.price_lines.all():
        price = price_in(draft.text(PRICES, row.code))
        missing = "" if price is not None else _missing(task)
        rows.append(Line(f"{row.title}, a price per {row.unit}", price, missing, _change(bid, task)))
    return rows


def _missing(task: Task) -> str:
    return " ".join(fault.sentence for fault in task.faults)


def _change(bid: Bid, task: Task) -> str:
    return reverse("bid_part", args=[bid.code, task.part.key])
