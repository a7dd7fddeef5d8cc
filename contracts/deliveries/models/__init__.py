"""What is delivered under a contract and by when, its documents, and the certificates that have to be valid."""

from .document import Certificate, ContractDocument
from .milestone import Delivery, Milestone

__all__ = ["Certificate", "ContractDocument", "Delivery", "Milestone"]
