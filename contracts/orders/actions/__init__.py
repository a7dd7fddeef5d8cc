"""What can happen to an order, one function a verb."""

from .acceptance import accept_order, decline_order, promised_levels, run_order
from .approval import AboveYourLimit, ApprovedByYou, TooEarly, approve_order, reject_order, return_order
from .choosing import Award, AwardNotJustified, NotTheFirstPlace, NotUnderThis, RouteClosed, choose_way
from .drafting import (
    FundingIncomplete,
    NobodyMayApprove,
    NotJustified,
    OfferingChanged,
    PriceChanged,
    Share,
    cancel_order,
    draft_order,
    edit_draft,
    fund_order,
    submit_order,
)
from .guards import AlreadyMoved
from .handing_over import hand_orders_over
from .joining import DuplicateUnanswered, NotThereToJoin
from .telling import tell_of_new_price

__all__ = [
    "AboveYourLimit",
    "AlreadyMoved",
    "ApprovedByYou",
    "Award",
    "AwardNotJustified",
    "DuplicateUnanswered",
    "FundingIncomplete",
    "NobodyMayApprove",
    "NotJustified",
    "NotTheFirstPlace",
    "NotThereToJoin",
    "NotUnderThis",
    "OfferingChanged",
    "PriceChanged",
    "RouteClosed",
    "Share",
    "TooEarly",
    "accept_order",
    "approve_order",
    "cancel_order",
    "choose_way",
    "decline_order",
    "draft_order",
    "edit_draft",
    "fund_order",
    "hand_orders_over",
    "promised_levels",
    "reject_order",
    "return_order",
    "run_order",
    "submit_order",
    "tell_of_new_price",
]
