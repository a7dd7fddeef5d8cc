"""Reviews of an offering on screens: all of them, writing one, the vendor's reply, taking one off."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from catalog.offerings.models import Offering
from marketplace.components.attempts import attempt, status_of
from marketplace.components.paging import page_of
from marketplace.permissions import allowed, require

from ..actions.reviewing import put_review_back, reply_to_review, review_offering, take_review_off
from ..models import OfferingReview
from ..queries.reviews import contracts_to_review, figures_of
from ..review_forms import ReplyForm, ReviewForm, TurnForm


def _offering(request: HttpRequest, slug: str) -> Offering:
    return get_object_or_404(Offering.objects.visible_to(request.user).select_related("vendor"), slug=slug)


def _review(request: HttpRequest, slug: str, pk: int) -> OfferingReview:
    seen = OfferingReview.objects.visible_to(request.user).select_related("offering__vendor", "agency", "author")
    return get_object_or_404(seen.filter(offering=_offering(request, slug)), pk=pk)


@require_safe
def offering_reviews(request: HttpRequest, slug: str) -> HttpResponse:
    """What agencies say that have or had it under contract, the newest first."""
    offering, user = _offering(request, slug), request.user
    seen = OfferingReview.objects.visible_to(user).filter(offering=offering).select_related("agency", "contract")
    page = page_of(seen, request.GET.get("page"))
    for one in page:
        one.offering = offering
    context = {
        "offering": offering,
        "page": page,
        "figures": figures_of(offering),
        "may_review": user.is_authenticated and contracts_to_review(offering, user).exists(),
        "may_reply": {one.pk for one in page if allowed(user, "contracts.reply_to_review", one)},
        "may_moderate": allowed(user, "contracts.moderate_review"),
    }
    return render(request, "contracts/relationships/offering_reviews.html", context)


@login_required
def offering_review_write(request: HttpRequest, slug: str) -> HttpResponse:
    """Say how good the service is, and how it was to get it."""
    offering = _offering(request, slug)
    contracts = contracts_to_review(offering, request.user)
    get_object_or_404(contracts[:1])
    form = ReviewForm(request.POST or None, contracts=contracts)
    if request.method == "POST" and form.is_valid():
        given = {"offering": offering, "by": request.user, **form.cleaned_data}
        made = attempt(form, lambda: review_offering(**given))
        if made:
            messages.success(request, "Your review is on the offering’s page. The vendor can reply once.")
            return redirect(made)
    return _form(request, offering, form, "Review this offering", "Publish the review")


@login_required
def offering_review_reply(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The vendor replies, once."""
    review = _review(request, slug, pk)
    require(request.user, "contracts.reply_to_review", review)
    form = ReplyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: reply_to_review(review=review, by=request.user, **form.cleaned_data)):
            messages.success(request, "Your reply stands beside the review.")
            return redirect(review)
    return _form(request, review.offering, form, "Reply to a review", "Publish the reply", review)


@login_required
def offering_review_turn(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take a review off its page with a reason, or put it back."""
    review = _review(request, slug, pk)
    require(request.user, "contracts.moderate_review", review)
    shown = review.status == OfferingReview.Status.SHOWN
    form, act = TurnForm(request.POST or None), take_review_off if shown else put_review_back
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: act(review=review, by=request.user, **form.cleaned_data)):
            messages.success(request, "It is taken off the page." if shown else "It is shown again.")
            return redirect(review)
    title = "Take a review off its page" if shown else "Show a review again"
    return _form(request, review.offering, form, title, "Take it off" if shown else "Show it", review)


def _form(request: HttpRequest, offering: Offering, form, title: str, submit: str, review=None) -> HttpResponse:
    context = {"form": form, "offering": offering, "review": review, "title": title, "submit": submit}
    return render(request, "contracts/relationships/offering_review_form.html", context, status=status_of(form))
