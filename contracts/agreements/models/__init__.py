"""Contracts, the terms they promise, their versions and signatures, their amendments. What is signed stands."""

from .amendment import Amendment, AmendmentProposal, Grounds
from .contract import SIGNED_CONTENT_STANDS, Contract, local_day_has_come
from .gap import UnderpinningGap
from .option import ExtensionOption
from .origin import Origin
from .signing import Consent, ContractVersion, Signature
from .terms import CreditTier, ServiceLevelTerm, stands_once_signed

__all__ = [
    "SIGNED_CONTENT_STANDS",
    "Amendment",
    "AmendmentProposal",
    "Consent",
    "Contract",
    "ContractVersion",
    "CreditTier",
    "ExtensionOption",
    "Grounds",
    "Origin",
    "ServiceLevelTerm",
    "Signature",
    "UnderpinningGap",
    "local_day_has_come",
    "stands_once_signed",
]
