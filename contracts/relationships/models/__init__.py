"""Who looks after whom in the broker office, and what agencies and vendors say about it."""

from .assignment import Assignment, Duty, agencies_seen_by
from .commitment import Commitment
from .complaint import Complaint, ComplaintStep
from .digest import Digest, DigestRefusal
from .follow_up import FollowUp, OutcomeWord
from .headcount import Headcount
from .meeting import AgencyMeeting, MeetingMove
from .review import OfferingReview
from .survey import CONTENT_FROM, Moment, Survey, SurveyAnswer
from .thread import ANSWER_WITHIN, Message, Thread

__all__ = [
    "ANSWER_WITHIN",
    "AgencyMeeting",
    "Assignment",
    "CONTENT_FROM",
    "Commitment",
    "Complaint",
    "ComplaintStep",
    "Digest",
    "DigestRefusal",
    "Duty",
    "FollowUp",
    "Headcount",
    "MeetingMove",
    "Message",
    "Moment",
    "OfferingReview",
    "OutcomeWord",
    "Survey",
    "SurveyAnswer",
    "Thread",
    "agencies_seen_by",
]
