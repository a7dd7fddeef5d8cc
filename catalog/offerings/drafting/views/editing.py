"""One part of an offering: filled in, kept while somebody types, saved, and put beside a colleague's."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from catalog.offerings.actions import LockedByEditor, UnderReview, refuse_while_held
from catalog.offerings.models import Offering
from catalog.question_sets.asked import asked_rows
from marketplace.components.attempts import status_of
from marketplace.components.formats import clock_time
from marketplace.errors import InvalidInput
from marketplace.permissions import allowed

from ..actions import BothChanged, Sent, discard_unsaved, keep_unsaved, remove_row, save_part, take_in_documents
from ..models import UnsavedEntry
from ..page import differing, row_in_words
from ..parts import Part, with_texts
from ..row_parts import LEVELS, PLAN, PRICES, LevelPart, PlanPart, find_part, rows_of
from ..typed import Typed, standing_in, typed_in
from .pages import own_offering, show_tasks


def _part(request: HttpRequest, pk: int, key: str) -> tuple[Offering, Offering, Part]:
    """The offering, its newest version and the part of it. Raises Http404, PermissionDenied."""
    offering = own_offering(request, pk)
    if not allowed(request.user, "catalog.edit_offering", offering):
        raise PermissionDenied("catalog.edit_offering")
    version = offering.get_latest_revision_as_object()
    part = find_part(version, key)
    if part is None:
        raise Http404("This offering has no such part. Go back to its task list.")
    return offering, version, part


def _sent(request: HttpRequest, part: Part) -> Sent:
    """The form as it came. Raises InvalidInput for one that does not say where it started from."""
    revision = request.POST.get("latest_revision_id", "")
    if not (revision.isascii() and revision.isdigit() and len(revision) < 19):
        raise InvalidInput("The form does not say which version it was filled in from. Open it again.")
    return Sent(part, typed_in(request.POST), int(revision), request.FILES)


@login_required
def offering_part(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Shows one form, with what its reader had typed before; saves it as one revision."""
    offering, version, part = _part(request, pk, key)
    if request.method == "POST":
        return _save(request, offering, part)
    try:
        refuse_while_held(offering, by=request.user)
    except (UnderReview, LockedByEditor) as refusal:
        return show_tasks(request, offering, status=409, refusal=str(refusal))
    entry = UnsavedEntry.objects.visible_to(request.user).filter(offering=offering, part=key).first()
    form = part.form(version)
    if entry and entry.typed != standing_in(form):
        return _show(request, offering, part, with_texts(part.form(version), entry.typed), entry.revision_id, entry)
    return _show(request, offering, part, form, offering.latest_revision_id)


def _save(request: HttpRequest, offering: Offering, part: Part) -> HttpResponse:
    sent = _sent(request, part)
    try:
        sent = take_in_documents(offering=offering, sent=_with_choices(request, offering, sent), by=request.user)
        form = save_part(offering=offering, sent=sent, by=request.user)
    except BothChanged as both:
        keep_unsaved(offering=offering, sent=sent, by=request.user)
        return _choose(request, offering, part, both)
    except (UnderReview, LockedByEditor) as refusal:
        keep_unsaved(offering=offering, sent=sent, by=request.user)
        refused = f"{refusal} What you typed is kept for you."
        return show_tasks(request, own_offering(request, offering.pk), status=409, refusal=refused)
    except InvalidInput as refusal:
        form = part.form(offering.get_latest_revision_as_object(), sent.typed)
        form.add_error(None, str(refusal))
    if form.errors:
        keep_unsaved(offering=offering, sent=sent, by=request.user)
        return _show(request, offering, part, form, sent.latest_revision_id)
    messages.success(request, f"“{part.title}” is saved.")
    return redirect(back_from(offering, part))


def back_from(offering: Offering, part: Part) -> str:
    """Where a part leads back to: a row to the list of its kind, all others to the task list."""
    rows = getattr(part, "rows", "")
    return reverse("offering_part", args=[offering.pk, rows]) if rows else reverse("offering_tasks", args=[offering.pk])


def _with_choices(request: HttpRequest, offering: Offering, sent: Sent) -> Sent:
    """The form after its sender chose between two versions: theirs where so chosen. Raises BothChanged where a
    choice is missing."""
    fields = request.POST.getlist("conflict")
    if not fields:
        return sent
    revision = offering.revisions.filter(pk=sent.latest_revision_id).first()
    if revision is None:
        raise InvalidInput("The form does not say which version it was filled in from. Open it again.")
    theirs = standing_in(sent.part.form(revision.as_object()))
    choices = {name: request.POST.get(f"keep:{name}") for name in fields}
    if any(choice not in {"mine", "theirs"} for choice in choices.values()):
        raise BothChanged(sent.typed, theirs, tuple(fields), revision)
    taken: Typed = {name: texts for name, texts in sent.typed.items() if choices.get(name) != "theirs"}
    taken |= {name: theirs[name] for name, choice in choices.items() if choice == "theirs" and name in theirs}
    return Sent(sent.part, taken, sent.latest_revision_id, sent.files)


def _choose(request: HttpRequest, offering: Offering, part: Part, both: BothChanged) -> HttpResponse:
    form = part.form(offering.get_latest_revision_as_object())
    context = {
        "offering": offering,
        "part": part,
        "both": both,
        "rows": differing(form, both.mine, both.theirs, both.fields, request.POST),
        "chosen_before": bool(request.POST.getlist("conflict")),
        "typed": [(name, text) for name, texts in both.mine.items() for text in texts],
    }
    return render(request, "catalog/drafting/part_conflict.html", context, status=409)


def _show(
    request: HttpRequest,
    offering: Offering,
    part: Part,
    form: Any,
    latest_revision_id: int | None,
    entry: UnsavedEntry | None = None,
) -> HttpResponse:
    context = {
        "offering": offering,
        "part": part,
        "form": form,
        "rows": asked_rows(form),
        "listed": [(*row, row_in_words(row[1])) for row in rows_of(offering.get_latest_revision_as_object(), part)],
        "back": back_from(offering, part),
        "latest_revision_id": latest_revision_id,
        "entry": entry,
    }
    return render(request, "catalog/drafting/offering_part.html", context, status=status_of(form))


@login_required
@require_POST
def part_keep(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Keeps what stands in the form, for the script that sends it while somebody types."""
    offering, version, part = _part(request, pk, key)
    sent = _sent(request, part)
    if sent.typed == standing_in(part.form(version)):
        discard_unsaved(offering=offering, part=part, by=request.user)
        return JsonResponse({"kept": "As saved"})
    entry = keep_unsaved(offering=offering, sent=sent, by=request.user)
    return JsonResponse({"kept": f"Kept {clock_time(entry.updated_at)}, not saved yet"})


@login_required
@require_POST
def part_discard(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Back to what was saved last."""
    offering, _, part = _part(request, pk, key)
    discard_unsaved(offering=offering, part=part, by=request.user)
    messages.success(request, "What you had typed is discarded. This is what was saved last.")
    return redirect("offering_part", pk, key)


@login_required
def plan_add(request: HttpRequest, pk: int) -> HttpResponse:
    """The form of a new plan, under a code of its own from the beginning."""
    return redirect("offering_part", own_offering(request, pk).pk, f"{PLAN}{uuid.uuid4()}")


@login_required
def row_remove(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Asks before a plan or a service level is taken out of the draft; the public version keeps it until the next."""
    offering, version, part = _part(request, pk, key)
    if not isinstance(part, PlanPart | LevelPart):
        raise Http404("Only plans and service levels are removed. Go back to the task list.")
    if request.method == "POST":
        remove_row(
            offering=offering, part=part, latest_revision_id=_sent(request, part).latest_revision_id, by=request.user
        )
        messages.success(request, f"The {part.title.lower()} is removed from the draft.")
        return redirect(back_from(offering, part))
    named = next(
        (str(row) for one, row in rows_of(version, LEVELS if part.rows == "levels" else PRICES) if one == part), ""
    )
    context = {"offering": offering, "part": part, "named": named, "back": back_from(offering, part)}
    return render(request, "catalog/drafting/row_remove.html", context)
