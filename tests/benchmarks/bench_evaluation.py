"""`./stoa bench evaluation`: the pages of an evaluation of 50 bids × 12 criteria × 5 evaluators.

Goals: at most ten statements for what a page shows, as many for 50 bids as for 10; time beside the floor, a bare list
page that draws the same scores as rows of a table.
"""

import datetime
import statistics
import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from types import SimpleNamespace

from django.db import connection
from django.template import Context, Engine
from django.test.utils import CaptureQueriesContext

from marketplace.organisations.models import Organisation
from marketplace.permissions import Role
from rfp.bids.models import Bid, BidVersion, OpenedEnvelope
from rfp.evaluation.board import board_page
from rfp.evaluation.models import ConflictDeclaration, Consensus, Panel, PanelMember, ProposalAlias, Score
from rfp.evaluation.page import evaluation_page, readings_of
from rfp.solicitations.models import Solicitation
from tests import databases
from tests.browsing import reauthenticated
from tests.factories.marketplace import OrganisationFactory, UserFactory, person
from tests.factories.solicitations import LEVEL, OUTCOME, PRICE, PRICES, QUESTION, block, published_solicitation

SIZES, CRITERIA, EVALUATORS, ROUNDS, GOAL = (10, 50), 12, 5, 7, 10
ROW = "<tr><td>{{ one.0 }}</td><td>{{ one.1 }}</td><td>{{ one.2 }}</td></tr>"
FLOOR = f"<table>{{% for one in rows %}}{ROW}{{% endfor %}}</table>"


def body() -> list[dict]:
    """Twelve criteria of quality, five percent each, and the price."""
    quality = [
        block("criterion", title=f"Criterion {n}", description="How it is done.", kind="quality", weight=5)
        for n in range(1, CRITERIA + 1)
    ]
    return [OUTCOME, QUESTION, PRICES, *quality, PRICE, LEVEL]


def judged(bids: int) -> SimpleNamespace:
    """Everybody has submitted, all is agreed, the prices are open. Written in bulk: nobody waits for 50 envelopes."""
    office = OrganisationFactory(broker=True)
    solicitation = published_solicitation(body=body())
    lot, due = solicitation.lots.get(), solicitation.bids_due_at
    before, after = due - datetime.timedelta(days=1), due + datetime.timedelta(days=1)
    officer, chair = person(Role.PROCUREMENT_OFFICER, of=office), person(Role.PANEL_CHAIR, of=office)
    evaluators = [person(Role.EVALUATOR, of=office) for _ in range(EVALUATORS)]
    vendors = [OrganisationFactory(vendor=True, admitted=False) for _ in range(bids)]
    rows = _bids(lot, vendors, before, after)
    Solicitation.objects.filter(pk=solicitation.pk).update(status="opened", opened_at=after)
    panel = Panel.objects.create(lot=lot, formed_by=officer, formed_at=after, scoring_at=after, status="consensus")
    seats = [
        PanelMember.objects.create(panel=panel, user=user, is_chair=user is chair, stands_for="Office", joined_at=after)
        for user in (chair, *evaluators)
    ]
    ConflictDeclaration.objects.bulk_create(ConflictDeclaration(member=seat, declared_at=after) for seat in seats)
    letters = ProposalAlias.objects.bulk_create(
        ProposalAlias(panel=panel, bid=bid, letter=f"P{place}") for place, bid in enumerate(rows, start=1)
    )
    _scores(panel, seats[1:], letters, chair, after)
    Panel.objects.filter(pk=panel.pk).update(status="priced", agreed_at=after)
    return SimpleNamespace(panel=panel, chair=chair, evaluator=evaluators[0], letters=letters)


def _bids(lot, vendors: list[Organisation], before, after) -> list[Bid]:
    writer = UserFactory()
    told = {"lot": lot, "status": "submitted", "version": 1, "started_by": writer}
    rows = Bid.objects.bulk_create(Bid(vendor=one, started_at=before, changed_at=before, **told) for one in vendors)
    sealed = {"number": 1, "based_on": 1, "technical": b"-", "price": b"-", "digest": "0" * 64}
    versions = BidVersion.objects.bulk_create(
        BidVersion(bid=bid, submitted_by=writer, received_at=before + datetime.timedelta(seconds=place), **sealed)
        for place, bid in enumerate(rows)
    )
    code, line = lot.requirements.first().code, lot.price_lines.first().code
    answers = {"answers": {code: {"text": "We call back within two minutes. " * 40}}, "files": {}}
    contents: list[tuple[str, Callable[[int], dict]]] = [
        ("technical", lambda place: answers),
        ("price", lambda place: {"currency": "USD", "lines": {line: str(Decimal(15) + place)}}),
    ]
    OpenedEnvelope.objects.bulk_create(
        OpenedEnvelope(version=version, part=part, content=content(place), opened_at=after)
        for part, content in contents
        for place, version in enumerate(versions)
    )
    return rows


def _scores(panel: Panel, seats: list[PanelMember], letters: list[ProposalAlias], chair, at) -> None:
    criteria = list(panel.lot.criteria.exclude(kind="price"))
    cells = [(letter, criterion) for letter in letters for criterion in criteria]
    Score.objects.bulk_create(
        Score(
            member=seat,
            proposal=letter,
            criterion=criterion,
            points=Decimal((place + number) % 3 + 3),
            rationale="Section 2 says how.",
            scored_at=at,
        )
        for number, seat in enumerate(seats)
        for place, (letter, criterion) in enumerate(cells)
    )
    PanelMember.objects.filter(pk__in=[seat.pk for seat in seats]).update(submitted_at=at)
    Consensus.objects.bulk_create(
        Consensus(
            proposal=letter,
            criterion=criterion,
            points=Decimal(place % 3 + 3),
            reason="Agreed.",
            agreed_by=chair,
            agreed_at=at,
        )
        for place, (letter, criterion) in enumerate(cells)
    )


def pages(case: SimpleNamespace) -> Iterator[tuple[str, object, str, Callable[[], object]]]:
    """Name, reader, address, and what the page shows without session, shell and template."""
    panel = Panel.objects.select_related("lot__solicitation__agency").get(pk=case.panel.pk)
    here, at = panel.get_absolute_url(), panel.formed_at
    yield "evaluation", case.evaluator, here, lambda: evaluation_page(panel, reader=case.evaluator, at=at)
    yield "consensus", case.chair, f"{here}consensus/", lambda: board_page(panel, reader=case.chair)
    code = panel.lot.criteria.first().code
    letter = ProposalAlias.objects.select_related("panel__lot").get(pk=case.letters[0].pk)
    yield "one score", case.evaluator, f"{here}scores/P1/{code}/", lambda: readings_of(letter)


def seconds(act: Callable[[], object]) -> float:
    act()
    taken = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        act()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def floor(case: SimpleNamespace) -> float:
    """One statement, one plain table."""
    template = Engine().from_string(FLOOR)

    def draw() -> str:
        rows = Score.objects.filter(member__panel=case.panel).values_list("proposal__letter", "points", "rationale")
        return template.render(Context({"rows": rows}))

    return seconds(draw)


def main() -> int:
    counted: dict[str, list[int]] = {}
    with databases.server(), databases.clone(databases.migrated_template()) as name, databases.connected_to(name):
        for bids in SIZES:
            case = judged(bids)
            bare = floor(case)
            print(f"\n{bids} bids × {CRITERIA} criteria × {EVALUATORS} evaluators; bare list page {bare * 1000:.0f} ms")
            for title, reader, address, show in pages(case):
                with CaptureQueriesContext(
                    connection,
                ) as asked:
                    show()
                statements = len(asked)  # counted now: each request empties the list
                client = reauthenticated(reader)
                taken = seconds(lambda client=client, address=address: client.get(address, SERVER_NAME="localhost"))
                status = client.get(address, SERVER_NAME="localhost").status_code
                counted.setdefault(title, []).append(statements)
                print(
                    f"  {title:<12} {statements:>2} statements, {taken * 1000:>5.0f} ms, {taken / bare:.1f} × the bare "
                    f"page (status {status})"
                )
    constant = all(len(set(numbers)) == 1 for numbers in counted.values())
    most = max(number for numbers in counted.values() for number in numbers)
    print(
        f"\nGoal: at most {GOAL} statements a page, whatever the size: {most}, {'constant' if constant else 'growing'}"
    )
    return 0 if constant and most <= GOAL else 1
