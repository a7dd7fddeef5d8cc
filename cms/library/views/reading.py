"""Finding and reading: the list with its facets, a document, its versions and files, the feed of what is new."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from marketplace.components.atom import clean, feed_of, public_text
from marketplace.components.paging import page_of
from marketplace.errors import InvalidInput

from ..actions import read_file
from ..forms import SearchForm
from ..models import DocumentRequest, DocumentVersion, LibraryDocument
from ..models.document import Kind
from ..page import document_context
from ..queries.bodies import acting_for, writing_for
from ..queries.found import SORTS, Asked, address_without, facets_of, find_documents
from ..wording import differences, paragraphs

IN_FEED = 50


@require_safe
def library(request: HttpRequest) -> HttpResponse:
    """What the reader may read, narrowed by words, kind and owner; all of it stands in the address."""
    form = SearchForm(request.GET)
    if not form.is_valid():
        raise InvalidInput("The library cannot be searched like this. Choose one of the values offered.")
    asked = form.asked
    page = page_of(find_documents(request.user, asked), request.GET.get("page"))
    groups = facets_of(request.user, asked)
    context = {
        "asked": asked,
        "page": page,
        "groups": groups,
        "active": _active(asked, {(group.name, one.value): one.label for group in groups for one in group.options}),
        "kept_by_search": [pair for pair in asked.pairs if pair[0] != "q"],
        "kept_by_panel": [pair for pair in asked.pairs if pair[0] in ("q", "sort")],
        "kept_by_sort": [pair for pair in asked.pairs if pair[0] != "sort"],
        "sorts": SORTS.items(),
        "drafts": LibraryDocument.objects.visible_to(request.user).drafts_of(request.user).select_related("owner"),
        "wanted": DocumentRequest.objects.visible_to(request.user).open().count(),
        "may_write": bool(writing_for(request.user)),
        "may_want": bool(acting_for(request.user, "cms.ask_for_document")),
    }
    return render(request, "cms/library/library.html", context)


def _active(asked: Asked, labels: dict[tuple[str, str], str]) -> list[tuple[str, str]]:
    """Label and address without it of each filter in use."""
    chosen = [pair for pair in asked.pairs if pair[0] in ("kind", "owner")]
    shown = [(labels.get(pair, pair[1]), address_without(asked, pair)) for pair in chosen]
    words = [(f"“{asked.words}”", address_without(asked, ("q", asked.words)))] if asked.words else []
    return words + shown


@require_safe
def library_document(request: HttpRequest, slug: str) -> HttpResponse:
    """What it says, where it comes from, who works by it and what they think of it."""
    document = visible_document(request, slug)
    context = document_context(document, request.user, today=timezone.localdate())
    return render(request, "cms/library/document.html", context)


@require_safe
def library_version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What one version said, and what it changed of the one before or of what it was adapted from."""
    version = _version(request, slug, number)
    document = version.document
    seen = DocumentVersion.objects.visible_to(request.user)
    before = seen.filter(document=document, number__lt=number).first()
    if before is None and document.adapted_from_id:
        before = seen.filter(pk=document.adapted_from_id).select_related("document__owner").first()
    context = {
        "document": document,
        "version": version,
        "paragraphs": paragraphs(version.text),
        "before": before,
        "differences": differences(before.text, version.text) if before else [],
    }
    return render(request, "cms/library/version.html", context)


@require_safe
def library_file(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The file of a version, to those who may read it, always as a download: it was written by others."""
    version = _version(request, slug, number)
    if version.file is None:
        raise Http404("This version holds no file.")
    return _download(version.file)


@require_safe
def library_draft_file(request: HttpRequest, slug: str) -> HttpResponse:
    """The file of the draft, to its owner and the office."""
    rows = LibraryDocument.objects.visible_to(request.user).drafts_open_to(request.user)
    draft = get_object_or_404(rows.select_related("latest_revision"), slug=slug).get_latest_revision_as_object()
    if draft.file is None:
        raise Http404("There is no draft with a file here.")
    return _download(draft.file)


def _download(file) -> HttpResponse:
    response = HttpResponse(read_file(file), content_type=file.content_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=file.name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
def library_feed(request: HttpRequest) -> HttpResponse:
    """What everybody may read, the newest version first; of one kind where the address says so."""
    kind = request.GET.get("kind", "")
    if kind and kind not in Kind.values:
        raise InvalidInput("The feed cannot be narrowed like this. Choose one of the kinds of the library.")
    query = f"?{urlencode({'kind': kind})}" if kind else ""
    page, own = (f"{settings.SITE_ADDRESS}{reverse(name)}{query}" for name in ("library", "library_feed"))
    feed = feed_of(title=f"New in the library{f': {Kind(kind).label}' if kind else ''}", page=page, own=own)
    rows = DocumentVersion.objects.published()
    rows = rows.filter(kind=kind) if kind else rows
    for version in rows.select_related("document__owner").order_by("-published_at", "-pk")[:IN_FEED]:
        address = f"{settings.SITE_ADDRESS}{version.get_absolute_url()}"
        feed.add_item(
            title=clean(f"{version.title}, version {version.number}"),
            link=address,
            unique_id=address,
            description=clean(f"{version.document.owner}. {version.note or version.summary}"),
            pubdate=version.published_at,
            updateddate=version.published_at,
        )
    return public_text(request, feed.writeString("utf-8"), "application/atom+xml")


def visible_document(request: HttpRequest, slug: str) -> LibraryDocument:
    rows = LibraryDocument.objects.visible_to(request.user).select_related("owner", "latest_revision")
    return get_object_or_404(rows, slug=slug)


def _version(request: HttpRequest, slug: str, number: int) -> DocumentVersion:
    rows = DocumentVersion.objects.visible_to(request.user).select_related("document__owner", "file", "published_by")
    return get_object_or_404(rows, document__slug=slug, number=number)


def current_version(request: HttpRequest, slug: str) -> DocumentVersion:
    """The newest version of what is published; for everything that one does with another's document."""
    rows = DocumentVersion.objects.visible_to(request.user).current().select_related("document__owner")
    return get_object_or_404(rows, document__slug=slug)
