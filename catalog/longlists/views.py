"""Longlists: all of an organisation's, one of them with its steps, narrowing, freezing, replay and evidence."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from catalog.offerings.comparison import read_requirements
from catalog.saved_searches.words import names_for
from catalog.search.queries import search_catalogue
from catalog.search.reading import read_query
from catalog.shortlists.models import Shortlist
from marketplace.components.attempts import attempt, status_of
from marketplace.components.paging import page_of
from marketplace.files.tables import csv_lines
from marketplace.permissions import allowed, organisations_for

from .actions import (
    MOST_LEFT,
    freeze_longlist,
    narrow_longlist,
    start_from_shortlist,
    start_longlist,
    undo_last_step,
)
from .criteria import Kind
from .evidence import evidence_file, evidence_of, offering_rows
from .forms import FilterForm, FromShortlistForm, HandForm, RequirementForm, StartForm
from .found import MOST_FOUND, full_matches
from .models import Longlist
from .page import WAYS, longlist_page_of, names_in
from .queries import longlists_for, standing_entries
from .replay import replay_longlist


@login_required
@require_safe
def longlist_list(request):
    """The longlists of the reader's organisations; the office sees all."""
    context = {
        "page": page_of(longlists_for(request.user), request.GET.get("page")),
        "may_start": bool(organisations_for(request.user, "catalog.start_longlist")),
    }
    return render(request, "catalog/longlists/longlist_list.html", context)


@login_required
def longlist_start(request):
    """Freezes what the search of the address finds. Raises SearchRefused, a sentence."""
    if not organisations_for(request.user, "catalog.start_longlist"):
        raise PermissionDenied("catalog.start_longlist")
    query = read_query(dict(request.GET.lists()))
    found = search_catalogue(query)
    full = full_matches(found)
    partly = 0 if full is None else found.total - len(full)
    form = StartForm(request.POST or None, reader=request.user, partly=partly, initial={"title": query.text})
    if request.method == "POST" and form.is_valid():
        longlist = attempt(form, lambda: start_longlist(query=query, by=request.user, **form.cleaned_data))
        if longlist:
            messages.success(request, f"{longlist.found} offerings are kept as they are now. Narrow them step by step.")
            return redirect(longlist)
    words = names_for([query]).words_of(query)
    context = {"form": form, "words": words, "found": found.total - partly, "partly": partly}
    context |= {"most": MOST_FOUND, "address": query.address}
    return render(request, "catalog/longlists/longlist_start.html", context, status=status_of(form))


@login_required
def longlist_from_shortlist(request, reference):
    """Freezes exactly what stands on a shortlist of the reader's agency."""
    lists = Shortlist.objects.visible_to(request.user).select_related("agency")
    shortlist = get_object_or_404(lists, reference=reference)
    if not allowed(request.user, "catalog.start_longlist", shortlist.agency):
        raise PermissionDenied("catalog.start_longlist")
    form = FromShortlistForm(request.POST or None, initial={"title": shortlist.title})
    if request.method == "POST" and form.is_valid():
        longlist = attempt(
            form, lambda: start_from_shortlist(shortlist=shortlist, by=request.user, **form.cleaned_data)
        )
        if longlist:
            messages.success(request, f"{longlist.found} offerings are kept as they are now.")
            return redirect(longlist)
    context = {"form": form, "shortlist": shortlist, "entries": shortlist.entries.standing().order_by("added_at")}
    return render(request, "catalog/longlists/longlist_from_shortlist.html", context, status=status_of(form))


def _visible(request, reference):
    rows = Longlist.objects.visible_to(request.user)
    return get_object_or_404(
        rows.select_related("organisation", "opened_by", "frozen_by", "supersedes"), reference=reference
    )


def _own_draft(request, reference):
    longlist = _visible(request, reference)
    if not allowed(request.user, "catalog.narrow_longlist", longlist):
        raise PermissionDenied("catalog.narrow_longlist")
    return longlist


@login_required
@require_safe
def longlist_page(request, reference):
    """One longlist: how it was narrowed, and who is left."""
    longlist = _visible(request, reference)
    may_change = longlist.is_draft and allowed(request.user, "catalog.narrow_longlist", longlist)
    context = {
        "longlist": longlist,
        "page": longlist_page_of(longlist, reader=request.user),
        "may_change": may_change,
        "ways": WAYS.items(),
        "most": MOST_LEFT,
        "successor": longlist.successors.exclude(status=Longlist.Status.DRAFT).first(),
    }
    return render(request, "catalog/longlists/longlist_page.html", context)


@login_required
def longlist_narrow(request, reference, kind):
    """One narrowing step of a kind: by filter, by what is required, by hand."""
    if kind not in set(Kind):
        raise Http404("There is no such way to narrow a longlist. Go back to the list and choose one.")
    longlist = _own_draft(request, reference)
    entries = standing_entries(longlist)
    form = _step_form(Kind(kind), request, entries)
    if request.method == "POST" and form.is_valid():
        step = attempt(form, lambda: _narrow(longlist, form, by=request.user))
        if step:
            messages.success(request, f"Step {step.number} is recorded: {step.before} before, {step.after} left.")
            return redirect(longlist)
    context = {"form": form, "longlist": longlist, "way": WAYS[Kind(kind)], "left": len(entries)}
    return render(request, "catalog/longlists/longlist_narrow.html", context, status=status_of(form))


def _narrow(longlist, form, *, by):
    return narrow_longlist(longlist=longlist, criterion=form.criterion(), reason=form.cleaned_data["reason"], by=by)


def _step_form(kind, request, entries):
    sent = request.POST or None
    if kind is Kind.FILTER:
        return FilterForm(sent, entries=entries, names=names_in(entries))
    if kind is Kind.HAND:
        return HandForm(sent, entries=entries)
    required = read_requirements(request.POST, beside="narrow")
    return RequirementForm(sent, entries=entries, required=required, initial={"users": 100, "months": 36})


@login_required
@require_POST
def longlist_undo(request, reference):
    """Takes the last step back."""
    longlist = _visible(request, reference)
    undo_last_step(longlist=longlist, by=request.user)
    messages.success(request, "The last step is taken back. What it left out stands again.")
    return redirect(longlist)


@login_required
def longlist_freeze(request, reference):
    """Asks, then closes the list for good."""
    longlist = _own_draft(request, reference)
    if request.method == "POST":
        frozen = freeze_longlist(longlist=longlist, by=request.user)
        messages.success(request, f"{frozen.reference} is frozen. Export its evidence, or check it by a replay.")
        return redirect(frozen)
    context = {"longlist": longlist, "left": len(standing_entries(longlist)), "most": MOST_LEFT}
    return render(request, "catalog/longlists/longlist_freeze.html", context)


@login_required
@require_safe
def longlist_replay(request, reference):
    """Narrows once more from the pinned versions, and says whether the same comes out."""
    longlist = _visible(request, reference)
    context = {"longlist": longlist, "replay": replay_longlist(longlist)}
    return render(request, "catalog/longlists/longlist_replay.html", context)


@login_required
@require_safe
def longlist_evidence(request, reference):
    """Everything the list rests on, as an archive with its digest."""
    longlist = _visible(request, reference)
    answer = HttpResponse(evidence_file(longlist), content_type="application/zip")
    answer["Content-Disposition"] = content_disposition_header(True, f"{longlist.reference}.zip")
    return answer


@login_required
@require_safe
def longlist_csv(request, reference):
    """Every offering that was found, and where it dropped out, as a table."""
    longlist = _visible(request, reference)
    lines = csv_lines(offering_rows(evidence_of(longlist)))
    answer = HttpResponse("\ufeff" + "".join(lines), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = content_disposition_header(True, f"{longlist.reference}.csv")
    return answer
