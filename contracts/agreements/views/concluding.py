"""Contracts that come about on screens: drawn up, signed by each side, withdrawn; and each version as it was signed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from marketplace.components.attempts import attempt, status_of
from marketplace.permissions import require

from ..actions import NotOpenForSigning, SignedAlready, draw_up_contract, sign_contract, withdraw_contract
from ..forms import ContractForm, ReasonForm, SignatureForm
from ..models import Contract
from ..queries import sides_of
from ..reading import clauses_of
from ..underpinning import sides_needed
from .steps import show_step, visible_contract


@login_required
def contract_new(request: HttpRequest) -> HttpResponse:
    """Draws a contract up for both sides to sign."""
    require(request.user, "contracts.draw_up_contract")
    form = ContractForm(request.POST or None, reader=request.user)
    if request.method == "POST" and form.is_valid():
        contract = attempt(form, lambda: draw_up(form, request.user))
        if contract:
            messages.success(request, f"{contract.reference} is drawn up. Both sides are asked to sign.")
            return redirect(contract)
    return render(request, "contracts/agreements/contract_form.html", {"form": form}, status=status_of(form))


def draw_up(form: ContractForm, by) -> Contract:
    return draw_up_contract(agreed=form.agreed, levels=form.levels, extensions=form.extensions, by=by)


@login_required
def contract_sign(request: HttpRequest, reference: str, side: str) -> HttpResponse:
    """Asks before the signature of one side."""
    contract = visible_contract(request, reference)
    if side not in sides_needed(contract):
        raise Http404("A contract is signed by the agency, by who provides, and by the office where it stands between.")
    require(request.user, f"contracts.sign_for_{side}", contract)
    version = contract.versions.last()
    rows = {row.side: row for row in sides_of(contract, version)}
    if not contract.is_being_signed:
        raise NotOpenForSigning(contract)
    if rows[side].signature:
        raise SignedAlready(rows[side].signature)
    form = SignatureForm(request.POST or None, initial={"digest": version.digest})
    context = {
        "side": rows[side],
        "version": version,
        "clauses": clauses_of(version.content),
        "terms": contract.service_level_terms.all(),
    }

    def sign() -> Contract:
        return sign_contract(contract=contract, side=side, digest=form.cleaned_data["digest"], by=request.user)

    said = f"You signed {contract.reference} for {rows[side].organisation}."
    return show_step(request, contract, form, sign, "contract_sign.html", said, context)


@login_required
def contract_withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    """Takes back what is not in force, with a reason for both sides."""
    contract = visible_contract(request, reference)
    require(request.user, "contracts.withdraw_contract", contract)
    if not contract.is_being_signed:
        raise NotOpenForSigning(contract)
    form = ReasonForm(request.POST or None)

    def withdraw() -> Contract:
        return withdraw_contract(contract=contract, by=request.user, **form.cleaned_data)

    return show_step(request, contract, form, withdraw, "contract_withdraw.html", "The contract is withdrawn.", {})


def contract_version(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """The text of one version, the very bytes whose SHA-256 is the digest that was signed."""
    seen = Contract.objects.signed() | Contract.objects.visible_to(request.user)
    version = get_object_or_404(get_object_or_404(seen.distinct(), reference=reference).versions, number=number)
    name = f"{reference}-version-{number}.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "ETag": f'"{version.digest}"'}
    return HttpResponse(version.content, content_type="application/json", headers=headers)
