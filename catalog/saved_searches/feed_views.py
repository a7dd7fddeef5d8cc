"""What needs no session: feeds for feed readers, and the end of alerts for whoever holds the mail."""

import datetime

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from catalog.search.reading import read_query

from .actions.keeping import stop_alerts
from .feeds import atom_answer, of_hits, of_offerings
from .links import search_of_token
from .models import SavedSearch
from .queries import hits_in_feed, newest_offerings, read_searches
from .words import names_for

SINCE = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)


@require_safe
def catalogue_feed(request):
    """The newest offerings, with the catalogue's own filters. Raises SearchRefused, a sentence."""
    query = read_query(dict(request.GET.lists()))
    offerings = newest_offerings(query)
    words = ", ".join(names_for([query]).words_of(query))
    title, page = f"New in the catalogue: {words}", f"{reverse('catalogue')}{query.address}"
    return atom_answer(request, of_offerings(offerings), title=title, subtitle="Stoa", page=page, since=SINCE)


@require_safe
def saved_search_feed(request, token):
    """What fits a saved search, for whoever has its secret address; public facts alone."""
    search = get_object_or_404(SavedSearch.objects.with_feed(), feed_token=token)
    [read] = read_searches([search])  # in words: its name is its owner's business
    answer = {"title": f"New in the catalogue: {', '.join(read.words)}", "subtitle": "A saved search on Stoa"}
    entries = of_hits(hits_in_feed(search))
    return atom_answer(request, entries, **answer, page=search.run_address, since=search.created_at)


@csrf_exempt  # RFC 8058: a mail program posts without a session; the signed link is the proof
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def saved_search_unsubscribe(request, token):
    """Asks before it ends the alerts of one search; a POST ends them at once."""
    search = search_of_token(token)
    if search is None:
        raise Http404("This link is not valid, or its search is gone. Nothing is sent for a search that is gone.")
    if request.method == "POST":
        search = stop_alerts(search=search, by=search.user)
    context = {"search": search, "own": request.user.pk == search.user_id}
    return render(request, "catalog/saved_searches/saved_search_unsubscribe.html", context)
