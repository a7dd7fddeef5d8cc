"""Threads on screens: the list, opening one about a record, one with its messages, closing and reopening."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from marketplace.clock import database_now
from marketplace.components.attempts import attempt, status_of
from marketplace.components.paging import page_of
from marketplace.organisations.models import Organisation
from marketplace.permissions import allowed, own_organisations, reads_all, require

from ..actions.threads import close_thread, open_thread, reopen_thread, write_message
from ..models import Thread
from ..queries.answering import A_YEAR
from ..records import KINDS
from ..thread_forms import MessageForm, OpenThreadForm

STATES = ("open", "unanswered", "asked", "closed")


@login_required
@require_safe
def thread_list(request: HttpRequest) -> HttpResponse:
    """Threads that the reader takes part in; by record, agency and state where the address says so."""
    seen, state, at = Thread.objects.visible_to(request.user), request.GET.get("state", "open"), database_now()
    names = ("kind", "reference", "agency")
    kind, reference, agency = (request.GET.get(name, "")[:80].replace("\x00", "") for name in names)
    if kind and reference:
        seen = seen.filter(kind=kind, reference=reference)
    if agency:
        seen = seen.filter(agency__slug=agency)
    if state == "unanswered":
        found = seen.unanswered_by(request.user)
    elif state == "asked":
        found = seen.asked_of_office(since=at - A_YEAR).with_last()
    else:
        found = seen.filter(status=state if state in STATES else "open").with_last()
    found = found.with_first_answer().select_related("agency", "vendor").order_by("-last_at", "-pk")
    context = {
        "page": page_of(found, request.GET.get("page")),
        "now": at,
        "state": state if state in STATES else "open",
        "kind": KINDS.get(kind),
        "reference": reference,
    }
    return render(request, "contracts/relationships/thread_list.html", context)


@login_required
def thread_open(request: HttpRequest) -> HttpResponse:
    """Open a thread about the record that the address names."""
    user, kind = request.user, KINDS.get(request.GET.get("kind", ""))
    record = kind and kind.find(user, request.GET.get("reference", "")[:80].replace("\x00", ""))
    if record is None:
        raise Http404("There is no such record that you may see. Open the record and follow its link to threads.")
    vendor = kind.part_of(record, kind.vendor)
    provides = vendor is not None and vendor.kind == Organisation.Kind.VENDOR
    theirs = provides and vendor.pk in own_organisations(user)
    agency = kind.part_of(record, kind.agency) or record
    if not (theirs or reads_all(user) or agency.pk in own_organisations(user)):
        raise Http404("Threads about this record are among its agency, the office and its vendor.")
    require(user, "contracts.write_in_thread", Thread(agency=agency, vendor=vendor if theirs else None))
    form = OpenThreadForm(request.POST or None, vendor=vendor.name if provides else "", only_with=theirs)
    if request.method == "POST" and form.is_valid():
        given = {"kind": kind, "about": record, "by": user, **form.cleaned_data}
        made = attempt(form, lambda: open_thread(**given))
        if made:
            messages.success(request, "It is sent. You are told of each answer.")
            return redirect(made)
    context = {"form": form, "kind": kind, "about": kind.part_of(record, kind.title)}
    return render(request, "contracts/relationships/thread_form.html", context, status=status_of(form))


def _thread(request: HttpRequest, pk: int) -> Thread:
    seen = Thread.objects.visible_to(request.user).with_first_answer()
    return get_object_or_404(seen.select_related("agency", "vendor", "asked"), pk=pk)


@login_required
def thread_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One with its messages, and the answer to it."""
    thread = _thread(request, pk)
    form = MessageForm(request.POST or None)
    if request.method == "POST":
        require(request.user, "contracts.write_in_thread", thread)
        if form.is_valid() and attempt(
            form, lambda: write_message(thread=thread, by=request.user, **form.cleaned_data)
        ):
            messages.success(request, "It is sent.")
            return redirect(thread)
    context = {
        "thread": thread,
        "now": database_now(),
        "told": thread.messages.select_related("by", "organisation"),
        "form": form,
        "may_write": allowed(request.user, "contracts.write_in_thread", thread),
    }
    return render(request, "contracts/relationships/thread_page.html", context, status=status_of(form))


@login_required
@require_POST
def thread_turn(request: HttpRequest, pk: int) -> HttpResponse:
    """Close an open thread, or reopen a closed one."""
    thread = _thread(request, pk)
    require(request.user, "contracts.write_in_thread", thread)
    closing = request.POST.get("to") != "open"
    (close_thread if closing else reopen_thread)(thread=thread, by=request.user)
    messages.success(request, "The thread is closed." if closing else "The thread is open again.")
    return redirect(thread)
