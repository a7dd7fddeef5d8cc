"""A vendor's FOCUS file on screens: sent, looked at beside the contract, taken in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from contracts.agreements.models import Contract
from marketplace.components.attempts import attempt, status_of
from marketplace.permissions import allowed, require

from ..actions import send_cost_file, take_cost_file_in
from ..focus import read
from ..forms.charges import CostFileForm, TakeInForm
from ..models import CostImport
from ..queries.charges import reconciled

FAULTS_SHOWN = 50


@login_required
def cost_file_send(request: HttpRequest, reference: str) -> HttpResponse:
    """Choose a file; it is checked, and nothing is taken in yet."""
    contract = get_object_or_404(Contract.objects.visible_to(request.user), reference=reference)
    require(request.user, "contracts.import_costs", contract)
    form = CostFileForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_bound and form.is_valid():
        name = form.cleaned_data["file"].name
        act = {"contract": contract, "name": name, "content": form.content, "by": request.user}
        kept = attempt(form, lambda: send_cost_file(**act))
        if kept:
            return redirect(kept)
    context = {"form": form, "contract": contract, "sent": contract.cost_imports.defer("content")[:10]}
    return render(request, "contracts/costs/cost_file_send.html", context, status=status_of(form))


@login_required
def cost_file(request: HttpRequest, pk: int) -> HttpResponse:
    """What the file holds, what is wrong with it, how it compares with the orders; taken in by a button."""
    seen = CostImport.objects.visible_to(request.user)
    held = get_object_or_404(seen.select_related("contract__agency", "contract__vendor", "sent_by", "taken_by"), pk=pk)
    may_take = held.taken_at is None and allowed(request.user, "contracts.import_costs", held.contract)
    form = TakeInForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        require(request.user, "contracts.import_costs", held.contract)
        if form.is_valid() and attempt(form, lambda: take_cost_file_in(cost_import=held, by=request.user)):
            messages.success(request, f"{held.rows:,} rows stand beside the charges of {held.contract.reference}.")
            return redirect(held)
    rows, left_out = read(held.content)
    faulty = [row for row in rows if row.faults]
    context = {
        "held": held,
        "form": form,
        "left_out": left_out,
        "faulty": faulty[:FAULTS_SHOWN],
        "faults": len(faulty),
        "months": reconciled(held, rows),
        "may_take": may_take and not faulty,
    }
    return render(request, "contracts/costs/cost_file.html", context, status=status_of(form))
