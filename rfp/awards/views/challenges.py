"""Challenges: filing one, reading it, deciding on it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from marketplace.components.attempts import attempt, status_of
from marketplace.permissions import allowed, organisations_for, require

from ..actions import Involved, admit_challenge, dismiss_challenge, file_challenge, refuse_challenge, uphold_challenge
from ..forms import ChallengeDecisionForm, ChallengeForm
from ..models import Challenge, Letter
from ..queries import involved_in
from .pages import live_award


@login_required
def award_challenge(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """A bidder says what was wrong."""
    lot, award = live_award(request, reference, number)
    own = organisations_for(request.user, "rfp.file_challenge")
    letter = Letter.objects.visible_to(request.user).filter(award=award, bid__vendor_id__in=own).first()
    if letter is None:
        raise PermissionDenied("rfp.file_challenge")
    form = ChallengeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        vendor, grounds = letter.bid.vendor, form.cleaned_data["grounds"]
        challenge = attempt(form, lambda: file_challenge(award=award, vendor=vendor, grounds=grounds, by=request.user))
        if challenge:
            messages.success(request, f"{challenge.reference} is filed. Nothing is signed until it is decided.")
            return redirect("challenge_page", reference=challenge.reference)
    context = {"form": form, "award": award, "lot": lot}
    return render(request, "rfp/awards/award_challenge.html", context, status=status_of(form))


@login_required
def challenge_page(request: HttpRequest, reference: str) -> HttpResponse:
    """What was said, by when it is decided, and how; whoever may decide does it here."""
    rows = Challenge.objects.visible_to(request.user)
    parts = ("award__lot__solicitation__agency", "award__bid__vendor", "vendor", "decided_by", "filed_by")
    challenge = get_object_or_404(rows.select_related(*parts), reference=reference)
    may = challenge.is_open and allowed(request.user, "rfp.decide_challenge")
    involved = may and request.user.pk in involved_in(challenge.award)
    if request.method == "POST":
        require(request.user, "rfp.decide_challenge")
        if involved:
            raise Involved
    form = ChallengeDecisionForm(request.POST or None, challenge=challenge) if may and not involved else None
    if form is not None and request.method == "POST" and form.is_valid():
        if attempt(form, lambda: _decide(challenge, form, request.user)):
            messages.success(request, "Your decision is on record, and who filed it is told.")
            return redirect("challenge_page", reference=challenge.reference)
    context = {"challenge": challenge, "form": form, "involved": involved}
    status = status_of(form) if form is not None else 200
    return render(request, "rfp/awards/challenge_page.html", context, status=status)


def _decide(challenge: Challenge, form: ChallengeDecisionForm, by) -> Challenge:
    told = form.cleaned_data
    decision, remedy = told["decision"], told.get("remedy", "")
    acts = {
        "admit": lambda: admit_challenge(challenge=challenge, by=by),
        "refuse": lambda: refuse_challenge(challenge=challenge, decision=decision, by=by),
        "dismiss": lambda: dismiss_challenge(challenge=challenge, decision=decision, by=by),
        "uphold": lambda: uphold_challenge(challenge=challenge, decision=decision, remedy=remedy, by=by),
    }
    return acts[told["verdict"]]()
