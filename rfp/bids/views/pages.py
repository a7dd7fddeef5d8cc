"""The vendor's list of bids, the task list of each, and beginning one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from marketplace.components.attempts import attempt, status_of
from marketplace.components.paging import page_of
from marketplace.permissions import allowed, organisations_for, own_organisations
from rfp.solicitations.eligibility import why_not
from rfp.solicitations.models import Solicitation

from ..actions import start_bid
from ..forms import StartForm
from ..models import Bid
from ..page import bid_page as page_of_bid
from ..queries import is_stale, limit_of_lots, own_bids


@login_required
@require_safe
def bid_list(request: HttpRequest) -> HttpResponse:
    """The bids of the reader's own vendors, the newest first."""
    page, at = page_of(own_bids(request.user), request.GET.get("page")), timezone.now()
    rows = [(bid, bid.solicitation.is_open(at=at), is_stale(bid)) for bid in page]
    return render(request, "rfp/bids/bid_list.html", {"page": page, "rows": rows})


@login_required
@require_safe
def bid_page(request: HttpRequest, code) -> HttpResponse:
    """What is left to do, what was submitted, the receipts; for those who opened it, what it says."""
    return show(request, own_or_opened(request, code))


@login_required
def bid_start(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Says early whether a vendor may answer a lot, and begins its bid."""
    solicitation = get_object_or_404(Solicitation.objects.visible_to(request.user), reference=reference)
    lot = get_object_or_404(solicitation.lots.select_related("solicitation", "category"), number=number)
    own = organisations_for(request.user, "rfp.start_bid")
    if not own:
        raise Http404("Only people of a vendor answer. Go back to the opportunity.")
    if found := Bid.objects.visible_to(request.user).filter(lot=lot, vendor_id__in=own).first():
        return redirect(found)
    form = StartForm(request.POST or None, reader=request.user)
    if request.method == "POST" and form.is_valid():
        bid = attempt(form, lambda: start_bid(lot=lot, vendor=form.cleaned_data["vendor"], by=request.user))
        if bid:
            messages.success(request, "The draft is yours and your colleagues'. Nobody else can read it.")
            return redirect(bid)
    at = timezone.now()
    reasons = [(vendor, why_not(vendor, lot, at=at)) for vendor in form.fields["vendor"].queryset]
    context = {"form": form, "lot": lot, "solicitation": solicitation, "reasons": reasons}
    limits = {said for vendor, _ in reasons if (said := limit_of_lots(vendor, lot))}
    context |= {"limits": limits, "open": solicitation.is_open(at=at), "may": any(not reason for _, reason in reasons)}
    return render(request, "rfp/bids/bid_start.html", context, status=status_of(form))


def own_or_opened(request: HttpRequest, code) -> Bid:
    """The bid of an address. Raises Http404 for one that the reader may not know of."""
    bids = Bid.objects.visible_to(request.user).select_related("lot__solicitation", "vendor")
    return get_object_or_404(bids, code=code)


def own_bid(request: HttpRequest, code) -> Bid:
    """A bid of the reader's own vendor. Raises Http404 for any other."""
    bid = own_or_opened(request, code)
    if bid.vendor_id not in own_organisations(request.user) or not allowed(request.user, "rfp.prepare_bid", bid):
        raise Http404("This bid is not your organisation's. Go back to your list of bids.")
    return bid


def show(request: HttpRequest, bid: Bid, status: int = 200, refusal: str = "") -> HttpResponse:
    """The page of a bid; `refusal` says why nothing was changed."""
    page = page_of_bid(bid, reader=request.user, at=timezone.now())
    template = "bid_page.html" if page.own else "bid_opened.html"
    context = {"bid": bid, "solicitation": bid.solicitation, "page": page, "refusal": refusal}
    return render(request, f"rfp/bids/{template}", context, status=status)
