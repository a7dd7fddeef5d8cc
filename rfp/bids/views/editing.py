"""One part of a bid: filled in, kept while somebody types, saved, and put beside a colleague's."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from marketplace.components.attempts import status_of
from marketplace.components.formats import clock_time
from marketplace.errors import DomainError, InvalidInput
from marketplace.files.scanning import MalwareFound, ScannerSilent

from ..actions import BothChanged, add_file, discard_unsaved, keep_unsaved, save_part
from ..contents import BidPart, Contents, Texts, parts_of
from ..forms import form_of
from ..intake import FileRefused, refuse_size
from ..models import Bid, UnsavedPart
from ..reading import open_draft, open_file, open_unsaved
from ..sealing import SealBroken
from .pages import own_bid, show


def _part(request: HttpRequest, code, key: str) -> tuple[Bid, BidPart, Contents]:
    bid = own_bid(request, code)
    part = next((one for one in parts_of(bid.lot) if one.key == key), None)
    if part is None:
        raise Http404("This lot does not ask for this part. Go back to the task list.")
    return bid, part, open_draft(bid)


def _number(request: HttpRequest) -> int:
    """The number of the part that the form was filled in from. Raises InvalidInput."""
    number = request.POST.get("latest_revision_id", "")
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        raise InvalidInput("The form does not say which version it was filled in from. Open it again.")
    return int(number)


@login_required
def bid_part(request: HttpRequest, code, key: str) -> HttpResponse:
    """Shows one form, with what its reader had typed before; saves it as the draft."""
    bid, part, contents = _part(request, code, key)
    if request.method == "POST":
        return _save(request, bid, part, contents)
    stored = bid.parts.filter(key=key).first()
    entry = UnsavedPart.objects.visible_to(request.user).filter(bid=bid, key=key).select_related("person").first()
    texts = open_unsaved(entry) if entry else None
    if entry and texts == contents.parts.get(key, {}):
        entry, texts = None, None
    form = form_of(part, contents, lot=bid.lot, texts=texts)
    number = entry.number if entry else stored.number if stored else 0
    return _show(request, bid, part, form, number, entry)


def _save(request: HttpRequest, bid: Bid, part: BidPart, contents: Contents) -> HttpResponse:
    form, number = form_of(part, contents, lot=bid.lot, data=request.POST, files=request.FILES), _number(request)
    if not form.is_valid():
        return _show(request, bid, part, form, number)
    try:
        texts = _with_files(request, bid, form)
        save_part(bid=bid, key=part.key, texts=texts, number=number, by=request.user)
    except (FileRefused, MalwareFound, ScannerSilent) as refusal:
        form.add_error(_first_upload(request), str(refusal))
        return _show(request, bid, part, form, number)
    except BothChanged as both:
        keep_unsaved(bid=bid, key=part.key, texts=both.mine, number=both.part.number, by=request.user)
        context = {"bid": bid, "solicitation": bid.solicitation, "part": part, "both": both}
        context |= {"rows": _differing(form, both), "typed": both.mine.items()}
        return render(request, "rfp/bids/part_conflict.html", context, status=409)
    except DomainError as refusal:
        return show(request, bid, refusal.status, str(refusal))
    messages.success(request, f"“{part.title}” is saved.")
    return redirect(bid)


def _first_upload(request: HttpRequest) -> str | None:
    return next(iter(request.FILES), None)


def _with_files(request: HttpRequest, bid: Bid, form: Any) -> Texts:
    """The texts of a form, its uploads taken in and named by their codes. Raises FileRefused, BiddingClosed."""
    texts = form.texts
    for name, upload in request.FILES.items():
        if name in form.fields:
            refuse_size(upload.size)
            file = add_file(bid=bid, name=upload.name or "", content=upload.read(), by=request.user)
            texts[name] = str(file.code)
    return texts


def _differing(form: Any, both: BothChanged) -> list[tuple[str, str, str]]:
    names = [name for name in form.fields if both.mine.get(name, "") != both.theirs.get(name, "")]
    return [(form.fields[name].label, both.mine.get(name, ""), both.theirs.get(name, "")) for name in names]


def _show(
    request: HttpRequest, bid: Bid, part: BidPart, form: Any, number: int, entry: UnsavedPart | None = None
) -> HttpResponse:
    context = {"bid": bid, "solicitation": bid.solicitation, "part": part, "form": form, "number": number}
    context |= {"entry": entry, "changed": part.since > bid.acknowledged, "stored": _stored_files(bid, form)}
    return render(request, "rfp/bids/bid_part.html", context, status=status_of(form))


def _stored_files(bid: Bid, form: Any) -> list[tuple[str, str]]:
    """Files of the part that are kept: code and name."""
    if not hasattr(form, "contents"):
        return []
    codes = [form.contents.text(form.part.key, name) for name in ("file", "redacted_file")]
    return [(code, form.contents.files[code]["name"]) for code in codes if code in form.contents.files]


@login_required
@require_POST
def bid_part_keep(request: HttpRequest, code, key: str) -> HttpResponse:
    """Keeps what stands in the form, for the script that sends it while somebody types."""
    bid, part, contents = _part(request, code, key)
    form = form_of(part, contents, lot=bid.lot, data=request.POST)
    form.is_valid()
    texts = form.texts
    if texts == contents.parts.get(key, {}):
        discard_unsaved(bid=bid, key=key, by=request.user)
        return JsonResponse({"kept": "As saved"})
    entry = keep_unsaved(bid=bid, key=key, texts=texts, number=_number(request), by=request.user)
    return JsonResponse({"kept": f"Kept {clock_time(entry.updated_at)}, not saved yet"})


@login_required
@require_POST
def bid_part_discard(request: HttpRequest, code, key: str) -> HttpResponse:
    """Back to what was saved last."""
    bid, part, _ = _part(request, code, key)
    discard_unsaved(bid=bid, key=part.key, by=request.user)
    messages.success(request, "What you had typed is discarded. This is what was saved last.")
    return redirect("bid_part", bid.code, key)


@login_required
@require_safe
def bid_file(request: HttpRequest, code, file) -> HttpResponse:
    """A file of the draft, for the vendor's own people."""
    bid = own_bid(request, code)
    facts = open_draft(bid).files.get(str(file))
    if facts is None:
        raise Http404("This file is not part of the draft. Go back to the bid.")
    try:
        content = open_file(bid, str(file), facts["key"])
    except SealBroken as broken:
        raise Http404("This file is damaged or gone. Add it again.") from broken
    answer = HttpResponse(content, content_type=facts["type"])
    answer["Content-Disposition"] = content_disposition_header(True, facts["name"])
    return answer
