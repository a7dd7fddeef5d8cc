"""Writing: a draft of one's own, its publication, its end."""

from functools import partial

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from marketplace.components.attempts import attempt, status_of
from marketplace.permissions import require

from ..actions import delete_draft, publish_document, start_document, take_down, write_document
from ..asking import Question, ask, sent
from ..forms import DocumentForm, NewDocumentForm, RevisionForm
from ..models import LibraryDocument
from ..queries.bodies import named, writing_for
from .reading import visible_document


@login_required
def library_new(request: HttpRequest) -> HttpResponse:
    """Begins a document of one's own."""
    own = writing_for(request.user)
    if not own:
        raise PermissionDenied("cms.write_document")
    initial = {"readers": "everybody", "kind": request.GET.get("kind", "")}
    form = NewDocumentForm(sent(request), request.FILES or None, bodies=named(own), initial=initial)

    def start() -> LibraryDocument:
        said = {"fields": form.written, "upload": form.cleaned_data["upload"]}
        return start_document(owner=form.cleaned_data["organisation"], by=request.user, **said)

    if request.method == "POST" and form.is_valid() and (made := attempt(form, start)):
        messages.success(request, "The draft is saved. Nobody else sees it before it is published.")
        return redirect(made)
    return render(request, "cms/library/document_form.html", {"form": form}, status=status_of(form))


@login_required
def library_edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Changes the draft; what is public stays until that is published."""
    document = visible_document(request, slug)
    require(request.user, "cms.write_document", document)
    draft = document.get_latest_revision_as_object()
    form = DocumentForm(sent(request), request.FILES or None, document=draft)

    def save() -> LibraryDocument:
        said = {"upload": form.cleaned_data["upload"], "drop_file": form.cleaned_data.get("drop_file", False)}
        told = {"fields": form.written, "latest_revision_id": form.cleaned_data["revision"], **said}
        return write_document(document=document, by=request.user, **told)

    if request.method == "POST" and form.is_valid() and (saved := attempt(form, save)):
        messages.success(request, "The draft is saved.")
        return redirect(saved)
    context = {"form": form, "document": document}
    return render(request, "cms/library/document_form.html", context, status=status_of(form))


@login_required
def library_publish(request: HttpRequest, slug: str) -> HttpResponse:
    """Asks before a draft becomes the next version."""
    document = visible_document(request, slug)
    require(request.user, "cms.publish_document", document)
    draft = document.get_latest_revision_as_object()
    question = Question(
        "Publish this document?",
        "Publish",
        "It is published. Those who adopted it, or asked for one like it, are told.",
        (
            f"It is version {document.number + 1} and stays on record as it is.",
            f"Readers: {draft.get_readers_display().lower()}.",
            *(f"Missing: {sentence}" for sentence in draft.missing_for_publication()),
        ),
        about=draft.title,
    )
    form = RevisionForm(sent(request), initial={"latest_revision_id": document.latest_revision_id})
    act = partial(publish_document, document=document, by=request.user)
    return ask(request, question, form, act, back=document.get_absolute_url())


@login_required
def library_take_down(request: HttpRequest, slug: str) -> HttpResponse:
    """Asks before a document is found no more."""
    document = visible_document(request, slug)
    require(request.user, "cms.take_down_document", document)
    lines = (
        "Others find it no more.",
        "Its versions, and who adopted it, stay on record.",
        "It can be published again.",
    )
    question = Question("Take this document down?", "Take it down", "It is taken down.", lines, about=document.title)
    act = partial(take_down, document=document, by=request.user)
    return ask(request, question, forms.Form(sent(request)), act, back=document.get_absolute_url())


@login_required
def library_delete(request: HttpRequest, slug: str) -> HttpResponse:
    """Asks before a draft that was never public is deleted."""
    document = visible_document(request, slug)
    require(request.user, "cms.write_document", document)
    if document.first_published_at:
        raise Http404("What was published is taken down, not deleted.")
    lines = ("The draft and its revisions are gone for good.",)
    question = Question("Delete this draft?", "Delete it", "The draft is deleted.", lines, about=document.title)
    act = partial(delete_draft, document=document, by=request.user)
    form = forms.Form(sent(request))
    return ask(request, question, form, act, back=document.get_absolute_url(), leads=lambda made: "library")
