"""What can happen to a bid, one function a verb."""

from .destroying import destroy_contents
from .drafting import (
    BothChanged,
    EntryTooLong,
    acknowledge_addenda,
    discard_unsaved,
    keep_unsaved,
    save_part,
    start_bid,
)
from .files import FileUnreadable, add_file, read_opened_file, remove_file
from .guards import BiddingClosed, NotEligible
from .officers import (
    NoPiece,
    TooLateToSplit,
    WrongPassphrase,
    make_officer_key,
    practise,
    split_key,
)
from .opening import (
    NotOpenedYet,
    NotToBeOpened,
    NotYetDue,
    confirm_opening,
    erase_keys,
    open_prices,
    publish_closing_list,
    refuse_early_opening,
)
from .passphrases import change_passphrase, pieces_to_practise
from .rotating import rotate_platform_key
from .submitting import AddendaUnread, BidIncomplete, submit_bid, what_would_be_sent, withdraw_bid

__all__ = [
    "AddendaUnread",
    "BidIncomplete",
    "BiddingClosed",
    "BothChanged",
    "EntryTooLong",
    "FileUnreadable",
    "NoPiece",
    "NotEligible",
    "NotOpenedYet",
    "NotToBeOpened",
    "NotYetDue",
    "TooLateToSplit",
    "WrongPassphrase",
    "acknowledge_addenda",
    "add_file",
    "change_passphrase",
    "confirm_opening",
    "discard_unsaved",
    "destroy_contents",
    "erase_keys",
    "keep_unsaved",
    "make_officer_key",
    "open_prices",
    "pieces_to_practise",
    "practise",
    "publish_closing_list",
    "read_opened_file",
    "refuse_early_opening",
    "remove_file",
    "rotate_platform_key",
    "save_part",
    "split_key",
    "start_bid",
    "submit_bid",
    "what_would_be_sent",
    "withdraw_bid",
]
