"""Beginning a solicitation, its terms, review and publication, addenda, calling it off."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from marketplace.components.attempts import attempt, status_of
from marketplace.errors import DomainError
from marketplace.permissions import require

from ..actions import (
    ask_again,
    begin_rfp_from_rfi,
    cancel_solicitation,
    draft_solicitation,
    invite_vendors,
    issue_addendum,
    planned_addendum,
    publish_solicitation,
    return_to_draft,
    set_terms,
    submit_for_review,
)
from ..forms import AddendumForm, BeginForm, CancelForm, InviteForm, ReadForm, ReasonForm, TermsForm, as_answers
from ..judging import wording_of
from ..models import Solicitation
from .pages import opportunity_page, step, text_address, visible


@login_required
def opportunity_new(request: HttpRequest) -> HttpResponse:
    """Begins one; its text is written next."""
    require(request.user, "rfp.write_solicitation")
    form = BeginForm(request.POST or None, reader=request.user, initial={"need": request.GET.get("need", "")[:16]})
    if request.method == "POST" and form.is_valid():
        begun = attempt(form, lambda: draft_solicitation(by=request.user, **form.cleaned_data))
        if begun:
            messages.success(request, f"{begun.reference} is begun. Write its text, then settle its dates.")
            return redirect(begun)
    return render(request, "rfp/solicitations/opportunity_new.html", {"form": form}, status=status_of(form))


@login_required
def opportunity_write(request: HttpRequest, reference: str) -> HttpResponse:
    """Leads to the text in the writing area."""
    solicitation = visible(request, reference)
    require(request.user, "rfp.write_solicitation")
    return redirect(text_address(solicitation))


@login_required
def opportunity_terms(request: HttpRequest, reference: str) -> HttpResponse:
    """Dates, audience, limits."""
    solicitation = visible(request, reference)
    require(request.user, "rfp.write_solicitation")
    form = TermsForm(request.POST or None, initial=as_answers(solicitation), priced=solicitation.preset.priced)

    def save():
        return set_terms(solicitation=solicitation, terms=form.terms, by=request.user)

    return step(request, solicitation, form, save, "opportunity_terms.html", "Dates and conditions are saved.")


@login_required
def opportunity_invite(request: HttpRequest, reference: str) -> HttpResponse:
    """Names who may answer, each with a reason."""
    solicitation = visible(request, reference)
    require(request.user, "rfp.write_solicitation")
    lines = [f"{one.vendor}: {one.reason}" for one in solicitation.invitations.select_related("vendor")]
    form = InviteForm(request.POST or None, initial={"vendors": "\n".join(lines)})

    def save():
        return invite_vendors(solicitation=solicitation, invited=form.cleaned_data["vendors"], by=request.user)

    return step(request, solicitation, form, save, "opportunity_invite.html", "The invited vendors are saved.")


@login_required
@require_POST
def opportunity_submit(request: HttpRequest, reference: str) -> HttpResponse:
    """Hands it to the reviewers."""
    solicitation = visible(request, reference)
    try:
        submit_for_review(solicitation=solicitation, by=request.user)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{solicitation.reference} is with the reviewers. Nobody changes it meanwhile.")
    return redirect(solicitation)


@login_required
def opportunity_return(request: HttpRequest, reference: str) -> HttpResponse:
    """Sends it back to whoever wrote it."""
    solicitation = visible(request, reference)
    require(request.user, "rfp.review_solicitation")
    form = ReasonForm(request.POST or None)

    def send_back():
        return return_to_draft(solicitation=solicitation, reason=form.cleaned_data["reason"], by=request.user)

    return step(request, solicitation, form, send_back, "opportunity_return.html", "It is a draft again.")


@login_required
def opportunity_publish(request: HttpRequest, reference: str) -> HttpResponse:
    """Asks before it becomes public."""
    solicitation = visible(request, reference)
    require(request.user, "rfp.publish_solicitation", solicitation)
    form = ReadForm(request.POST or None, initial={"revision": solicitation.latest_revision_id})

    def publish():
        read = form.cleaned_data["revision"]
        return publish_solicitation(solicitation=solicitation, latest_revision_id=read, by=request.user)

    done = f"{solicitation.reference} is published."
    wording = wording_of(solicitation, at=timezone.now())
    return step(request, solicitation, form, publish, "opportunity_publish.html", done, wording=wording)


@login_required
def opportunity_addendum(request: HttpRequest, reference: str) -> HttpResponse:
    """Shows what would change, and publishes it as an addendum."""
    solicitation = visible(request, reference)
    require(request.user, "rfp.issue_addendum")
    if not solicitation.is_open(at=timezone.now()):
        return opportunity_page(request, reference)
    initial = as_answers(solicitation) | {"revision": solicitation.latest_revision_id}
    form = AddendumForm(request.POST or None, initial=initial)

    def issue():
        return issue_addendum(
            solicitation=solicitation,
            reason=form.cleaned_data["reason"],
            material=form.cleaned_data["material"],
            dates=form.new_dates,
            latest_revision_id=form.cleaned_data["revision"],
            by=request.user,
        )

    planned = planned_addendum(solicitation)
    return step(request, solicitation, form, issue, "opportunity_addendum.html", "The addendum is out.", plan=planned)


@login_required
def opportunity_cancel(request: HttpRequest, reference: str) -> HttpResponse:
    """Asks why before it is called off."""
    solicitation = visible(request, reference)
    require(request.user, "rfp.cancel_solicitation")
    form = CancelForm(request.POST or None, initial={"code": request.GET.get("code", "")[:12]})

    def cancel():
        return cancel_solicitation(solicitation=solicitation, by=request.user, **form.cleaned_data)

    done = f"{solicitation.reference} is called off."
    return step(request, solicitation, form, cancel, "opportunity_cancel.html", done)


@login_required
@require_POST
def opportunity_proceed(request: HttpRequest, reference: str) -> HttpResponse:
    """Drafts what follows: the request for proposals after an RFI, the same again in place of what was called off."""
    before = visible(request, reference)
    try:
        if before.status == Solicitation.Status.CANCELLED:
            begun = ask_again(solicitation=before, by=request.user)
        else:
            begun = begin_rfp_from_rfi(rfi=before, title=before.title, by=request.user)
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect(before)
    messages.success(request, f"{begun.reference} follows {before.reference}. Write what is missing, then its dates.")
    return redirect(begun)
