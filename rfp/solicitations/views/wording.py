"""The wording: what the check finds beside each passage, and what is kept with a reason."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from marketplace.components.attempts import attempt, status_of
from marketplace.permissions import allowed, require

from ..actions import uphold_finding
from ..forms import UpholdForm
from ..judging import wording_of
from .pages import visible


@login_required
def opportunity_wording(request: HttpRequest, reference: str) -> HttpResponse:
    """Shows what prescribes, passage by passage; takes a reason for what stays."""
    solicitation = visible(request, reference)
    require(request.user, "rfp.uphold_finding")
    form = UpholdForm(request.POST or None)

    def uphold():
        sent = form.cleaned_data
        return uphold_finding(solicitation=solicitation, key=sent["finding"], reason=sent["reason"], by=request.user)

    if request.method == "POST" and form.is_valid() and attempt(form, uphold):
        messages.success(request, "Your reason stands beside the sentence. The reviewer reads it.")
        return redirect("opportunity_wording", solicitation.reference)
    context = {
        "solicitation": solicitation,
        "form": form,
        "wording": wording_of(solicitation, at=timezone.now()),
        "may_write": solicitation.status == "draft" and allowed(request.user, "rfp.write_solicitation"),
        "may_uphold": solicitation.status in {"draft", "in_review"},
    }
    return render(request, "rfp/solicitations/opportunity_wording.html", context, status=status_of(form))
