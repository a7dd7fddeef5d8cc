"""Putting a draft out for comments, and commenting."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from marketplace.permissions import organisations_for, require

from ..actions import comment_on_draft, open_for_comments
from ..forms import CommentForm, CommentPeriodForm
from .pages import step, visible


@login_required
def opportunity_open_comments(request: HttpRequest, reference: str) -> HttpResponse:
    """Asks until when."""
    solicitation = visible(request, reference)
    require(request.user, "rfp.write_solicitation")
    form = CommentPeriodForm(request.POST or None)

    def put_out():
        return open_for_comments(solicitation=solicitation, due_at=form.due_at, by=request.user)

    return step(
        request, solicitation, form, put_out, "opportunity_open_comments.html", "The draft is out for comments."
    )


@login_required
def opportunity_comment(request: HttpRequest, reference: str) -> HttpResponse:
    """Says something to the draft."""
    solicitation = visible(request, reference)
    if not organisations_for(request.user, "rfp.comment_on_draft"):
        raise PermissionDenied("rfp.comment_on_draft")
    form = CommentForm(request.POST or None, reader=request.user)

    def comment():
        return comment_on_draft(solicitation=solicitation, by=request.user, **form.cleaned_data)

    return step(request, solicitation, form, comment, "opportunity_comment.html", "Your comment is kept.")
