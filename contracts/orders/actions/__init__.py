"""What can happen to an order, one function a verb."""

from .acceptance import AnsweredByRank, accept_order, decline_order, promised_levels, run_order
from .approval import AboveYourLimit, ApprovedByYou, TooEarly, approve_order, reject_order, return_order
from .cascading import OfferOver, accept_offer, decline_offer, pass_on
from .changing import (
    ChangeDecided,
    ChangeOpen,
    agree_to_change,
    approve_change,
    decline_change,
    reject_change,
    request_change,
    request_ending,
    withdraw_change,
)
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
from .lining_up import LineChanged, LineIncomplete, Place, draw_line
from .provisioning import KeyReused, OutOfTurn, Report, confirm_provisioning, report_provisioning
from .sharing import Part, ShareDecided, SharesDoNotFit, approve_share, refuse_share, share_order
from .telling import tell_of_new_price

__all__ = [
    "AboveYourLimit",
    "AlreadyMoved",
    "AnsweredByRank",
    "ApprovedByYou",
    "Award",
    "AwardNotJustified",
    "ChangeDecided",
    "ChangeOpen",
    "DuplicateUnanswered",
    "FundingIncomplete",
    "KeyReused",
    "LineChanged",
    "LineIncomplete",
    "NobodyMayApprove",
    "NotJustified",
    "NotTheFirstPlace",
    "NotThereToJoin",
    "NotUnderThis",
    "OfferOver",
    "OfferingChanged",
    "OutOfTurn",
    "Part",
    "Place",
    "PriceChanged",
    "Report",
    "RouteClosed",
    "Share",
    "ShareDecided",
    "SharesDoNotFit",
    "TooEarly",
    "accept_offer",
    "accept_order",
    "agree_to_change",
    "approve_change",
    "approve_order",
    "approve_share",
    "cancel_order",
    "choose_way",
    "confirm_provisioning",
    "decline_change",
    "decline_offer",
    "decline_order",
    "draft_order",
    "draw_line",
    "edit_draft",
    "fund_order",
    "hand_orders_over",
    "pass_on",
    "promised_levels",
    "refuse_share",
    "reject_change",
    "reject_order",
    "report_provisioning",
    "request_change",
    "request_ending",
    "return_order",
    "run_order",
    "share_order",
    "submit_order",
    "tell_of_new_price",
    "withdraw_change",
]
