"""The decision pack of a contract that comes to its end: read, printed, decided."""

import json

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from contracts.agreements.actions.extending import today_in
from contracts.agreements.models import Contract
from marketplace.components.attempts import attempt, status_of
from marketplace.permissions import allowed, require

from .actions import decide_renewal
from .forms import RenewalForm
from .models import RenewalDecision
from .queries import ladder, pack_of


@login_required
def renewal_page(request: HttpRequest, reference: str) -> HttpResponse:
    """The pack with the ladder; once decided, the pack as it was read, with the decision."""
    seen = Contract.objects.signed().visible_to(request.user).with_parties()
    contract = get_object_or_404(seen, reference=reference)
    made = contract.renewal_decisions.select_related("decided_by").filter(ends_on=contract.ends_on).first()
    form = RenewalForm(request.POST or None)
    if request.method == "POST":
        require(request.user, "contracts.decide_renewal", contract)
        if form.is_valid() and attempt(form, lambda: _decide(contract, form, request)):
            messages.success(request, "It is decided, and the pack is kept as you read it.")
            return redirect(reverse("renewal_page", args=[reference]))
    today = today_in(contract, timezone.now())
    may_decide = made is None and contract.status == Contract.Status.ACTIVE and contract.ended_at is None
    context = {
        "contract": contract,
        "decision": made,
        "pack": json.loads(made.content) if made else pack_of(contract, on=today),
        "ladder": ladder(contract, on=today),
        "form": form,
        "may_decide": may_decide and allowed(request.user, "contracts.decide_renewal", contract),
    }
    return render(request, "contracts/renewals/renewal_page.html", context, status=status_of(form))


def _decide(contract: Contract, form: RenewalForm, request: HttpRequest) -> RenewalDecision:
    return decide_renewal(contract=contract, by=request.user, **form.cleaned_data)
