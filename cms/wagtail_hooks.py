"""Gathers what the slices add to Wagtail's admin. The policy comes first: Wagtail remembers the first answer."""

from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from .library.models import LibraryDocument
from .library.snippets import DocumentPolicy, LibraryDocumentViewSet, arrange_menu

register_permission_policy(LibraryDocument, DocumentPolicy(LibraryDocument))
register_snippet(LibraryDocumentViewSet)

hooks.register("construct_snippet_action_menu", arrange_menu)
