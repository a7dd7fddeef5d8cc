"""Evaluations and awards: what panel members, approvers, judges of challenges and vendors are waited for."""

from django.db.models import QuerySet
from django.urls import reverse

from marketplace.components.formats import short_day
from marketplace.permissions import VENDOR_ROLES, Role
from rfp.awards.models import Award, Challenge
from rfp.evaluation.models import Panel, PanelMember, PriceInquiry

from ..permitted import permitted
from ..reader import Reader
from ..steps import Source, Step

PANEL = frozenset({Role.EVALUATOR, Role.PANEL_CHAIR})
OFFICERS = frozenset({Role.PROCUREMENT_OFFICER, Role.CIO})


def seats_that_wait(reader: Reader) -> QuerySet[PanelMember]:
    """Seats of the reader where conflicts are to be declared, or scores to be given."""
    own = PanelMember.objects.filter(user=reader.user, left_at=None, submitted_at=None)
    opened = own.filter(panel__lot__solicitation__opened_at__isnull=False)
    early = opened.filter(panel__status__in=[Panel.Status.FORMED, Panel.Status.SCORING])
    waits = early.filter(declaration=None) | early.filter(panel__status=Panel.Status.SCORING, is_chair=False)
    return waits.select_related("panel__lot__solicitation", "declaration").order_by("joined_at", "pk")


def tell_seat(seat: PanelMember, reader: Reader) -> Step:
    panel, declares = seat.panel, not hasattr(seat, "declaration")
    names = [panel.solicitation.reference, panel.lot.number]
    return Step(
        what="Declare conflicts for" if declares else "Score",
        reference=panel.solicitation.reference,
        url=panel.get_absolute_url(),
        about=panel.lot.title,
        why="Nothing is shown before." if declares else "You score alone; others’ scores show once all are in.",
        button="Declare" if declares else "Score",
        target=reverse("evaluation_declare", args=names) if declares else panel.get_absolute_url(),
        since=seat.joined_at,
    )


def boards_to_agree(reader: Reader) -> QuerySet[Panel]:
    """Panels that the reader chairs, between the last submission and the frozen result."""
    states = [Panel.Status.CONSENSUS, Panel.Status.AGREED, Panel.Status.PRICED]
    chaired = PanelMember.objects.filter(user=reader.user, is_chair=True, left_at=None)
    panels = Panel.objects.filter(members__in=chaired, status__in=states)
    return panels.select_related("lot__solicitation").order_by("scoring_at", "pk")


def tell_board(panel: Panel, reader: Reader) -> Step:
    names = [panel.solicitation.reference, panel.lot.number]
    return Step(
        what="Agree scores of",
        reference=panel.solicitation.reference,
        url=panel.get_absolute_url(),
        about=panel.lot.title,
        why=f"It stands at “{panel.get_status_display().lower()}”. You chair the panel.",
        button="Look",
        target=reverse("evaluation_consensus", args=names),
        since=panel.scoring_at,
    )


def awards_to_approve(reader: Reader) -> QuerySet[Award]:
    """Proposed by somebody else, of panels on which the reader did not sit."""
    mine = Award.objects.filter(permitted(reader.user, "rfp.approve_award"), status=Award.Status.PROPOSED)
    judged = PanelMember.objects.filter(user=reader.user).values("panel__lot")
    return mine.exclude(lot__in=judged).select_related("lot__solicitation").order_by("proposed_at", "pk")


def tell_award(award: Award, reader: Reader) -> Step:
    names = [award.lot.solicitation.reference, award.lot.number]
    return Step(
        what="Approve the award of",
        reference=award.lot.solicitation.reference,
        url=award.get_absolute_url(),
        about=award.lot.title,
        why=f"Proposed on {short_day(award.proposed_at)}. A second person announces it.",
        button="Look",
        target=reverse("award_approve", args=names),
        since=award.proposed_at,
    )


def challenges_to_decide(reader: Reader) -> QuerySet[Challenge]:
    """Open ones, the soonest due first."""
    mine = Challenge.objects.filter(permitted(reader.user, "rfp.decide_challenge")).open()
    return mine.select_related("vendor", "award__lot__solicitation").order_by("due_at", "pk")


def tell_challenge(challenge: Challenge, reader: Reader) -> Step:
    address = reverse("challenge_page", args=[challenge.reference])
    return Step(
        what="Decide on",
        reference=challenge.reference,
        url=address,
        about=challenge.award.lot.title,
        why=f"{challenge.vendor} challenges the award. Somebody uninvolved decides; nothing is signed before.",
        button="Look",
        target=address,
        mark="Due",
        due=challenge.due_at,
        since=challenge.filed_at,
    )


def prices_to_explain(reader: Reader) -> QuerySet[PriceInquiry]:
    """Unusually low prices of the reader's company, before their time is over."""
    mine = PriceInquiry.objects.filter(permitted(reader.user, "rfp.explain_price"))
    waits = mine.filter(status=PriceInquiry.Status.ASKED, due_at__gt=reader.at)
    return waits.select_related("proposal__panel__lot__solicitation").order_by("due_at", "pk")


def tell_price(inquiry: PriceInquiry, reader: Reader) -> Step:
    solicitation, address = inquiry.proposal.panel.solicitation, reverse("price_explain", args=[inquiry.pk])
    return Step(
        what="Explain your price for",
        reference=solicitation.reference,
        url=address,
        about=solicitation.title,
        why=inquiry.gap,
        button="Explain",
        target=address,
        mark="Until",
        due=inquiry.due_at,
        since=inquiry.asked_at,
    )


SEATS_THAT_WAIT = Source(
    "evaluations-to-score", "evaluation to declare for or score", "evaluations to declare for or score", PANEL,
    seats_that_wait, tell_seat,
)  # fmt: skip
BOARDS_TO_AGREE = Source(
    "evaluations-to-agree", "evaluation to agree", "evaluations to agree", frozenset({Role.PANEL_CHAIR}),
    boards_to_agree, tell_board,
)  # fmt: skip
AWARDS_TO_APPROVE = Source(
    "awards-to-approve", "award to approve", "awards to approve", OFFICERS, awards_to_approve, tell_award
)
CHALLENGES_TO_DECIDE = Source(
    "challenges-to-decide", "challenge to decide", "challenges to decide", OFFICERS, challenges_to_decide,
    tell_challenge,
)  # fmt: skip
PRICES_TO_EXPLAIN = Source(
    "prices-to-explain", "price to explain", "prices to explain", VENDOR_ROLES, prices_to_explain, tell_price
)
