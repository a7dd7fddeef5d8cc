"""Wagtail's form for the text of a solicitation: it saves through our action, and over nobody."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.admin.views.generic import RevisionsRevertMixin
from wagtail.snippets.views.snippets import EditView

from marketplace.clock import database_now
from marketplace.errors import DomainError
from marketplace.permissions import allowed

from .actions import NotADraft, write_solicitation
from .judging import wording_of
from .models import Solicitation
from .permission_policy import ROW


class WordingSidePanel(BaseSidePanel):
    """What the check finds in the text as it was last saved, beside the text."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = "Show what the check of the wording found"
        icon_name = "glasses"

        def get_context_data(self, parent_context: Any) -> dict[str, Any]:
            return super().get_context_data(parent_context) | {"count": len(self.panel.wording.open)}

    name = "wording"
    title = "Wording"
    template_name = "rfp/solicitations/wording_panel.html"
    order = 150

    def __init__(self, solicitation: Solicitation, request: HttpRequest) -> None:
        super().__init__(solicitation, request)
        self.wording = wording_of(solicitation, at=database_now())

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return super().get_context_data(parent_context) | {"wording": self.wording}


class SolicitationEditView(EditView):
    """A draft as it stands; of a published one the text of the next addendum, which binds nobody yet."""

    overwrite_revision = None

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.autosave_enabled = False

    def get_object(self, queryset: Any = None) -> Solicitation:
        return super().get_object(queryset).get_latest_revision_as_object()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not allowed(request.user, ROW):
            raise PermissionDenied(ROW)
        if not self.object.is_written(at=database_now()):
            messages.info(request, NotADraft.sentence)
            return redirect(self.object)
        return super().dispatch(request, *args, **kwargs)

    def get_side_panels(self) -> MediaContainer:
        return MediaContainer([*super().get_side_panels(), WordingSidePanel(self.object, self.request)])

    def save_instance(self) -> Solicitation:
        sent, loaded = self.form.cleaned_data, self.request.POST.get("loaded_revision_id") or ""
        saved = write_solicitation(
            solicitation=self.object,
            title=sent["title"],
            body=sent["body"].get_prep_value(),
            latest_revision_id=int(loaded) if loaded.isdecimal() else None,
            by=self.request.user,
        )
        self.new_revision = saved.latest_revision
        return saved

    def form_valid(self, form: Any) -> HttpResponse:
        self.form = form
        try:
            return super().form_valid(form)
        except DomainError as refusal:
            self.produced_error_code, self.produced_error_message = "invalid_revision", str(refusal)
            return self.form_invalid(form)

    def get_success_url(self) -> str:
        return self.object.get_absolute_url()


class SolicitationRevertView(RevisionsRevertMixin, SolicitationEditView):
    """Puts an earlier revision's text into a new one."""

    def get_object(self, queryset: Any = None) -> Solicitation:
        return super(SolicitationEditView, self).get_object(queryset)
