"""Wagtail's screens for one document, where they have to end in our rules: nothing typed is lost by a refusal."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages
from wagtail.admin.views.generic import RevisionsRevertMixin
from wagtail.snippets.views import snippets as wagtail_views

from marketplace.audit.actions import record
from marketplace.clock import database_now
from marketplace.errors import DomainError, StaleForm

from .actions import take_down
from .models import LibraryDocument


class KeepsEveryRevision:
    """No autosave over a revision. Publication that is refused leaves the draft saved."""

    overwrite_revision = None

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.autosave_enabled = False

    def publish_action(self) -> HttpResponse | None:
        try:
            with transaction.atomic():
                return super().publish_action()
        except DomainError as refusal:
            messages.error(self.request, f"Your draft is saved. {refusal}")
            return redirect(self.get_edit_url())

    def note(self, verb: str, document: LibraryDocument, **data: Any) -> None:
        """Our audit event beside Wagtail's log entry."""
        data |= {"revision": self.new_revision.pk}
        record(action=f"cms.document.{verb}", obj=document, by=self.request.user, at=database_now(), data=data)


class DocumentCreateView(KeepsEveryRevision, wagtail_views.CreateView):
    """A new draft."""

    def save_instance(self) -> LibraryDocument:
        self.form.instance.live = False
        self.form.instance.created_by = self.request.user
        document = super().save_instance()
        self.note("drafted", document)
        return document


class DocumentEditView(KeepsEveryRevision, wagtail_views.EditView):
    """A change to the newest revision, refused when it is stale."""

    def is_valid(self, form: Any) -> bool:
        return super().is_valid(form) and self._is_current(self.live_object)

    def _is_current(self, stored: LibraryDocument) -> bool:
        loaded = self.request.POST.get("loaded_revision_id") or ""
        if stored.latest_revision_id == (int(loaded) if loaded.isdecimal() else None):
            return True
        self.produced_error_code, self.produced_error_message = "invalid_revision", StaleForm.sentence
        return False

    def form_valid(self, form: Any) -> HttpResponse:
        with transaction.atomic():
            # Two editors may press the button at once: whoever gets the row second is told so.
            self.live_object = LibraryDocument.objects.select_for_update().get(pk=self.object.pk)
            if self._is_current(self.live_object):
                return super().form_valid(form)
        return self.form_invalid(form)

    def save_instance(self) -> LibraryDocument:
        document = super().save_instance()
        self.note("edited", document, fields=sorted(self.form.changed_data))
        return document


class DocumentRevertView(RevisionsRevertMixin, DocumentEditView):
    """Puts an earlier revision's words into a new one."""

    def save_instance(self) -> LibraryDocument:
        document = super().save_instance()
        self.note("restored", document, restored=self.revision.pk)
        return document


class DocumentUnscheduleView(wagtail_views.RevisionsUnscheduleView):
    """Taking a version off the schedule is in the audit trail too."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with transaction.atomic():
            response = super().post(request, *args, **kwargs)
            data = {"revision": self.revision.pk}
            action = "cms.document.unscheduled"
            record(action=action, obj=self.object, by=request.user, at=database_now(), data=data)
        return response


class DocumentUnpublishView(wagtail_views.UnpublishView):
    """Wagtail's own view would go round the model's guard."""

    def unpublish(self) -> HttpResponse | None:
        try:
            take_down(document=self.object, by=self.request.user)
        except DomainError as refusal:
            messages.error(self.request, str(refusal))
            return redirect(self.get_next_url())
        return None
