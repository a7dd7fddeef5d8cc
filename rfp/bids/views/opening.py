"""The opening by several officers, the keys they hold in pieces, and the list of receipts that everybody reads."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from marketplace.audit.signing import public_key
from marketplace.components.attempts import attempt, status_of
from marketplace.permissions import allowed, require
from rfp.solicitations.models import Solicitation

from ..actions import (
    change_passphrase,
    confirm_opening,
    make_officer_key,
    pieces_to_practise,
    practise,
    read_opened_file,
    refuse_early_opening,
    split_key,
)
from ..forms import ChangePassphraseForm, NewPassphraseForm, PassphraseForm, SplitForm
from ..models import Bid, OfficerKey
from ..queries import closing_list_of, has_officer_key, opening_of
from .pages import own_or_opened


def _sealed(request: HttpRequest, reference: str) -> Solicitation:
    """A solicitation whose bids are sealed. Raises Http404."""
    solicitation = get_object_or_404(Solicitation.objects.visible_to(request.user), reference=reference)
    if not solicitation.preset.sealed:
        raise Http404("Responses to this solicitation are not sealed. Go back to its page.")
    return solicitation


@login_required
def opening_page(request: HttpRequest, reference: str) -> HttpResponse:
    """Who confirmed, who is missing; the button that confirms. Before the deadline an attempt goes on record."""
    solicitation = _sealed(request, reference)
    if not allowed(request.user, "audit.read"):
        require(request.user, "rfp.open_bids")
    strict = getattr(solicitation, "strict_sealing", None)
    form = PassphraseForm(request.POST or None) if strict else None
    if request.method == "POST" and (form is None or form.is_valid()):
        refuse_early_opening(solicitation=solicitation, by=request.user)
        passphrase = form.cleaned_data["passphrase"] if form else ""
        form = form or PassphraseForm({"passphrase": "-"})

        def confirm() -> Solicitation:
            return confirm_opening(solicitation=solicitation, passphrase=passphrase, by=request.user)

        if form.is_valid() and (opened := attempt(form, confirm)):
            messages.success(request, "The bids are open." if opened.opened_at else "Your confirmation is on record.")
            return redirect("opening_page", reference)
    return _show_opening(request, solicitation, form, strict)


def _show_opening(request: HttpRequest, solicitation: Solicitation, form, strict) -> HttpResponse:
    state, at = opening_of(solicitation), timezone.now()
    confirmed = any(one.officer_id == request.user.pk for one in state.confirmations)
    bids = Bid.objects.visible_to(request.user).submitted().filter(lot__solicitation=solicitation)
    context = {
        "solicitation": solicitation,
        "state": state,
        "form": form,
        "strict": strict,
        "holders": list(strict.holders.select_related("officer")) if strict else [],
        "closed": solicitation.is_closed(at=at),
        "confirmed": confirmed,
        "may_cancel": solicitation.status == "opened" and allowed(request.user, "rfp.cancel_solicitation"),
        "may_confirm": allowed(request.user, "rfp.open_bids") and not confirmed and not state.opened,
        "bids": list(bids.select_related("vendor", "lot__solicitation")) if state.opened else [],
    }
    return render(request, "rfp/bids/opening_page.html", context, status=status_of(form) if form else 200)


@login_required
def opening_keys(request: HttpRequest, reference: str) -> HttpResponse:
    """Splits the key among named officers, before the publication."""
    solicitation = _sealed(request, reference)
    require(request.user, "rfp.split_bid_key")
    form = SplitForm(request.POST or None, solicitation=solicitation, at=timezone.now())
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data

        def split():
            return split_key(
                solicitation=solicitation, officers=list(told["officers"]), needed=told["needed"], by=request.user
            )

        if attempt(form, split):
            messages.success(request, "The key is split. Let every officer practise before the deadline.")
            return redirect("opening_page", reference)
    return render(
        request, "rfp/bids/opening_keys.html", {"solicitation": solicitation, "form": form}, status=status_of(form)
    )


@login_required
@require_POST
def opening_drill(request: HttpRequest, reference: str) -> HttpResponse:
    """The drill: with pieces made for practice."""
    solicitation = _sealed(request, reference)
    strict = getattr(solicitation, "strict_sealing", None)
    if strict is None:
        raise Http404("There are no pieces of a key here. Go back to the opening.")
    form = PassphraseForm(request.POST)
    if form.is_valid() and attempt(form, lambda: practise(sealing=strict, passphrase=_typed(form), by=request.user)):
        messages.success(request, "Your piece is good. Once enough officers have practised, the drill is done.")
        return redirect("opening_page", reference)
    return _show_opening(request, solicitation, form, strict)


def _typed(form: PassphraseForm) -> str:
    return form.cleaned_data["passphrase"]


@login_required
def officer_key(request: HttpRequest) -> HttpResponse:
    """An officer chooses the passphrase under which their key lies, and may change it later."""
    require(request.user, "rfp.open_bids")
    has_one = has_officer_key(request.user)
    form = (ChangePassphraseForm if has_one else NewPassphraseForm)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: _lock_key(form.cleaned_data, by=request.user)):
            done = "Your passphrase is changed." if has_one else "Your key is made."
            messages.success(request, f"{done} Keep it safe: it is nowhere else.")
            return redirect("officer_key")
    held = pieces_to_practise(request.user).select_related("sealing__solicitation")
    context = {"form": form, "has_one": has_one, "held": held}
    return render(request, "rfp/bids/officer_key.html", context, status=status_of(form))


def _lock_key(told: dict[str, str], *, by) -> OfficerKey:
    if "old" in told:
        return change_passphrase(old=told["old"], new=told["passphrase"], by=by)
    return make_officer_key(passphrase=told["passphrase"], by=by)


@login_required
@require_safe
def opened_file(request: HttpRequest, code, file) -> HttpResponse:
    """A file of an opened bid, for those who may see whose it is; the reading goes on record."""
    bid = own_or_opened(request, code)
    facts, content = read_opened_file(bid=bid, code=str(file), by=request.user)
    answer = HttpResponse(content, content_type=facts["type"])
    answer["Content-Disposition"] = content_disposition_header(True, facts["name"])
    return answer


@require_safe
def closing_list(request: HttpRequest, reference: str) -> HttpResponse:
    """The digests of all receipts, published at closing: a vendor finds its own, nobody counts them."""
    solicitation = _sealed(request, reference)
    listed = closing_list_of(solicitation)
    context = {"solicitation": solicitation, "listed": listed, "closed": solicitation.is_closed(at=timezone.now())}
    return render(request, "rfp/bids/closing_list.html", context | {"public_key": public_key()})


@require_safe
def closing_list_file(request: HttpRequest, reference: str) -> HttpResponse:
    """The same list for programs, with its signature."""
    listed = closing_list_of(_sealed(request, reference))
    if listed is None:
        raise Http404("The list is published after the deadline. Come back then.")
    fields = {
        "solicitation": reference,
        "closed_at": listed.closed_at.isoformat(),
        "digests": listed.digests,
        "signature": listed.signature,
        "public_key": public_key(),
    }
    return JsonResponse(fields, json_dumps_params={"indent": 2})
