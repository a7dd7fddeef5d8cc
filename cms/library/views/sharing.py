"""The register of data-sharing agreements, and the steps of one."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from marketplace.clock import database_now, office_day
from marketplace.components.attempts import attempt, status_of
from marketplace.components.paging import page_of
from marketplace.errors import InvalidInput
from marketplace.lifecycle import MoveRefused
from marketplace.permissions import require

from ..actions import (
    clear_sharing,
    draft_sharing,
    edit_sharing,
    end_sharing,
    return_sharing,
    send_to_review,
    sign_renewal,
    sign_sharing,
)
from ..actions.sharing import digest_of
from ..asking import Question, ask, sent
from ..forms import InNameOf
from ..models import SharingAgreement
from ..queries.bodies import acting_for, named, partners
from ..queries.sharing import find_agreements, templates_for
from ..sharing_forms import ReasonForm, RegisterForm, RenewForm, SharingForm, SignForm, VersionForm, as_answers
from ..sharing_page import open_steps

REGISTER = ("Data-sharing agreements", "sharing_register")


@require_safe
def sharing_register(request: HttpRequest) -> HttpResponse:
    """Who shares which data with whom, and until when."""
    form, today = RegisterForm(request.GET, parties=partners()), office_day(database_now())
    if not form.is_valid():
        raise InvalidInput("The register cannot be narrowed like this. Choose one of the values offered.")
    said = form.cleaned_data
    party = said["party"].slug if said["party"] else ""
    rows = find_agreements(request.user, words=said["q"].strip(), party=party, state=said["state"], on=today)
    page = page_of(rows, request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": [(one, SharingAgreement.Status(one.state(on=today))) for one in page],
        "may_draft": bool(acting_for(request.user, "cms.draft_sharing")),
    }
    return render(request, "cms/library/sharing_register.html", context)


@require_safe
def sharing_agreement(request: HttpRequest, reference: str) -> HttpResponse:
    """Its terms, its signatures, where it stands and what comes next."""
    agreement, today = _agreement(request, reference), office_day(database_now())
    digest = digest_of(agreement)
    context = {
        "agreement": agreement,
        "state": SharingAgreement.Status(agreement.state(on=today)),
        "digest": digest,
        "signatures": list(agreement.signatures.select_related("organisation", "signed_by")),
        "steps": open_steps(agreement, request.user, on=today),
    }
    return render(request, "cms/library/sharing_agreement.html", context)


@login_required
def sharing_new(request: HttpRequest) -> HttpResponse:
    """Drafts an agreement of one's own body with another one."""
    own = acting_for(request.user, "cms.draft_sharing")
    if not own:
        raise PermissionDenied("cms.draft_sharing")
    initial = {"made_from": request.GET.get("from", "")}
    form = _form(request, named(own), initial)

    def draft() -> SharingAgreement:
        return draft_sharing(terms=form.terms, by=request.user)

    if request.method == "POST" and form.is_valid() and (made := attempt(form, draft)):
        messages.success(request, f"{made.reference} is kept as a draft. Send it to the legal review when it is ready.")
        return redirect(made)
    return render(request, "cms/library/sharing_form.html", {"form": form}, status=status_of(form))


@login_required
def sharing_edit(request: HttpRequest, reference: str) -> HttpResponse:
    """Changes a draft."""
    agreement = _agreement(request, reference)
    require(request.user, "cms.draft_sharing", agreement)
    if agreement.status != SharingAgreement.Status.DRAFTED:
        raise MoveRefused(agreement, SharingAgreement.Status.DRAFTED)
    own = acting_for(request.user, "cms.draft_sharing") & set(agreement.parties)
    form = _form(request, named(own), as_answers(agreement, own))

    def save() -> SharingAgreement:
        version = form.cleaned_data["version"] or 0
        return edit_sharing(agreement=agreement, terms=form.terms, version=version, by=request.user)

    if request.method == "POST" and form.is_valid() and attempt(form, save):
        messages.success(request, "The draft is saved.")
        return redirect(agreement)
    context = {"form": form, "agreement": agreement}
    return render(request, "cms/library/sharing_form.html", context, status=status_of(form))


def _form(request: HttpRequest, bodies: Any, initial: dict[str, Any]) -> SharingForm:
    lists = {"bodies": bodies, "partners": partners(), "templates": templates_for(request.user)}
    return SharingForm(sent(request), initial=initial, **lists)


Step = Callable[[HttpRequest, SharingAgreement], HttpResponse]


def _step(
    title: str, button: str, done: str, *lines: str, action: Callable[..., Any], form: type[forms.Form], row: str
) -> Step:
    """One step of an agreement as a page that asks first."""

    def page(request: HttpRequest, agreement: SharingAgreement) -> HttpResponse:
        side = acting_for(request.user, "cms.sign_sharing") & set(agreement.parties)
        # Either side gives a text back, and so does the legal review.
        require(request.user, "cms.sign_sharing" if side and action is return_sharing else row, agreement)
        options: dict[str, Any] = {"initial": {"version": agreement.version, "digest": digest_of(agreement)}}
        if issubclass(form, InNameOf):
            options["bodies"] = named(side)
        if agreement.renewal_on:
            options["initial"]["review_on"] = agreement.renewal_on
        about = f"{agreement.reference}, {agreement.title}"
        question = Question(title, button, done, lines, about=about, crumb=REGISTER)
        act = partial(action, agreement=agreement, by=request.user)
        return ask(request, question, form(sent(request), **options), act, back=agreement.get_absolute_url())

    return page


STEPS: dict[str, Step] = {
    "review": _step(
        "Send it to the legal review?", "Send it", "It is sent to the legal review.",
        "The office checks purpose, legal basis and retention.", "Nobody changes the text meanwhile.",
        action=send_to_review, form=VersionForm, row="cms.draft_sharing",
    ),
    "return": _step(
        "Give it back?", "Give it back", "It is a draft again.",
        "Both sides read why.", "Signatures under this text do not count for the next one.",
        action=return_sharing, form=ReasonForm, row="cms.review_sharing",
    ),
    "clear": _step(
        "Clear this agreement?", "Clear it", "It is cleared. Every party may sign it.",
        "You found nothing against its purpose, legal basis and retention.", "Every party is asked to sign.",
        action=clear_sharing, form=VersionForm, row="cms.review_sharing",
    ),
    "sign": _step(
        "Sign this agreement?", "Sign", "It is signed for your side.",
        "You sign the text under the digest that its page shows.", "With the last signature its terms stand.",
        action=sign_sharing, form=SignForm, row="cms.sign_sharing",
    ),
    "renew": _step(
        "Renew this agreement?", "Sign the renewal", "The renewal is signed for your side.",
        "It is renewed once every party has signed the same day.", "Its terms stay as they are.",
        action=sign_renewal, form=RenewForm, row="cms.sign_sharing",
    ),
    "end": _step(
        "End this agreement?", "End it", "It is ended.",
        "No more data is shared under it.", "Data that was received is kept or deleted as its terms say.",
        "It cannot be taken back.",
        action=end_sharing, form=ReasonForm, row="cms.sign_sharing",
    ),
}  # fmt: skip


@login_required
def sharing_step(request: HttpRequest, reference: str, step: str) -> HttpResponse:
    """Asks before one of its steps."""
    agreement = _agreement(request, reference)
    if step not in STEPS:
        raise Http404("An agreement has no such step.")
    return STEPS[step](request, agreement)


def _agreement(request: HttpRequest, reference: str) -> SharingAgreement:
    rows = SharingAgreement.objects.visible_to(request.user)
    rows = rows.prefetch_related("further").select_related(
        "provider", "recipient", "drafted_by", "cleared_by", "made_from__document"
    )
    return get_object_or_404(rows, reference=reference)
