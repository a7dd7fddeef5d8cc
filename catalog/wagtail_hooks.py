"""Gathers what the slices add to Wagtail's admin. The policy comes first: Wagtail remembers the first answer."""

from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from .offerings.bulk_actions import DeleteDraftsBulkAction, PublishBulkAction, UnpublishBulkAction
from .offerings.models import Offering
from .offerings.permission_policy import OfferingPolicy
from .offerings.snippets import OfferingViewSet, arrange_menu
from .question_sets.models import QuestionSetVersion
from .question_sets.snippets import QuestionSetPolicy, QuestionSetVersionViewSet
from .search.models import WordingList
from .search.snippets import WordingListPolicy, WordingListViewSet

register_permission_policy(QuestionSetVersion, QuestionSetPolicy(QuestionSetVersion))
register_snippet(QuestionSetVersionViewSet)
register_permission_policy(WordingList, WordingListPolicy(WordingList))
register_snippet(WordingListViewSet)
register_permission_policy(Offering, OfferingPolicy(Offering))
register_snippet(OfferingViewSet)

hooks.register("construct_snippet_action_menu", arrange_menu)
hooks.register("register_bulk_action", PublishBulkAction)
hooks.register("register_bulk_action", UnpublishBulkAction)
# After Wagtail's own, whose place it takes.
hooks.register("register_bulk_action", DeleteDraftsBulkAction, order=100)
