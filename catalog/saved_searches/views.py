"""Saved searches: one's own, each with what is new, its alerts and its feed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from catalog.search.query import SearchRefused
from catalog.search.reading import read_query
from marketplace.clock import database_now
from marketplace.components.attempts import attempt, status_of

from .actions.keeping import change_search, close_feed, open_feed, put_back_search, remove_search, save_search
from .forms import SearchForm
from .models import SavedSearch
from .queries import new_hits_of, read_searches, removed_searches_of, searches_of
from .words import names_for


@login_required
@require_safe
def saved_search_list(request):
    """The reader's searches, and what can be brought back."""
    context = {
        "searches": searches_of(request.user, at=database_now()),
        "removed": removed_searches_of(request.user),
    }
    return render(request, "catalog/saved_searches/saved_search_list.html", context)


@login_required
def saved_search_save(request):
    """Keeps the search of the address. Raises SearchRefused, a sentence, where it cannot be understood."""
    query = read_query(dict(request.GET.lists()))
    names = names_for([query])
    if refusal := names.refusal(query):
        raise SearchRefused(refusal, query)
    words = names.words_of(query)
    offered = {"name": query.text or ", ".join(words)[:120], "frequency": SavedSearch.Frequency.DAILY}
    form = SearchForm(request.POST or None, initial=offered)
    if request.method == "POST" and form.is_valid():
        search = attempt(form, lambda: save_search(query=query, by=request.user, **form.cleaned_data))
        if search:
            messages.success(request, f"“{search}” is saved. {_promise(search)}")
            return redirect("saved_search_list")
    context = {"form": form, "words": words, "address": query.address}
    return render(request, "catalog/saved_searches/saved_search_save.html", context, status=status_of(form))


def _promise(search):
    return {
        "instant": "You are told as soon as something new fits.",
        "daily": "What is new comes once a day.",
        "weekly": "What is new comes on Mondays.",
        "none": "No alerts are sent.",
    }[search.frequency]


def _own(request, pk):
    return get_object_or_404(SavedSearch.objects.visible_to(request.user), pk=pk)


@login_required
@require_safe
def saved_search_page(request, pk):
    """One search: what is new, its alerts, its feed."""
    search = get_object_or_404(SavedSearch.objects.visible_to(request.user).standing(), pk=pk)
    [read] = read_searches([search])
    feed = search.feed_token and request.build_absolute_uri(reverse("saved_search_feed", args=[search.feed_token]))
    context = {"search": search, "read": read, "hits": new_hits_of(search), "feed": feed}
    return render(request, "catalog/saved_searches/saved_search_page.html", context)


@login_required
def saved_search_change(request, pk):
    """Another name, another rhythm."""
    search = get_object_or_404(SavedSearch.objects.visible_to(request.user).standing(), pk=pk)
    form = SearchForm(request.POST or None, initial={"name": search.name, "frequency": search.frequency})
    if request.method == "POST" and form.is_valid():
        changed = attempt(form, lambda: change_search(search=search, by=request.user, **form.cleaned_data))
        if changed:
            messages.success(request, f"“{changed}” is changed. {_promise(changed)}")
            return redirect(changed)
    context = {"form": form, "search": search}
    return render(request, "catalog/saved_searches/saved_search_change.html", context, status=status_of(form))


@login_required
@require_POST
def saved_search_remove(request, pk):
    """Takes a search off the list; the list then offers to bring it back."""
    search = remove_search(search=_own(request, pk), by=request.user)
    messages.success(request, f"“{search}” is removed. You can bring it back at the end of this page for 30 days.")
    return redirect("saved_search_list")


@login_required
@require_POST
def saved_search_put_back(request, pk):
    """Takes a removal back."""
    search = put_back_search(search=_own(request, pk), by=request.user)
    messages.success(request, f"“{search}” is back, with its alerts.")
    return redirect("saved_search_list")


@login_required
@require_POST
def saved_search_open_feed(request, pk):
    """A new secret address; the one before ends."""
    search = open_feed(search=_own(request, pk), by=request.user)
    messages.success(request, "The feed has a new address. An older one no longer works.")
    return redirect(search)


@login_required
@require_POST
def saved_search_close_feed(request, pk):
    """Ends the secret address."""
    search = close_feed(search=_own(request, pk), by=request.user)
    messages.success(request, "The feed is closed. Its address no longer works.")
    return redirect(search)
