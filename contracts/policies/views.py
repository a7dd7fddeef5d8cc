"""Buying policies on screens: what holds, what held, preparing the next one, putting it into force."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from catalog.offerings.plans import price_day
from marketplace.components.attempts import attempt, status_of
from marketplace.components.formats import day
from marketplace.components.paging import page_of
from marketplace.permissions import allowed, require

from .actions import AlreadyEnacted, draft_policy, edit_policy, enact_policy
from .forms import EnactForm, PolicyForm, as_answers
from .models import BuyingPolicy
from .page import PolicyPage, state_of
from .page import policy_page as page_of_policy
from .queries import policy_on


def policy_list(request: HttpRequest) -> HttpResponse:
    """The policy that holds, those before it and those that come; the broker office sees its drafts too."""
    on = price_day(timezone.now())
    page, holding = page_of(BuyingPolicy.objects.visible_to(request.user), request.GET.get("page")), policy_on(on)
    context = {
        "page": page,
        "rows": [(policy, state_of(policy, holding, on=on)) for policy in page],
        "holding": holding,
        "table": page_of_policy(holding, holding=holding, reader=request.user, on=on) if holding else None,
        "may_draft": allowed(request.user, "contracts.draft_policy"),
    }
    return render(request, "contracts/policies/policy_list.html", context)


def policy_page(request: HttpRequest, reference: str) -> HttpResponse:
    """What one policy says, for whom it holds, who put it into force."""
    return _show(request, _visible(request, reference))


@login_required
def policy_new(request: HttpRequest) -> HttpResponse:
    """Begins a policy; its bands start as those that hold."""
    require(request.user, "contracts.draft_policy")
    initial = as_answers(policy_on(price_day(timezone.now())), whole=False)
    form = PolicyForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        policy = attempt(form, lambda: draft_policy(terms=form.terms, by=request.user))
        if policy:
            messages.success(request, f"{policy} is kept as a draft. Somebody else of the office puts it into force.")
            return redirect(policy)
    return render(request, "contracts/policies/policy_form.html", {"form": form}, status=status_of(form))


@login_required
def policy_edit(request: HttpRequest, reference: str) -> HttpResponse:
    """Changes a draft."""
    policy = _visible(request, reference)
    require(request.user, "contracts.draft_policy")
    if not policy.is_draft:
        return _show(request, policy, refusal=str(AlreadyEnacted()))
    form = PolicyForm(request.POST or None, initial=as_answers(policy, whole=True))

    def save() -> BuyingPolicy:
        version = form.cleaned_data["version"] or 0
        return edit_policy(policy=policy, terms=form.terms, version=version, by=request.user)

    if request.method == "POST" and form.is_valid() and attempt(form, save):
        messages.success(request, "The draft is saved.")
        return redirect(policy)
    context = {"form": form, "policy": policy}
    return render(request, "contracts/policies/policy_form.html", context, status=status_of(form))


@login_required
def policy_enact(request: HttpRequest, reference: str) -> HttpResponse:
    """Asks before it holds for everybody."""
    policy = _visible(request, reference)
    if not policy.is_draft:
        require(request.user, "contracts.draft_policy")
        return _show(request, policy, refusal=str(AlreadyEnacted()))
    require(request.user, "contracts.enact_policy", policy)
    form = EnactForm(request.POST or None, initial={"version": policy.version})

    def enact() -> BuyingPolicy:
        return enact_policy(policy=policy, version=form.cleaned_data["version"], by=request.user)

    if request.method == "POST" and form.is_valid() and attempt(form, enact):
        messages.success(request, f"{policy} holds from {day(policy.holds_from)} on.")
        return redirect(policy)
    context = {"form": form, "policy": policy, "page": _page(request, policy)}
    return render(request, "contracts/policies/policy_enact.html", context, status=status_of(form))


def _visible(request: HttpRequest, reference: str) -> BuyingPolicy:
    return get_object_or_404(BuyingPolicy.objects.visible_to(request.user).with_bands(), reference=reference)


def _page(request: HttpRequest, policy: BuyingPolicy) -> PolicyPage:
    on = price_day(timezone.now())
    return page_of_policy(policy, holding=policy_on(on), reader=request.user, on=on)


def _show(request: HttpRequest, policy: BuyingPolicy, refusal: str = "") -> HttpResponse:
    context = {"policy": policy, "page": _page(request, policy), "refusal": refusal}
    return render(request, "contracts/policies/policy_page.html", context, status=409 if refusal else 200)
