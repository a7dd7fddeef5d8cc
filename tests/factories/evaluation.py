"""Evaluations, led through the real actions: three bids opened, a chair, three evaluators."""

from decimal import Decimal
from types import SimpleNamespace

from marketplace.permissions import Role
from rfp.evaluation.actions import (
    Seat,
    agree_quality,
    agree_score,
    assign_letters,
    conclude_evaluation,
    declare_conflicts,
    form_panel,
    open_panel_prices,
    save_score,
    submit_scores,
)
from rfp.evaluation.models import Panel
from rfp.evaluation.queries import judged, seats_of
from tests.factories.bids import bidder, opened, submitted_bid
from tests.factories.marketplace import OrganisationFactory, person
from tests.factories.solicitations import (
    LEVEL,
    OUTCOME,
    PRICE,
    PRICES,
    QUESTION,
    REQUIREMENT,
    block,
    published_solicitation,
)

PLAN = block("criterion", title="Plan", description="A date for each step.", kind="quality", weight=40)
EXIT = block(
    "criterion", title="Exit", description="How the service is left.", kind="quality", weight=20, minimum_score=2
)
BODY = [OUTCOME, REQUIREMENT, QUESTION, PRICES, PLAN, EXIT, PRICE, LEVEL]
NAMES = ("Aldgate Lines", "Harborline Systems", "Tidewick Voice")
# Per vendor, for Plan and Exit, and the price of a seat.
POINTS = {"Aldgate Lines": ("4", "3"), "Harborline Systems": ("5", "4"), "Tidewick Voice": ("3", "1")}
SEATS = {"Aldgate Lines": "19.00", "Harborline Systems": "21.00", "Tidewick Voice": "20.00"}


def stays(at):
    return lambda: at


def published_procurement(names=NAMES, solicitation=None, **details) -> SimpleNamespace:
    """Published, with everybody who has a part in it later; nothing came in yet."""
    publisher = person(Role.PROCUREMENT_OFFICER)
    solicitation = solicitation or published_solicitation(**{"body": BODY, "publisher": publisher} | details)
    vendors = {name: OrganisationFactory(vendor=True, name=name) for name in names}
    bidders = {name: bidder(vendor=vendor, role=Role.SIGNATORY) for name, vendor in vendors.items()}
    return SimpleNamespace(
        solicitation=solicitation,
        lot=solicitation.lots.first(),
        at=solicitation.bids_due_at,
        vendors=vendors,
        bidders=bidders,
        officers=[person(Role.PROCUREMENT_OFFICER), person(Role.CONTRACT_MANAGER)],
        officer=person(Role.PROCUREMENT_OFFICER),
        chair=person(Role.PANEL_CHAIR),
        evaluators=[person(Role.EVALUATOR) for _ in range(3)],
    )


def opened_procurement(names=NAMES, prices=SEATS, **details) -> SimpleNamespace:
    """Answered by vendors of these names, opened by two officers at the deadline."""
    return open_bids(answered(published_procurement(names, **details), prices))


def answered(case: SimpleNamespace, prices=SEATS) -> SimpleNamespace:
    """Every vendor submits a bid for every lot."""
    for name, by in case.bidders.items():
        for lot in case.solicitation.lots.all():
            submitted_bid(case.solicitation, by=by, price=prices[name], lot=lot.number)
    return case


def open_bids(case: SimpleNamespace) -> SimpleNamespace:
    case.solicitation = opened(case.solicitation, *case.officers)
    return case


def formed_panel(case: SimpleNamespace, **details) -> Panel:
    chair, *others = (Seat(user, "Office of the CIO") for user in (case.chair, *case.evaluators))
    told = {"chair": chair, "evaluators": others, "by": case.officer, "now": stays(case.at)} | details
    return form_panel(lot=case.lot, **told)


def declared_panel(case: SimpleNamespace, **details) -> Panel:
    """Nobody has a conflict."""
    panel = formed_panel(case, **details)
    for seat in seats_of(panel):
        declare_conflicts(member=seat, by=seat.user, now=stays(case.at))
    return panel


def scoring_panel(case: SimpleNamespace) -> Panel:
    """Letters are given out."""
    return assign_letters(panel=declared_panel(case), by=case.officers[0], now=stays(case.at))


def score_all(panel: Panel, seat, *, points=POINTS, at) -> None:
    """One evaluator's scores, by the names behind the letters, which nobody of the panel knows."""
    for proposal in panel.proposals.filter(fault="").select_related("bid__vendor"):
        given = points[proposal.bid.vendor.name]
        for criterion, one in zip(judged(panel), given, strict=True):
            save_score(
                member=seat,
                proposal=proposal,
                criterion=criterion,
                points=Decimal(one),
                rationale=f"Section {criterion.code} says how, and when.",
                by=seat.user,
                now=stays(at),
            )


def submitted_panel(case: SimpleNamespace, *, points=POINTS) -> Panel:
    """All evaluators gave the same and submitted."""
    panel = scoring_panel(case)
    for seat in seats_of(panel)[1:]:
        score_all(panel, seat, points=points, at=case.at)
        submit_scores(member=seat, by=seat.user, now=stays(case.at))
    return Panel.objects.get(pk=panel.pk)


def agreed_panel(case: SimpleNamespace, *, points=POINTS) -> Panel:
    """Quality is agreed as everybody saw it."""
    panel = submitted_panel(case, points=points)
    for proposal in panel.proposals.filter(fault="").select_related("bid__vendor"):
        for criterion, one in zip(judged(panel), points[proposal.bid.vendor.name], strict=True):
            agree_score(proposal=proposal, criterion=criterion, points=Decimal(one), by=case.chair, now=stays(case.at))
    return agree_quality(panel=panel, by=case.chair, now=stays(case.at))


def priced_panel(case: SimpleNamespace, **details) -> Panel:
    return open_panel_prices(panel=agreed_panel(case, **details), by=case.chair, now=stays(case.at))


def concluded_panel(case: SimpleNamespace, **details) -> Panel:
    """The result is frozen: Harborline first, Aldgate second, Tidewick below a minimum."""
    panel = priced_panel(case, **details)
    conclude_evaluation(panel=panel, words="The first place it is.", by=case.chair, now=stays(case.at))
    return Panel.objects.get(pk=panel.pk)
