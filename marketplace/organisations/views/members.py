"""The people of an organisation."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marketplace.clock import database_now
from marketplace.errors import DomainError
from marketplace.permissions import allowed, require

from ..actions.joining import invite, withdraw_invitation
from ..actions.members import change_role, end_membership, holds_alone, set_delegation_limit
from ..actions.substitutes import appoint_substitute, end_substitution
from ..forms import ChangeRoleForm, EndMembershipForm, InvitationForm, SubstituteForm
from ..models import Invitation, Substitution
from ..queries import colleagues_of, members_of, open_invitations
from .found import member_of, own_organisation


@login_required
@require_safe
def member_list(request: HttpRequest, slug: str) -> HttpResponse:
    """Who holds which role, who stands in, who was invited."""
    organisation, at = own_organisation(request, slug, "organisations.invite_administrator"), database_now()
    may_invite = allowed(request.user, "organisations.invite", organisation)
    members = list(members_of(organisation, at=at))
    for member in members:
        member.may_change = allowed(request.user, "organisations.change_member", member)
        member.may_end = allowed(request.user, "organisations.end_membership", member)
        member.may_appoint = allowed(request.user, "organisations.appoint_substitute", member)
    first = organisation.kind != "broker" and allowed(request.user, "organisations.invite_administrator", organisation)
    context = {
        "organisation": organisation,
        "members": members,
        "invitations": open_invitations(organisation, at=at) if may_invite or first else (),
        "may_invite": may_invite or first,
        "may_issue": allowed(request.user, "organisations.issue_token", organisation),
    }
    return render(request, "organisations/member_list.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def member_invite(request: HttpRequest, slug: str) -> HttpResponse:
    """Invites an address into a role."""
    organisation = own_organisation(request, slug, "organisations.invite_administrator")
    whole = allowed(request.user, "organisations.invite", organisation)
    if not whole:
        require(request.user, "organisations.invite_administrator", organisation)
    form = InvitationForm(
        request.POST if request.method == "POST" else None, organisation=organisation, administrator_only=not whole
    )
    if request.method == "POST" and form.is_valid():
        try:
            row = invite(organisation=organisation, by=request.user, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{row.email} gets a mail with a link that works for 14 days.")
            return redirect("member_list", slug)
    context = {"form": form, "organisation": organisation}
    return render(request, "organisations/member_invite.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def invitation_withdraw(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Closes an invitation that nobody has taken up."""
    row = get_object_or_404(Invitation.objects.visible_to(request.user), pk=pk, organisation__slug=slug)
    withdraw_invitation(invitation=row, by=request.user)
    messages.success(request, f"The invitation of {row.email} is withdrawn; the link does not work any more.")
    return redirect("member_list", slug)


@login_required
@require_http_methods(["GET", "POST"])
def member_change(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Another role, or another delegation limit."""
    member, at = member_of(request, slug, pk), database_now()
    require(request.user, "organisations.change_member", member)
    form = ChangeRoleForm(
        request.POST if request.method == "POST" else None,
        membership=member,
        colleagues=colleagues_of(member, at=at),
        alone=False,
        initial={"role": member.role, "delegation_limit": member.delegation_limit},
    )
    if request.method == "POST" and form.is_valid():
        new = form.cleaned_data
        try:
            if new["role"] == member.role and new["delegation_limit"] is not None:
                set_delegation_limit(membership=member, limit=new["delegation_limit"], by=request.user)
            else:
                change_role(membership=member, by=request.user, **new)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"The change for {member.user} is saved.")
            return redirect("member_list", slug)
    context = {"form": form, "member": member}
    return render(request, "organisations/member_change.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def member_end(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Ends a role, after saying what goes with it."""
    member, at = member_of(request, slug, pk), database_now()
    require(request.user, "organisations.end_membership", member)
    alone = holds_alone(member, at=at)
    form = EndMembershipForm(
        request.POST if request.method == "POST" else None, colleagues=colleagues_of(member, at=at), alone=alone
    )
    if request.method == "POST" and form.is_valid():
        end_membership(membership=member, successor=form.cleaned_data["successor"], by=request.user)
        messages.success(request, f"{member.user} is not {member.get_role_display().lower()} any more.")
        return redirect("member_list", slug)
    context = {"form": form, "member": member, "alone": alone}
    return render(request, "organisations/member_end.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def substitute_appoint(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Names who stands in, until which day."""
    member, at = member_of(request, slug, pk), database_now()
    require(request.user, "organisations.appoint_substitute", member)
    colleagues = colleagues_of(member, at=at).exclude(pk=request.user.pk)
    form = SubstituteForm(request.POST if request.method == "POST" else None, colleagues=colleagues)
    if request.method == "POST" and form.is_valid():
        person = form.cleaned_data["substitute"]
        try:
            appoint_substitute(membership=member, substitute=person, by=request.user, **form.window())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{person} stands in for {member.user}. Both were told.")
            return redirect("member_list", slug)
    context = {"form": form, "member": member, "colleagues": colleagues}
    return render(request, "organisations/substitute_appoint.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def substitute_end(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Ends a substitution before its day."""
    rows = Substitution.objects.visible_to(request.user).select_related("membership", "substitute")
    row = get_object_or_404(rows, pk=pk, membership__organisation__slug=slug)
    end_substitution(substitution=row, by=request.user)
    messages.success(request, f"{row.substitute} does not stand in any more.")
    return redirect("member_list", slug)
