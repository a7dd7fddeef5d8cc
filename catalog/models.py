"""Gathers the slices' models for Django."""

from .admissions.models import Admission, Declaration, LapseNotice
from .longlists.models import Longlist, LonglistEntry, LonglistExclusion, LonglistStep
from .offerings.drafting.models import UnsavedEntry
from .offerings.facts import VendorScore
from .offerings.likeness import OfferingLikeness
from .offerings.models import AgencyUse, OfferedServiceLevel, Offering, OfferingChange, OfferingFacts, Plan
from .offerings.moderation import CatalogueReview
from .offerings.ready_pages import ReadyPage
from .offerings.remarks import ReviewRemark
from .question_sets.models import EvidenceFile, QuestionSet, QuestionSetVersion
from .saved_searches.models import SavedSearch, SavedSearchHit
from .search.models import NameBeginning, ReadyCounts, SearchEntry, SearchWord, WordingList
from .shortlists.models import Shortlist, ShortlistEntry, ShortlistNote
from .taxonomy.models import Assessor, Lot, Topic

__all__ = [
    "Admission",
    "AgencyUse",
    "Assessor",
    "CatalogueReview",
    "Declaration",
    "EvidenceFile",
    "LapseNotice",
    "Longlist",
    "LonglistEntry",
    "LonglistExclusion",
    "LonglistStep",
    "Lot",
    "NameBeginning",
    "OfferedServiceLevel",
    "Offering",
    "OfferingChange",
    "OfferingFacts",
    "OfferingLikeness",
    "Plan",
    "QuestionSet",
    "QuestionSetVersion",
    "ReviewRemark",
    "ReadyCounts",
    "ReadyPage",
    "SavedSearch",
    "SavedSearchHit",
    "SearchEntry",
    "SearchWord",
    "Shortlist",
    "ShortlistEntry",
    "ShortlistNote",
    "Topic",
    "UnsavedEntry",
    "VendorScore",
    "WordingList",
]
