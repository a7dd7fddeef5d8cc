"""What happens to milestones, deliveries, documents and certificates, one function a verb."""

from .accepting import (
    AcceptedBySilence,
    DeliveryDecided,
    NotToDeliver,
    accept_delivery,
    deliver_milestone,
    record_silence,
    reject_delivery,
)
from .papers import (
    CertificateGone,
    add_document,
    announce_certificates,
    drop_certificate,
    require_certificate,
)
from .planning import MilestoneDecided, MilestoneTerms, agree_milestone, drop_milestone, propose_milestone

__all__ = [
    "AcceptedBySilence",
    "CertificateGone",
    "DeliveryDecided",
    "MilestoneDecided",
    "MilestoneTerms",
    "NotToDeliver",
    "accept_delivery",
    "add_document",
    "agree_milestone",
    "announce_certificates",
    "deliver_milestone",
    "drop_certificate",
    "drop_milestone",
    "propose_milestone",
    "record_silence",
    "reject_delivery",
    "require_certificate",
]
