"""Submitting, withdrawing, addenda, receipts and the copy that the vendor keeps."""

import json

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from marketplace.components.attempts import attempt, status_of
from marketplace.permissions import require

from ..actions import acknowledge_addenda, submit_bid, what_would_be_sent, withdraw_bid
from ..actions.submitting import declaration_of, is_strict
from ..contents import faults_of
from ..forms import SubmitForm, VersionForm
from ..last_look import last_look
from ..reading import open_draft, open_own_version
from ..receipts import receipt_file
from ..sealing import canonical
from .pages import own_bid


@login_required
def bid_submit(request: HttpRequest, code) -> HttpResponse:
    """Shows everything once more and asks; then the receipt."""
    bid = own_bid(request, code)
    require(request.user, "rfp.submit_bid", bid)
    asked = {"initial": {"version": bid.version}, "declaration": declaration_of(bid.solicitation)}
    form = SubmitForm(request.POST or None, **asked)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        receipt = attempt(form, lambda: submit_bid(bid=bid, version=version, by=request.user))
        if receipt:
            return redirect("bid_receipt", bid.code, receipt.number)
        bid = own_bid(request, code)
    draft = open_draft(bid)
    context = {"bid": bid, "solicitation": bid.solicitation, "form": form, "faults": faults_of(bid.lot, draft)}
    context |= {"look": last_look(bid, draft, reader=request.user), "strict": is_strict(bid.solicitation)}
    context["open"] = bid.solicitation.is_open(at=timezone.now())
    return render(request, "rfp/bids/bid_submit.html", context, status=status_of(form))


@login_required
def bid_withdraw(request: HttpRequest, code) -> HttpResponse:
    """Asks before a submitted bid is taken back."""
    bid = own_bid(request, code)
    require(request.user, "rfp.submit_bid", bid)
    form = VersionForm(request.POST or None, initial={"version": bid.version})
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        receipt = attempt(form, lambda: withdraw_bid(bid=bid, version=version, by=request.user))
        if receipt:
            return redirect("bid_receipt", bid.code, receipt.number)
    context = {"bid": bid, "solicitation": bid.solicitation, "form": form}
    return render(request, "rfp/bids/bid_withdraw.html", context, status=status_of(form))


@login_required
def bid_addenda(request: HttpRequest, code) -> HttpResponse:
    """Shows what addenda changed since the bid was begun, and asks that somebody has read it."""
    bid = own_bid(request, code)
    require(request.user, "rfp.submit_bid", bid)
    form = VersionForm(request.POST or None, initial={"version": bid.solicitation.version})
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        if attempt(form, lambda: acknowledge_addenda(bid=bid, version=version, by=request.user)):
            messages.success(request, "It is noted that you have read the addenda. Look at your answers again.")
            return redirect(bid)
    unread = bid.solicitation.versions.filter(number__gt=bid.acknowledged)
    context = {"bid": bid, "solicitation": bid.solicitation, "form": form, "unread": unread}
    return render(request, "rfp/bids/bid_addenda.html", context, status=status_of(form))


@login_required
@require_safe
def bid_receipt(request: HttpRequest, code, number: int) -> HttpResponse:
    """The receipt, to print and to keep."""
    bid = own_bid(request, code)
    receipt = get_object_or_404(bid.receipts, number=number)
    context = {"bid": bid, "solicitation": bid.solicitation, "receipt": receipt}
    context["readable"] = not is_strict(bid.solicitation)
    return render(request, "rfp/bids/bid_receipt.html", context)


@login_required
@require_safe
def bid_receipt_file(request: HttpRequest, code, number: int) -> HttpResponse:
    """The signed file, for the check offline."""
    receipt = get_object_or_404(own_bid(request, code).receipts, number=number)
    answer = JsonResponse(receipt_file(receipt), json_dumps_params={"indent": 2, "sort_keys": True})
    reference = receipt.statement["solicitation"]
    answer["Content-Disposition"] = f'attachment; filename="{reference}-receipt-{number}.json"'
    return answer


@login_required
@require_safe
def bid_copy(request: HttpRequest, code) -> HttpResponse:
    """What was submitted last, or with ?draft what would be: the receipt names the digests of this very file."""
    bid = own_bid(request, code)
    if "draft" in request.GET or not bid.version:
        content = what_would_be_sent(bid)
    else:
        content = open_own_version(bid.versions.get(number=bid.version))
    answer = HttpResponse(json.dumps(json.loads(canonical(content)), indent=2), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="{bid.solicitation.reference}-copy.json"'
    return answer
