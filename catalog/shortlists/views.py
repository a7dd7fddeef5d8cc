"""Shortlists: all of an agency's, one of them, and adding to it from wherever an offering is seen."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from catalog.offerings.comparison import load, read_slugs
from catalog.offerings.models import Offering
from marketplace.components.attempts import attempt, status_of
from marketplace.components.paging import page_of
from marketplace.permissions import allowed, organisations_for

from .actions import add_to_shortlist, open_shortlist, put_back, remove_from_shortlist, write_note
from .forms import AddForm, NoteForm
from .models import Shortlist
from .queries import entries_of, shortlists_for


@login_required
@require_safe
def shortlist_list(request):
    """The shortlists of the reader's agencies."""
    page = page_of(shortlists_for(request.user), request.GET.get("page"))
    may_open = bool(organisations_for(request.user, "catalog.open_shortlist"))
    return render(request, "catalog/shortlists/shortlist_list.html", {"page": page, "may_open": may_open})


@login_required
def shortlist_add(request):
    """Puts the offerings of the address on a list of the reader's agency, or on a new one."""
    if not organisations_for(request.user, "catalog.open_shortlist"):
        raise PermissionDenied("catalog.open_shortlist")
    offerings = load(Offering.objects.visible_to(request.user).listed(), read_slugs(request.GET.getlist("offering")))
    form = AddForm(request.POST or None, reader=request.user)
    if request.method == "POST" and offerings and form.is_valid():
        shortlist = attempt(form, lambda: _add(form, offerings, by=request.user))
        if shortlist:
            messages.success(request, f"{_counted(offerings)} on the shortlist “{shortlist.title}”.")
            return redirect(shortlist)
    context = {"form": form, "offerings": offerings}
    return render(request, "catalog/shortlists/shortlist_add.html", context, status=status_of(form))


def _add(form, offerings, *, by):
    answers = form.cleaned_data
    shortlist = form.chosen or open_shortlist(title=answers["title"], agency=answers["agency"], by=by)
    add_to_shortlist(shortlist=shortlist, offerings=offerings, note=answers["note"], by=by)
    return shortlist


def _counted(offerings):
    return f"{offerings[0].name} is" if len(offerings) == 1 else f"{len(offerings)} offerings are"


@login_required
@require_safe
def shortlist_page(request, reference):
    """One shortlist: its offerings with notes, what was removed, and the way to a comparison."""
    shortlist = get_object_or_404(
        Shortlist.objects.visible_to(request.user).select_related("agency", "opened_by"), reference=reference
    )
    entries = entries_of(shortlist, reader=request.user)
    context = {
        "shortlist": shortlist,
        "entries": [row for row in entries if row.entry.removed_at is None],
        "removed": [row for row in entries if row.entry.removed_at],
        "may_change": allowed(request.user, "catalog.change_shortlist", shortlist),
        "may_freeze": allowed(request.user, "catalog.start_longlist", shortlist.agency),
    }
    return render(request, "catalog/shortlists/shortlist_page.html", context)


def _entry(request, reference, pk):
    shortlist = get_object_or_404(Shortlist.objects.visible_to(request.user), reference=reference)
    return get_object_or_404(shortlist.entries.select_related("shortlist"), pk=pk)


@login_required
@require_POST
def shortlist_remove(request, reference, pk):
    """Takes one offering off the list; the page then offers to put it back."""
    entry = remove_from_shortlist(entry=_entry(request, reference, pk), by=request.user)
    messages.success(request, f"{entry} is removed. You can put it back at the end of this page.")
    return redirect(entry.shortlist)


@login_required
@require_POST
def shortlist_put_back(request, reference, pk):
    """Takes a removal back."""
    entry = put_back(entry=_entry(request, reference, pk), by=request.user)
    messages.success(request, f"{entry} is on the list again.")
    return redirect(entry.shortlist)


@login_required
def shortlist_note(request, reference, pk):
    """A note about one offering of the list."""
    entry = _entry(request, reference, pk)
    if not allowed(request.user, "catalog.change_shortlist", entry.shortlist):
        raise PermissionDenied("catalog.change_shortlist")
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        if attempt(form, lambda: write_note(entry=entry, text=text, by=request.user)):
            messages.success(request, f"Your note on {entry} is kept.")
            return redirect(entry.shortlist)
    context = {"form": form, "entry": entry, "shortlist": entry.shortlist}
    return render(request, "catalog/shortlists/shortlist_note.html", context, status=status_of(form))
