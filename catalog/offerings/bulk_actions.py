"""Publishing, unpublishing and deleting several offerings at once: each through the same gate as a single one."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import transaction
from django.shortcuts import get_list_or_404
from django.utils.functional import classproperty
from wagtail.admin import messages
from wagtail.snippets.bulk_actions.delete import DeleteBulkAction
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from marketplace.errors import DomainError

from . import actions
from .models import Offering

LONGEST_NUMBER = 19


class OfOfferings:
    """Offerings that the address names; what is no number names none, so that nothing is found."""

    @classproperty
    def models(cls) -> list[type]:
        return [Offering]

    @classmethod
    def get_queryset(cls, model: type, object_ids: Sequence[Any]) -> list[Offering]:
        numbers = [each for each in object_ids if str(each).isdecimal() and len(str(each)) < LONGEST_NUMBER]
        return get_list_or_404(Offering.objects.select_related("vendor"), pk__in=numbers)


class OfferingBulkAction(OfOfferings, SnippetBulkAction):
    """Does what can be done; what is refused stays as it was and says why."""

    template_name = "catalog/offerings/bulk_confirm.html"
    permission = ""
    verb = done = ""

    def check_perm(self, snippet: Offering) -> bool:
        return self.permission_policy.user_has_permission_for_instance(self.request.user, self.permission, snippet)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(verb=self.verb, **kwargs)

    @classmethod
    def change(cls, offering: Offering, by: Any) -> None:
        """The action for one of them."""
        raise NotImplementedError

    @classmethod
    def execute_action(cls, objects: Sequence[Offering], self: Any = None, **kwargs: Any) -> tuple[int, int]:
        done = do_each(objects, lambda offering: cls.change(offering, self.request.user), self.request)
        return done, 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str | None:
        number = num_parent_objects
        return f"{number} {'offering' if number == 1 else 'offerings'} {self.done}." if number else None


def do_each(offerings: Sequence[Offering], change: Callable[[Offering], None], request: Any) -> int:
    """Changes one after the other, each in a savepoint of its own. Returns how many were changed."""
    done = 0
    for offering in offerings:
        try:
            with transaction.atomic():
                change(offering)
            done += 1
        except DomainError as refusal:
            messages.error(request, f"{offering}: {refusal}")
    return done


class PublishBulkAction(OfferingBulkAction):
    display_name = "Publish"
    action_type = "publish"
    aria_label = "Publish the newest version of the selected offerings"
    action_priority = 10
    permission = "publish"
    verb, done = "Publish", "published"

    @classmethod
    def change(cls, offering: Offering, by: Any) -> None:
        actions.publish_offering(offering=offering, by=by)


class UnpublishBulkAction(OfferingBulkAction):
    display_name = "Unpublish"
    action_type = "unpublish"
    aria_label = "Take the selected offerings off the catalogue"
    action_priority = 20
    permission = "publish"
    verb, done = "Unpublish", "unpublished"

    @classmethod
    def change(cls, offering: Offering, by: Any) -> None:
        actions.unpublish_offering(offering=offering, by=by)


class DeleteDraftsBulkAction(OfOfferings, DeleteBulkAction):
    """Takes the place of Wagtail's, which deletes rows without asking the model."""

    @classmethod
    def execute_action(cls, objects: Sequence[Offering], user: Any = None, **kwargs: Any) -> tuple[int, int]:
        request = kwargs["self"].request
        done = do_each(objects, lambda offering: actions.delete_draft(offering=offering, by=request.user), request)
        return done, 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str | None:
        return f"{num_parent_objects} drafts deleted." if num_parent_objects else None
