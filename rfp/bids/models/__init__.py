"""Bids, their keys, drafts and openings."""

from .bid import Bid, BidVersion, OpenedEnvelope, Receipt, Wrap, destroyed_words
from .draft import BidFile, DraftPart, UnsavedPart
from .keys import KeyHolder, OfficerKey, Part, SolicitationKey, StrictSealing, VendorKey
from .opening import ClosingList, Opening

__all__ = [
    "Bid",
    "BidFile",
    "BidVersion",
    "ClosingList",
    "DraftPart",
    "KeyHolder",
    "OfficerKey",
    "OpenedEnvelope",
    "Opening",
    "Part",
    "Receipt",
    "SolicitationKey",
    "StrictSealing",
    "UnsavedPart",
    "VendorKey",
    "Wrap",
    "destroyed_words",
]
