"""Requests to see bids: opened by the office, objected to by vendors, answered from the redacted copies."""

import json

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from marketplace.components.attempts import attempt, status_of
from marketplace.permissions import allowed, organisations_for, reads_all, require

from ..actions import answer_disclosure, object_to_disclosure, open_disclosure
from ..forms import AnswerForm, DisclosureForm, ObjectionForm
from ..models import Disclosure, Objection
from ..queries import bids_asked_for, redacted_copies
from .keeping import procurement, step


@login_required
def disclosure_new(request: HttpRequest, reference: str) -> HttpResponse:
    """Takes a request on record; the vendors are told."""
    solicitation = procurement(request, reference)
    require(request.user, "rfp.answer_disclosure")
    form = DisclosureForm(request.POST or None)

    def begin() -> Disclosure:
        return open_disclosure(solicitation=solicitation, by=request.user, **form.cleaned_data)

    done = "The request is on record, and every vendor is told."
    return step(request, solicitation, form, begin, "disclosure_new.html", done)


@login_required
@require_safe
def disclosure_page(request: HttpRequest, reference: str) -> HttpResponse:
    """What would be shown, or was; to a vendor its own bid alone."""
    disclosure, office, at = visible(request, reference), reads_all(request.user), timezone.now()
    own = own_bids(request, disclosure)
    objections = list(Objection.objects.visible_to(request.user).filter(disclosure=disclosure).select_related("bid"))
    taken = disclosure.takes_objections(at=at)
    objected = {one.bid_id for one in objections}
    context = {
        "disclosure": disclosure,
        "office": office,
        "copies": copies_for(disclosure, None if office else own),
        "objections": objections,
        "takes": taken,
        "may_object": [bid for bid in own if bid.pk not in objected] if taken else [],
        "may_answer": not taken and disclosure.status == "open" and allowed(request.user, "rfp.answer_disclosure"),
    }
    return render(request, "rfp/records/disclosure_page.html", context)


@login_required
def disclosure_object(request: HttpRequest, reference: str) -> HttpResponse:
    """A vendor says what should not be shown."""
    disclosure = visible(request, reference)
    own = own_bids(request, disclosure)
    if not own:
        require(request.user, "rfp.object_to_disclosure", bids_asked_for(disclosure.solicitation).first())
    form = ObjectionForm(request.POST or None)

    def make() -> list[Objection]:
        told = {"disclosure": disclosure, "words": form.cleaned_data["words"], "by": request.user}
        return [object_to_disclosure(bid=bid, **told) for bid in own]

    if request.method == "POST" and form.is_valid() and attempt(form, make):
        messages.success(request, "Your objection is on record. The office decides with reasons.")
        return redirect(disclosure)
    context = {"form": form, "disclosure": disclosure}
    return render(request, "rfp/records/disclosure_object.html", context, status=status_of(form))


@login_required
def disclosure_answer(request: HttpRequest, reference: str) -> HttpResponse:
    """Decides on objections and freezes what is handed out."""
    disclosure = visible(request, reference)
    require(request.user, "rfp.answer_disclosure")
    objections = list(disclosure.objections.select_related("bid__vendor"))
    form = AnswerForm(request.POST or None, objections=objections)

    def answer() -> Disclosure:
        told = {"words": form.cleaned_data["words"], "upheld": form.upheld}
        return answer_disclosure(disclosure=disclosure, by=request.user, **told)

    if request.method == "POST" and form.is_valid() and attempt(form, answer):
        messages.success(request, "The answer stands and can be handed out.")
        return redirect(disclosure)
    context = {"form": form, "disclosure": disclosure, "copies": copies_for(disclosure, None)}
    return render(request, "rfp/records/disclosure_answer.html", context, status=status_of(form))


@login_required
@require_safe
def disclosure_json(request: HttpRequest, reference: str) -> HttpResponse:
    """The answer as it is handed out."""
    disclosure = get_object_or_404(visible_rows(request).filter(status="answered"), reference=reference)
    require(request.user, "rfp.read_records")
    text = json.dumps(disclosure.answer, indent=1, ensure_ascii=False, sort_keys=True)
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{disclosure.reference}.json"'
    return response


def visible_rows(request: HttpRequest):
    return Disclosure.objects.visible_to(request.user).select_related("solicitation__agency", "opened_by")


def visible(request: HttpRequest, reference: str) -> Disclosure:
    """The disclosure of an address. Raises Http404."""
    return get_object_or_404(visible_rows(request), reference=reference)


def own_bids(request: HttpRequest, disclosure: Disclosure) -> list:
    """Those of the reader's vendors for which they may object."""
    own = organisations_for(request.user, "rfp.file_challenge")
    return [bid for bid in bids_asked_for(disclosure.solicitation) if bid.vendor_id in own]


def copies_for(disclosure: Disclosure, own: list | None) -> list:
    """What is shown: what was frozen, or what would be as it stands; of `own` bids alone where they are given."""
    if own is not None and not own:
        return []
    if disclosure.answer is None:
        return redacted_copies(disclosure.solicitation, left_out={}, only=[bid.pk for bid in own or ()])
    names = None if own is None else {bid.vendor.name for bid in own}
    return [copy for copy in disclosure.answer["bids"] if names is None or copy["vendor"] in names]
