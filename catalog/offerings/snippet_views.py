"""Wagtail's screens for one offering, where they have to end in our rules: nothing typed is lost by a refusal."""

import json
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages
from wagtail.admin.views.generic import RevisionsRevertMixin
from wagtail.snippets.views import snippets as wagtail_views

from marketplace.errors import DomainError

from . import actions, editing_notes
from .models import Offering


class KeepsEveryRevision:
    """No autosave over a revision: an order may have pinned it. Publication that is refused leaves the draft saved."""

    overwrite_revision = None

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.autosave_enabled = False

    def publish_action(self) -> HttpResponse | None:
        return self._or_message(super().publish_action)

    def submit_action(self) -> HttpResponse | None:
        return self._or_message(super().submit_action)

    def restart_workflow_action(self) -> HttpResponse | None:
        return self._or_message(super().restart_workflow_action)

    def _or_message(self, change: Any) -> HttpResponse | None:
        try:
            with transaction.atomic():
                return change()
        except DomainError as refusal:
            messages.error(self.request, f"Your draft is saved. {refusal}")
            return redirect(self.get_edit_url())


class OfferingCreateView(KeepsEveryRevision, wagtail_views.CreateView):
    """A new draft, with our audit event beside Wagtail's log entry."""

    def save_instance(self) -> Offering:
        self.form.instance.live = False
        offering = super().save_instance()
        editing_notes.note_draft(offering=offering, revision=self.new_revision, by=self.request.user)
        return offering


class OfferingEditView(KeepsEveryRevision, wagtail_views.EditView):
    """A change to the newest revision, refused while somebody reviews it or when it is stale."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.action == "workflow-action":
            return self._decide()
        return super().post(request, *args, **kwargs)

    def is_valid(self, form: Any) -> bool:
        return super().is_valid(form) and self._is_current()

    def _is_current(self) -> bool:
        try:
            loaded = self.request.POST.get("loaded_revision_id") or ""
            actions.refuse_stale(self.live_object, int(loaded) if loaded.isdecimal() else None)
        except DomainError as refusal:
            self.produced_error_code, self.produced_error_message = "invalid_revision", str(refusal)
            return False
        return True

    def form_valid(self, form: Any) -> HttpResponse:
        with transaction.atomic():
            # Two editors may press the button at once: whoever gets the row second is told so.
            self.live_object = Offering.objects.select_for_update().get(pk=self.object.pk)
            if self._is_current():
                return super().form_valid(form)
        return self.form_invalid(form)

    def save_instance(self) -> Offering:
        offering = super().save_instance()
        fields = sorted(form_names(self.form))
        editing_notes.note_edit(offering=offering, revision=self.new_revision, by=self.request.user, fields=fields)
        return offering

    def cancel_workflow_action(self) -> None:
        actions.withdraw_from_review(offering=self.live_object, by=self.request.user)

    def _decide(self) -> HttpResponse:
        """Approves or sends back what is stored and was shown; what stands in the form's fields is not read."""
        if not self._is_current():
            messages.error(self.request, self.produced_error_message)
            return redirect(self.get_edit_url())
        task_state, user = self.object.current_workflow_task_state, self.request.user
        try:
            task_state.task.specific.on_action(task_state, user, self.workflow_action, comment=self._comment())
        except DomainError as refusal:
            messages.error(self.request, str(refusal))
            return redirect(self.get_edit_url())
        done = "approved and published" if self.workflow_action == "approve" else "sent back with your reason"
        messages.success(self.request, f"“{self.object}” was {done}.")
        return redirect(self.get_success_url())

    def _comment(self) -> str:
        try:
            extra = json.loads(self.request.POST.get("workflow-action-extra-data") or "{}")
        except ValueError:
            return ""
        return str(extra.get("comment", ""))[:2_000] if isinstance(extra, dict) else ""


class OfferingRevertView(RevisionsRevertMixin, OfferingEditView):
    """Puts an earlier revision's content into a new one."""

    def save_instance(self) -> Offering:
        offering = super().save_instance()
        editing_notes.note_edit(
            offering=offering, revision=self.new_revision, by=self.request.user, restored=self.revision.pk
        )
        return offering


class OfferingUnpublishView(wagtail_views.UnpublishView):
    """Wagtail's own view would go round the model's guard."""

    def unpublish(self) -> HttpResponse | None:
        try:
            actions.unpublish_offering(offering=self.object, by=self.request.user)
        except DomainError as refusal:
            messages.error(self.request, str(refusal))
            return redirect(self.get_next_url())
        return None


class OfferingUnscheduleView(wagtail_views.RevisionsUnscheduleView):
    """Taking a version off the schedule is in the audit trail too."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with transaction.atomic():
            response = super().post(request, *args, **kwargs)
            editing_notes.note_unscheduled(offering=self.object, revision=self.revision, by=request.user)
        return response


class OfferingWorkflowActionView(wagtail_views.WorkflowActionView):
    """A reviewer's decision from the dashboard; only about the offering that the address names."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            editing_notes.refuse_other_review(offering=self.object, task_state=self.task_state)
            return super().post(request, *args, **kwargs)
        except DomainError as refusal:
            messages.error(request, str(refusal))
            return redirect(self.redirect_url)


class OfferingDeleteView(wagtail_views.DeleteView):
    """Deletes drafts alone."""

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            return super().form_valid(form)
        except DomainError as refusal:
            messages.error(self.request, str(refusal))
            return redirect(self.get_success_url())

    def delete_action(self) -> None:
        actions.delete_draft(offering=self.object, by=self.request.user)


def form_names(form: Any) -> set[str]:
    """The fields and parts that the form changed."""
    return {*form.changed_data, *(name for name, formset in form.formsets.items() if formset.has_changed())}
